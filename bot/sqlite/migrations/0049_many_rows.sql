-- What is asked again and again walks over no table that only grows.
CREATE INDEX inbox_set_aside ON inbox (arrival) WHERE state = 'set_aside';
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
CREATE INDEX binding_by_account ON binding (account_no);
CREATE INDEX complaint_case_unfinished ON complaint_case (opened_at, number)
    WHERE state IN ('open', 'contacted', 'on_hold', 'answered');
