-- What is done to a case stands in the chain of the audit trail, and so does what retention cut off
-- of it. An entry says with which key it was sealed; the key itself lies outside the database.

ALTER TABLE case_event ADD COLUMN link TEXT NOT NULL DEFAULT ''; -- covers all events so far
ALTER TABLE audit ADD COLUMN key TEXT NOT NULL DEFAULT ''; -- the beginning of its hash; '' = none

-- An entry 'cut' has for its subject the last entry that retention removes.
CREATE INDEX audit_cuts ON audit (CAST(subject AS INTEGER)) WHERE action = 'cut';
DROP TRIGGER audit_is_not_removed;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
WHEN OLD.id > coalesce(
    (SELECT max(CAST(subject AS INTEGER)) FROM audit WHERE action = 'cut'), 0)
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
