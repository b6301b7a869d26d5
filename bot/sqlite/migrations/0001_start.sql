-- Exact integers: energy in Wh (1 kWh = 1000), money in fen, dates as ISO text, moments as ISO text
-- with their offset. Account and meter numbers are text.

CREATE TABLE account (
    account_no    TEXT PRIMARY KEY,
    holder_name   TEXT NOT NULL,
    phone         TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    registered_on TEXT,
    powered_on    TEXT,
    price_name    TEXT NOT NULL DEFAULT '',
    status        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX account_by_phone ON account (phone) WHERE phone <> '';

CREATE TABLE reading (
    account_no    TEXT NOT NULL REFERENCES account,
    meter_no      TEXT NOT NULL,
    register_kind TEXT NOT NULL,
    bill_month    TEXT NOT NULL,
    last_wh       INTEGER NOT NULL,
    this_wh       INTEGER NOT NULL,
    last_read_on  TEXT NOT NULL,
    this_read_on  TEXT NOT NULL,
    multiplier    TEXT NOT NULL,
    wh            INTEGER NOT NULL,
    PRIMARY KEY (account_no, bill_month, meter_no, register_kind)
) STRICT;

CREATE TABLE bill (
    account_no  TEXT NOT NULL REFERENCES account,
    bill_month  TEXT NOT NULL,
    wh          INTEGER NOT NULL,
    charged_fen INTEGER NOT NULL,
    issued_on   TEXT,
    PRIMARY KEY (account_no, bill_month)
) STRICT;

-- A chat is known by its channel and its number there; it may be bound to several accounts.
CREATE TABLE binding (
    channel    TEXT NOT NULL,
    chat_id    TEXT NOT NULL,
    account_no TEXT NOT NULL REFERENCES account,
    bound_at   TEXT NOT NULL,
    PRIMARY KEY (channel, chat_id, account_no)
) STRICT;

CREATE TABLE binding_failure (
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX binding_failure_by_chat ON binding_failure (channel, chat_id, at);

-- What the dialogue waits for in a chat, so that a restart forgets nothing.
CREATE TABLE dialogue_state (
    channel    TEXT NOT NULL,
    chat_id    TEXT NOT NULL,
    state      TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (channel, chat_id)
) STRICT;

CREATE TABLE complaint_case (
    number         TEXT PRIMARY KEY,
    account_no     TEXT REFERENCES account,
    bill_month     TEXT,
    channel        TEXT NOT NULL,
    chat_id        TEXT NOT NULL,
    kind           TEXT NOT NULL,
    question       TEXT NOT NULL,
    opened_at      TEXT NOT NULL,
    state          TEXT NOT NULL,
    verdict        TEXT,
    assessment     TEXT,
    remedy         TEXT NOT NULL,
    remedy_payer   TEXT NOT NULL CHECK (remedy_payer IN ('company', 'nobody')),
    difference_fen INTEGER,
    contact_by     TEXT NOT NULL,
    answer_by      TEXT NOT NULL
) STRICT;
CREATE INDEX complaint_case_by_account ON complaint_case (account_no, opened_at);
CREATE INDEX complaint_case_by_chat ON complaint_case (channel, chat_id, opened_at);

CREATE TABLE case_event (
    id          INTEGER PRIMARY KEY,
    case_number TEXT NOT NULL REFERENCES complaint_case,
    at          TEXT NOT NULL,
    what        TEXT NOT NULL,
    detail      TEXT NOT NULL
) STRICT;
