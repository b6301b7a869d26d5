-- Which chats asked to be forgotten, and when, so that a backup that is put back forgets them too.
-- The chat is a hash: the list itself is to say nothing of anybody.

CREATE TABLE forgotten (
    channel TEXT NOT NULL,
    chat    TEXT NOT NULL, -- SHA-256 of its number
    at      TEXT NOT NULL,
    PRIMARY KEY (channel, chat, at)
) STRICT, WITHOUT ROWID;
