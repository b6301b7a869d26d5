-- A month's report and a search by day or person read their own cases, not all there ever were.
CREATE INDEX complaint_case_opened ON complaint_case (opened_at, number);
CREATE INDEX complaint_case_said ON complaint_case (complained_at);
CREATE INDEX complaint_case_of_staff ON complaint_case (assignee, opened_at);
CREATE INDEX complaint_case_taken_in ON complaint_case (opened_by, opened_at);
