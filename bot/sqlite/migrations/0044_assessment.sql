-- The assessment (考核) of one person for one month: seen first by that person, decided by a head.
CREATE TABLE assessment (
    staff_id   INTEGER NOT NULL,
    month      TEXT NOT NULL, -- its first day
    seen_at    TEXT,
    objection  TEXT NOT NULL DEFAULT '', -- number of the case
    decision   TEXT NOT NULL DEFAULT '',
    decided_by INTEGER,
    decided_at TEXT,
    PRIMARY KEY (staff_id, month)
) STRICT;
