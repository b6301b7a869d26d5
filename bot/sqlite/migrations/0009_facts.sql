-- Facts of an account (多人口, 低保, 峰谷, 过户 …). Those of accounts that were here before are
-- unknown: nothing is written for them.

CREATE TABLE fact (
    account_no TEXT NOT NULL REFERENCES account,
    kind       TEXT NOT NULL,
    standing   TEXT NOT NULL CHECK (standing IN ('known', 'none', 'unknown')),
    since      TEXT NOT NULL, -- first day, year or month; empty for the account as a whole
    value      TEXT NOT NULL, -- JSON, as it is assessed
    source     TEXT NOT NULL,
    basis      TEXT NOT NULL,
    noted_at   TEXT NOT NULL,
    PRIMARY KEY (account_no, kind, since)
) STRICT, WITHOUT ROWID;
