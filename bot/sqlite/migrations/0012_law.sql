-- By when the law wants a case answered; empty where no law names a day.
ALTER TABLE complaint_case ADD COLUMN law_by TEXT NOT NULL DEFAULT '';
