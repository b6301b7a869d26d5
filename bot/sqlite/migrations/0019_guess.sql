-- From what the account of a case was guessed, and how staff say that they know who it is.
ALTER TABLE complaint_case ADD COLUMN guessed TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN identified TEXT NOT NULL DEFAULT '';
