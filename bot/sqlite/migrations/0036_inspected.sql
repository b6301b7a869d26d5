-- What was seen at visits in the field.
CREATE TABLE inspected (
    day        TEXT NOT NULL,
    account_no TEXT NOT NULL,
    seed       INTEGER NOT NULL,
    risk       TEXT NOT NULL,
    why        TEXT NOT NULL,
    in_use     INTEGER,
    meter_no   TEXT NOT NULL,
    reading    TEXT,
    lives      TEXT NOT NULL,
    differs    INTEGER NOT NULL,
    PRIMARY KEY (day, account_no)
) STRICT;
