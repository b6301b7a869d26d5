-- The staff desk: who works here, what they forwarded, and how far each case has come.

CREATE TABLE staff (
    id        INTEGER PRIMARY KEY,
    channel   TEXT NOT NULL,
    chat_id   TEXT NOT NULL,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('electrician', 'clerk', 'head', 'auditor')),
    active    INTEGER NOT NULL DEFAULT 1,
    joined_at TEXT NOT NULL,
    UNIQUE (channel, chat_id)
) STRICT;

-- Of an invitation only the hash is kept: who reads the database cannot use it.
CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY,
    role       TEXT NOT NULL,
    name       TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_by    TEXT NOT NULL DEFAULT ''
) STRICT;

-- Moments that are empty have not come yet. The clock runs from complained_at.
ALTER TABLE complaint_case ADD COLUMN via TEXT NOT NULL DEFAULT 'own';
ALTER TABLE complaint_case ADD COLUMN complained_at TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN customer_name TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN assignee INTEGER REFERENCES staff;
ALTER TABLE complaint_case ADD COLUMN opened_by INTEGER REFERENCES staff;
ALTER TABLE complaint_case ADD COLUMN contacted_at TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN answered_at TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN closed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN held_at TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN approved_by INTEGER REFERENCES staff;
ALTER TABLE complaint_case ADD COLUMN goodwill_fen INTEGER;
ALTER TABLE complaint_case ADD COLUMN employee_paid_fen INTEGER;
ALTER TABLE complaint_case ADD COLUMN tasks TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN rating TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN about_staff INTEGER REFERENCES staff;
ALTER TABLE complaint_case ADD COLUMN raised TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_case ADD COLUMN taken_over INTEGER REFERENCES staff;
-- Changed since the clocks and notices were last looked at.
ALTER TABLE complaint_case ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
CREATE INDEX complaint_case_touched ON complaint_case (number) WHERE touched = 1;
CREATE INDEX complaint_case_taken ON complaint_case (channel, chat_id) WHERE taken_over IS NOT NULL;
UPDATE complaint_case SET complained_at = opened_at;

ALTER TABLE case_event ADD COLUMN actor TEXT NOT NULL DEFAULT '';
CREATE INDEX case_event_by_case ON case_event (case_number, id);

-- What was forwarded, sent or said in a case, one row a message.
CREATE TABLE case_material (
    id          INTEGER PRIMARY KEY,
    case_number TEXT NOT NULL REFERENCES complaint_case,
    channel     TEXT NOT NULL,
    chat_id     TEXT NOT NULL,
    message_id  TEXT NOT NULL,
    sender      TEXT NOT NULL,
    origin      TEXT NOT NULL, -- whose words: the kind of origin and what is known of it
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    file_id     TEXT NOT NULL,
    said_at     TEXT NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (channel, chat_id, message_id)
) STRICT;
CREATE INDEX case_material_by_case ON case_material (case_number, id);
CREATE INDEX case_material_by_sender ON case_material (channel, chat_id, sender, received_at);

CREATE INDEX account_by_holder ON account (holder_name);
