-- Who decided and how often, why the head did not approve or went past what was found, and whether
-- the auditor gave a report on to the head.
ALTER TABLE complaint_case ADD COLUMN decided_by INTEGER REFERENCES staff;
ALTER TABLE complaint_case ADD COLUMN decisions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE complaint_case ADD COLUMN rejected TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN overruled TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
