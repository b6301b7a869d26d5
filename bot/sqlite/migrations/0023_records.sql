-- One change of an import may tell of many new rows of a table.
ALTER TABLE import_change ADD COLUMN records INTEGER NOT NULL DEFAULT 1;
