-- A change of holder was noted at the desk before the file of accounts brought the new one: what
-- the account still says of who left proves nothing. The mark is made of those particulars.
CREATE TABLE left_by (
    account_no TEXT PRIMARY KEY,
    mark       TEXT NOT NULL
) STRICT;
