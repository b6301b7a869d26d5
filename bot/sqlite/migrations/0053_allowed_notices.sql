-- How many notices by form (订阅通知) the customer has allowed there, and whether they were asked to.
ALTER TABLE chat_window ADD COLUMN forms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat_window ADD COLUMN forms_asked INTEGER NOT NULL DEFAULT 0;
