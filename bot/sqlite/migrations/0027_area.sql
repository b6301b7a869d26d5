-- 台区 and who is responsible for it, as the office's exports name them.
ALTER TABLE account ADD COLUMN area TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN manager TEXT NOT NULL DEFAULT '';
