-- Staff at the counter's page: links that sign in once, and who is signed in. Only hashes are kept.
CREATE TABLE sign_in (
    token_hash TEXT PRIMARY KEY,
    staff_id   INTEGER NOT NULL REFERENCES staff (id),
    until      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    secret_hash TEXT PRIMARY KEY,
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    until       TEXT NOT NULL, -- however much is done there
    quiet_until TEXT NOT NULL  -- where nothing is done there
) STRICT, WITHOUT ROWID;
