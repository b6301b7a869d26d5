-- Clients of the API; who reads the database cannot ask by it.
CREATE TABLE api_client (
    name       TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    rights     TEXT NOT NULL, -- words, parted by blanks
    made_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
