-- What is numbered has a number of its own: not every engine numbers rows by itself.
ALTER TABLE binding ADD COLUMN turn INTEGER NOT NULL DEFAULT 0; -- a chat's highest is its current
UPDATE binding SET turn = rowid;
ALTER TABLE card ADD COLUMN place INTEGER NOT NULL DEFAULT 0; -- in the order in which they came
UPDATE card SET place = rowid;

CREATE TABLE misheard_new (
    number    INTEGER PRIMARY KEY,
    channel   TEXT NOT NULL,
    chat_id   TEXT NOT NULL,
    words     TEXT NOT NULL,
    taken_for TEXT NOT NULL, -- an intent
    at        TEXT NOT NULL,
    meant     TEXT NOT NULL DEFAULT '', -- an intent, or empty as long as nobody has said so
    UNIQUE (channel, chat_id, words)
) STRICT;
INSERT INTO misheard_new SELECT rowid, channel, chat_id, words, taken_for, at, meant FROM misheard;
DROP TABLE misheard;
ALTER TABLE misheard_new RENAME TO misheard;
CREATE INDEX misheard_by_age ON misheard (at);
