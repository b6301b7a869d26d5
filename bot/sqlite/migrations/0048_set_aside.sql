-- How many were set aside, or refused for good, is asked again and again.
CREATE INDEX inbox_set_aside ON inbox (arrival) WHERE state = 'set_aside';
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
