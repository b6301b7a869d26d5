-- Who asked in the cases that went into another is looked up with each letter.
CREATE INDEX complaint_case_merged ON complaint_case (merged_into) WHERE merged_into <> '';
