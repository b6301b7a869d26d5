-- The language a chat is answered in: chosen with /lang, or told from the script that is written.
CREATE TABLE chat_language (
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    locale  TEXT NOT NULL,
    chosen  INTEGER NOT NULL,
    PRIMARY KEY (channel, chat_id)
) STRICT;
