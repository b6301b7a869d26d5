-- Reports are few among many cases: counting walks over the others by one statement.
CREATE INDEX complaint_case_reports ON complaint_case (opened_at, number) WHERE kind = 'report';
