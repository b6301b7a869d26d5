-- A chat with a message over which the process ended lets the others go first.
DROP INDEX IF EXISTS inbox_waiting;
CREATE INDEX inbox_waiting ON inbox (channel, turn, arrival, grave, tries) WHERE state = 'waiting';
