-- Who does what of a case by which day.
ALTER TABLE complaint_case ADD COLUMN planned TEXT NOT NULL DEFAULT '';
