-- Every practice that was ended, and what was missing or wrong in it; no words of anybody.
CREATE TABLE practice_done (
    staff_id INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    at       TEXT NOT NULL,
    lacked   TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX practice_done_of ON practice_done (staff_id, at);
