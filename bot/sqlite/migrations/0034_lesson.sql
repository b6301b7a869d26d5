-- What closed cases taught, as the head accepted it.
CREATE TABLE lesson (
    case_number TEXT NOT NULL,
    cause       TEXT NOT NULL,
    accepted_by INTEGER NOT NULL,
    accepted_at TEXT NOT NULL,
    PRIMARY KEY (case_number, cause)
) STRICT;
