-- A colleague may write from a second chat too: their own WeChat, from where they send on what
-- villagers write to them.
ALTER TABLE staff ADD COLUMN other_channel TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN other_chat TEXT NOT NULL DEFAULT '';
