-- What a customer answered when asked whether his figures may go to a messenger abroad
-- (个人信息保护法第三十九条). No row = not asked yet: chats that were bound before this table came
-- have agreed to the use of their particulars, but never to this, so they are asked too.

CREATE TABLE chat_consent (
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    agrees  INTEGER NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (channel, chat_id)
) STRICT;
