-- What a clerk says was meant: an intent, or empty as long as nobody has said so.

ALTER TABLE misheard ADD COLUMN meant TEXT NOT NULL DEFAULT '';
