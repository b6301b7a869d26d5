-- What was not understood or was corrected, masked; kept as long as a chat.

CREATE TABLE misheard (
    channel   TEXT NOT NULL,
    chat_id   TEXT NOT NULL,
    words     TEXT NOT NULL,
    taken_for TEXT NOT NULL, -- an intent
    at        TEXT NOT NULL,
    UNIQUE (channel, chat_id, words)
) STRICT;
CREATE INDEX misheard_by_age ON misheard (at);
