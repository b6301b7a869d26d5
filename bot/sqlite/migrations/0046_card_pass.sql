-- WeCom lets a card be changed by a pass that holds once, and for three days.
ALTER TABLE card ADD COLUMN pass TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN pass_until TEXT NOT NULL DEFAULT '';
