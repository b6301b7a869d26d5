-- What is known of accounts, of imports and of who works here stands in the chain of the audit
-- trail as one sum over all rows; the sums by account or person tell which one was changed.
CREATE TABLE record_seal (
    subject TEXT PRIMARY KEY, -- an account, 'import:7', 'staff:2', 'invitation'
    sum     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_records ON audit (id) WHERE action = 'records';
