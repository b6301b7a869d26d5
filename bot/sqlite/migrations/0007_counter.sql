-- The counter: a delivery is named as its messenger names it and handled in the order of arrival;
-- a message waits in no messenger's form and is rendered when it is sent.

CREATE TABLE inbox_new (
    arrival     INTEGER PRIMARY KEY,
    channel     TEXT NOT NULL,
    delivery    TEXT NOT NULL, -- what the messenger calls it
    chat_id     TEXT NOT NULL DEFAULT '', -- known once it was handled
    payload     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'set_aside')),
    started     INTEGER NOT NULL DEFAULT 0, -- being handled: still so at a start means a crash
    tries       INTEGER NOT NULL DEFAULT 0,
    error       TEXT NOT NULL DEFAULT '',
    UNIQUE (channel, delivery)
) STRICT;
INSERT INTO inbox_new
    (channel, delivery, chat_id, payload, received_at, state, started, tries, error)
SELECT channel, CAST(update_id AS TEXT), chat_id, payload, received_at, state, started, tries, error
FROM inbox ORDER BY channel, update_id;
DROP TABLE inbox;
ALTER TABLE inbox_new RENAME TO inbox;
CREATE INDEX inbox_waiting ON inbox (channel, arrival) WHERE state = 'waiting';
CREATE INDEX inbox_by_age ON inbox (received_at);
CREATE INDEX inbox_by_chat ON inbox (channel, chat_id);

CREATE TABLE outbox_new (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE, -- what caused it: the same cause sends once
    channel     TEXT NOT NULL,
    chat_id     TEXT NOT NULL,
    what        TEXT NOT NULL, -- the message as JSON; an older one in its messenger's own words
    case_number TEXT NOT NULL DEFAULT '', -- of which it is a notice
    created_at  TEXT NOT NULL,
    not_before  TEXT NOT NULL, -- empty = at once
    not_after   TEXT NOT NULL DEFAULT '', -- then it is expired; empty = never
    parts       INTEGER NOT NULL DEFAULT 0, -- of a long one that have been sent
    -- unknown is for messengers that do not say whether they took it
    state       TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'sent', 'failed', 'unknown', 'expired')),
    wire_id     TEXT NOT NULL DEFAULT '', -- what the messenger calls it, of its last part
    sent_at     TEXT,
    error       TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO outbox_new
    (id, key, channel, chat_id, what, created_at, not_before, state, sent_at, error)
SELECT id, key, channel, chat_id,
    json_object('method', method, 'params', json(params)), created_at, not_before, state, sent_at,
    error
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
-- What nobody would ever have sent waits no longer.
UPDATE outbox SET state = 'failed', error = 'nobody serves this channel'
WHERE state = 'waiting' AND channel <> 'telegram';
-- A message was a row a part; what causes it now is the key of the whole.
UPDATE outbox SET key = substr(key, 1, length(key) - 2)
WHERE key LIKE '%:0' AND NOT EXISTS (
    SELECT 1 FROM outbox more WHERE more.key = substr(outbox.key, 1, length(outbox.key) - 2) || ':1'
);
CREATE INDEX outbox_waiting ON outbox (channel, chat_id, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_age ON outbox (created_at);
CREATE INDEX outbox_by_chat ON outbox (channel, chat_id);

-- What was told of a case is told once, also when the outbox has been swept.
CREATE TABLE told (
    case_number TEXT NOT NULL REFERENCES complaint_case,
    key         TEXT NOT NULL,
    at          TEXT NOT NULL,
    PRIMARY KEY (case_number, key)
) STRICT;
INSERT OR IGNORE INTO told
SELECT number, key, sent_at FROM outbox JOIN complaint_case
    ON number = substr(key, instr(key, ':') + 1, length(number))
WHERE outbox.state = 'sent' AND substr(key, 1, instr(key, ':') - 1)
    IN ('new', 'raised', 'progress', 'clock');
