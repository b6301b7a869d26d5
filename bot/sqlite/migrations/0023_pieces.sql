-- A long import is written in pieces, between which the chats have their turn: until it ends it is
-- open, and one that never ended is taken back. And tables that staff sent to the desk.
ALTER TABLE import ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
CREATE TABLE sent_file (
    number   INTEGER PRIMARY KEY AUTOINCREMENT, -- its buttons never mean another file
    channel  TEXT NOT NULL,
    chat_id  TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff ON DELETE CASCADE,
    file_id  TEXT NOT NULL,
    name     TEXT NOT NULL,
    state    TEXT NOT NULL, -- sent, offered, wanted
    sent_at  TEXT NOT NULL
) STRICT;
-- One change of an import may tell of many new rows of a table.
ALTER TABLE import_change ADD COLUMN records INTEGER NOT NULL DEFAULT 1;
