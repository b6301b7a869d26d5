-- A question of the desk is a message too: what is done with the text written in reply to it.
ALTER TABLE card ADD COLUMN asks TEXT NOT NULL DEFAULT '';
