-- Which visits were drawn for a day, in the order in which they are walked.
CREATE TABLE visit (
    day        TEXT NOT NULL,
    place      INTEGER NOT NULL,
    account_no TEXT NOT NULL,
    seed       INTEGER NOT NULL,
    risk       TEXT NOT NULL,
    why        TEXT NOT NULL,
    PRIMARY KEY (day, account_no)
) STRICT;
-- Who was there, the picture that they took, and what is not as the books say (JSON).
ALTER TABLE inspected ADD COLUMN visitor TEXT NOT NULL DEFAULT '';
ALTER TABLE inspected ADD COLUMN picture TEXT NOT NULL DEFAULT '';
ALTER TABLE inspected ADD COLUMN found TEXT NOT NULL DEFAULT '[]';
