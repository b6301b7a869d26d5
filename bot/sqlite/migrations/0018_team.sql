-- How 95598 classes a case, what it is held for (a day, or an event), and why it was voided.
ALTER TABLE complaint_case ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN held_for TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN voided TEXT NOT NULL DEFAULT '';
