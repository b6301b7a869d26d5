-- Several bills and readings of one month, readings whose earlier date is not known, what each
-- import changed, and how a clerk said that the columns of an export are to be read.

CREATE TABLE reading_new (
    account_no    TEXT NOT NULL REFERENCES account,
    meter_no      TEXT NOT NULL,
    register_kind TEXT NOT NULL,
    bill_month    TEXT NOT NULL,
    last_wh       INTEGER NOT NULL,
    this_wh       INTEGER NOT NULL,
    last_read_on  TEXT NOT NULL,
    this_read_on  TEXT NOT NULL,
    multiplier    TEXT NOT NULL,
    wh            INTEGER NOT NULL,
    part          INTEGER NOT NULL DEFAULT 0, -- of the readings of that register in that month
    PRIMARY KEY (account_no, bill_month, meter_no, register_kind, part)
) STRICT;
INSERT INTO reading_new SELECT *, 0 FROM reading;
DROP TABLE reading;
ALTER TABLE reading_new RENAME TO reading;

CREATE TABLE bill_new (
    account_no  TEXT NOT NULL REFERENCES account,
    bill_month  TEXT NOT NULL,
    wh          INTEGER NOT NULL,
    charged_fen INTEGER NOT NULL,
    issued_on   TEXT,
    kind        TEXT NOT NULL DEFAULT 'normal'
                CHECK (kind IN ('normal', 'correction', 'supplement')),
    part        INTEGER NOT NULL DEFAULT 0, -- of the bills of that month
    PRIMARY KEY (account_no, bill_month, part)
) STRICT;
INSERT INTO bill_new SELECT *, 'normal', 0 FROM bill;
DROP TABLE bill;
ALTER TABLE bill_new RENAME TO bill;

-- A reading that others follow; it is settled once the date of the one before it is known.
CREATE TABLE starting_point (
    account_no    TEXT NOT NULL REFERENCES account,
    meter_no      TEXT NOT NULL,
    register_kind TEXT NOT NULL,
    bill_month    TEXT NOT NULL,
    last_wh       INTEGER, -- none where the export has only what the meter shows
    this_wh       INTEGER NOT NULL,
    this_read_on  TEXT NOT NULL,
    multiplier    TEXT NOT NULL,
    wh            INTEGER,
    PRIMARY KEY (account_no, meter_no, register_kind, this_read_on)
) STRICT;

CREATE TABLE import (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    file_name TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE TABLE import_change (
    import     INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
    place      INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    before     TEXT, -- the row as JSON; none where it is new
    after      TEXT, -- none where it went
    PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_profile (
    shape        TEXT NOT NULL, -- the headings
    heading      TEXT NOT NULL,
    field        TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    PRIMARY KEY (shape, heading)
) STRICT, WITHOUT ROWID;
