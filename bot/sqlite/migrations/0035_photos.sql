-- Photos that customers sent on the page: no messenger keeps them for us.
CREATE TABLE photo (
    key     TEXT PRIMARY KEY, -- the file's number in what the customer said, and in the case
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    kind    TEXT NOT NULL, -- jpg, png or webp
    content BLOB NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX photo_by_age ON photo (at);
CREATE INDEX case_material_by_file ON case_material (file_id) WHERE file_id <> '';
