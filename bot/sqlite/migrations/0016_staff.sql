-- Who has left comes back by an invitation made after that, and by no other.
ALTER TABLE staff ADD COLUMN left_at TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN made_at TEXT NOT NULL DEFAULT '';
-- Danger goes before everything that waits in a chat's queue.
ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
-- Links of invitations stand nowhere in clear once they are sent and used.
UPDATE outbox SET what = '{}' WHERE state <> 'waiting' AND what LIKE '%start=s!_%' ESCAPE '!';
UPDATE inbox SET payload = '' WHERE state <> 'waiting' AND payload LIKE '%start_s!_%' ESCAPE '!';
