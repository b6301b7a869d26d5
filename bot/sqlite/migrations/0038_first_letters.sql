-- Whether a practice was ever passed: what is missed later takes nothing away.
ALTER TABLE practised ADD COLUMN ever INTEGER NOT NULL DEFAULT 0;
UPDATE practised SET ever = passed;
