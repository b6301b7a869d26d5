-- Who is on duty on which day, as a head entered it, and searches that somebody keeps for later.
CREATE TABLE duty (
    day      TEXT NOT NULL,
    staff_id INTEGER NOT NULL,
    PRIMARY KEY (day, staff_id)
) STRICT;

CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL,
    list     TEXT NOT NULL,
    words    TEXT NOT NULL,
    UNIQUE (staff_id, list, words)
) STRICT;
