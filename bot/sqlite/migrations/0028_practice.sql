-- Practice of the staff (练习): nothing in it is a customer's.
CREATE TABLE practice (
    staff_id INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    seed     INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    answers  TEXT NOT NULL -- JSON
) STRICT;
CREATE TABLE practised (
    staff_id INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    card     TEXT NOT NULL, -- of the scheduler
    due      TEXT NOT NULL,
    passed   INTEGER NOT NULL,
    PRIMARY KEY (staff_id, kind)
) STRICT;
