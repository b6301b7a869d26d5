-- Every update is stored before the messenger is told that it arrived, and every message to be
-- sent in the transaction that caused it. Moments are ISO text in China's time.

CREATE TABLE inbox (
    channel     TEXT NOT NULL,
    update_id   INTEGER NOT NULL,
    chat_id     TEXT NOT NULL DEFAULT '', -- known once it was handled
    payload     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'set_aside')),
    started     INTEGER NOT NULL DEFAULT 0, -- being handled: still so at a start means a crash
    tries       INTEGER NOT NULL DEFAULT 0,
    error       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (channel, update_id)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (channel, update_id) WHERE state = 'waiting';
CREATE INDEX inbox_by_age ON inbox (received_at);
CREATE INDEX inbox_by_chat ON inbox (channel, chat_id);

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE, -- what caused it: the same cause sends once
    channel    TEXT NOT NULL,
    chat_id    TEXT NOT NULL,
    method     TEXT NOT NULL,
    params     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    not_before TEXT NOT NULL, -- empty = at once
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    sent_at    TEXT,
    error      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_waiting ON outbox (channel, chat_id, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_age ON outbox (created_at);
CREATE INDEX outbox_by_chat ON outbox (channel, chat_id);
