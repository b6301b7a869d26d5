-- Who let a word before the bill go out, or told it in person (channel by_hand).
ALTER TABLE ahead_told ADD COLUMN told_by INTEGER NOT NULL DEFAULT 0;
