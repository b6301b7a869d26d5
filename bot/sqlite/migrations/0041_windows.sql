-- Messengers that count: how many messages a chat may still be sent, how far an account was read
-- and by whom, its token; what was tried before it is known whether it arrived; secrets for once.
CREATE TABLE chat_window (
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    until   TEXT NOT NULL,
    rest    INTEGER NOT NULL, -- messages
    blocked INTEGER NOT NULL DEFAULT 0,
    person  TEXT NOT NULL DEFAULT '', -- who talks with them in the messenger itself
    PRIMARY KEY (channel, chat_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE line_place (
    channel TEXT PRIMARY KEY,
    place   TEXT NOT NULL, -- as the messenger calls it; empty before the first reading
    since   TEXT NOT NULL, -- what is older is not ours
    read_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE line_lease (
    channel TEXT PRIMARY KEY,
    holder  TEXT NOT NULL,
    until   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE line_token (
    app   TEXT PRIMARY KEY,
    token TEXT NOT NULL, -- opens the account's interface for two hours at most
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox_try (
    number INTEGER PRIMARY KEY, -- of a message that was going to be sent
    tries  INTEGER NOT NULL
) STRICT;
CREATE TABLE once (
    hash    TEXT PRIMARY KEY, -- of the secret
    opens   TEXT NOT NULL,
    subject TEXT NOT NULL,
    made_by TEXT NOT NULL,
    until   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
