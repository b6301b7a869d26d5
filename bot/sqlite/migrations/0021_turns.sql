-- Chats take turns in the inbox, and a chat that speaks of danger is heard before all others.
ALTER TABLE inbox ADD COLUMN turn TEXT NOT NULL DEFAULT ''; -- of a chat, while it waits; a hash
ALTER TABLE inbox ADD COLUMN grave INTEGER NOT NULL DEFAULT 0;
DROP INDEX inbox_waiting;
CREATE INDEX inbox_waiting ON inbox (channel, turn, arrival, grave) WHERE state = 'waiting';
