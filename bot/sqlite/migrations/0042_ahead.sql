-- A word before the bill (提前告知) to who may be surprised by it: waits for the head, goes out once.
CREATE TABLE ahead (
    account_no  TEXT NOT NULL,
    why         TEXT NOT NULL,
    about       TEXT NOT NULL, -- the year, the day: once for each
    made_at     TEXT NOT NULL,
    released_at TEXT,
    released_by INTEGER,
    dropped     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_no, why, about)
) STRICT;
CREATE TABLE ahead_told (
    account_no TEXT NOT NULL,
    why        TEXT NOT NULL,
    channel    TEXT NOT NULL,
    chat_id    TEXT NOT NULL,
    at         TEXT NOT NULL,
    words      TEXT NOT NULL
) STRICT;
CREATE INDEX ahead_told_of_chat ON ahead_told (channel, chat_id);
CREATE INDEX ahead_told_of_account ON ahead_told (account_no);
-- Chats that want no such words.
CREATE TABLE ahead_refused (
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (channel, chat_id)
) STRICT;
