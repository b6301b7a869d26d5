-- When a chat last read figures of an account that it is bound to: a binding that nobody uses ends.
-- Those there are count from the day of this change.
ALTER TABLE binding ADD COLUMN used_at TEXT NOT NULL DEFAULT '';
UPDATE binding SET used_at = strftime('%Y-%m-%dT%H:%M:%S', 'now', '+8 hours') || '+08:00';
