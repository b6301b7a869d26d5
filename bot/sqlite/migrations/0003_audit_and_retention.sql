-- Who saw or changed what. Entries are chained by their hashes and can only be added; those that
-- retention removes leave the hash on which the chain goes on.

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL,
    hash    TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_age ON audit (at);

CREATE TABLE audit_anchor (
    id   INTEGER PRIMARY KEY, -- of the last entry removed
    hash TEXT NOT NULL,
    at   TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
WHEN OLD.id > coalesce((SELECT max(id) FROM audit_anchor), 0)
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

-- A case on hold, and the chat it came from, are kept whatever their age.
ALTER TABLE complaint_case ADD COLUMN legal_hold INTEGER NOT NULL DEFAULT 0;

-- Which account was tried, so that many chats cannot share out the guessing.
ALTER TABLE binding_failure ADD COLUMN account_no TEXT NOT NULL DEFAULT '';
CREATE INDEX binding_failure_by_account ON binding_failure (account_no, at);
