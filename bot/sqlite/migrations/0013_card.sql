-- The living papers of a case: which messages of which chats show them, so that they can be changed
-- where they stand. Group topics: a message goes out where it was asked for.
CREATE TABLE card (
    channel     TEXT NOT NULL,
    chat_id     TEXT NOT NULL,
    message_id  TEXT NOT NULL, -- what the messenger calls it
    topic       TEXT NOT NULL,
    case_number TEXT NOT NULL REFERENCES complaint_case,
    paper       TEXT NOT NULL,
    staff_id    INTEGER NOT NULL REFERENCES staff, -- for whom it was made
    at          TEXT NOT NULL,
    PRIMARY KEY (channel, chat_id, message_id)
) STRICT;
CREATE INDEX card_of_case ON card (case_number);
ALTER TABLE outbox ADD COLUMN topic TEXT NOT NULL DEFAULT '';
