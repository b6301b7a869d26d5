"""Whatever is written, pressed or posted: an answer in bounded size, and never an error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.http import form_encoded
from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.webhook import _number
from bot.channels.telegram.worker import handle_all, read
from bot.cli.settings import CHANNELS
from bot.contract.came import Contact
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.customer.conversation import reply_to
from bot.hearing.heard import hear, hear_message
from bot.hearing.intents import understand
from bot.sqlite.store import SqliteStore
from bot.staff.turn import DeskSettings
from bot.store.inbox import TRIES
from tests.dialogue.conversation import NOW, OFFICE, Customer, empty_store, put_account, put_bill
from tests.standin.html_check import parse

WORDS = st.sampled_from([
    "户号", "4100000123", "张建国", "5678", "为什么", "0.56", "12月", "退钱", "还剩多少", "度",
    "\u200b", "\u202e", "\U0001d7d2", "<b>", "&amp;", "'; DROP TABLE account; --", "{0}", "%s",
    "𠮷", "/", "／", "\n", "\U00013000", "\U0001f468\u200d\U0001f469",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=12).map("".join),
)
many = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(name="fuzzed", scope="module")
def bound_customer() -> Iterator[SqliteStore]:
    with empty_store() as store:
        put_account(store, "4100000123", "张建国", "13800005678", "2018-12-05", "2018-10-08")
        put_bill(store, "4100000123", "2018-10-08", "2018-12-20", "420", "287.20")
        customer = Customer(store)
        customer.commands("bind")
        customer.says("4100000123 张建国 5678")
        yield store


@many
@given(text=TEXTS)
def test_understanding_reads_anything(text: str) -> None:
    hear(text, NOW.date())
    assert understand(text).all


@many
@given(
    kind=st.sampled_from(list(MessageKind)), text=TEXTS, action=TEXTS, chat=st.sampled_from("12"),
    language=st.none() | st.text(max_size=10),
)  # fmt: skip
def test_any_message_gets_answers_that_telegram_takes(
    fuzzed: SqliteStore,
    kind: MessageKind,
    text: str,
    action: str,
    chat: str,
    language: str | None,
) -> None:
    contact = Contact(text, own=True) if kind is MessageKind.CONTACT else None
    message = Incoming(
        Chat("test", chat), kind, text,
        action if kind in {MessageKind.BUTTON, MessageKind.COMMAND} else "", contact, language,
    )  # fmt: skip
    fuzzed.connection.execute("SAVEPOINT one")
    replies = reply_to(fuzzed, OFFICE, message, hear_message(message, NOW), NOW)
    fuzzed.connection.execute("ROLLBACK TO one")
    assert replies
    for reply in replies:
        for call in calls_of(reply):
            assert 0 < len(parse(call.params["text"]).plain) <= 4096
            json.dumps(call.params)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
FIELDS = st.sampled_from([
    "message", "edited_message", "callback_query", "chat", "from", "data", "id", "text", "date",
    "message_id", "type", "contact", "phone_number", "user_id", "forward_origin", "entities",
])  # fmt: skip
UPDATES = st.recursive(
    JSON, lambda inner: st.dictionaries(FIELDS, inner, max_size=5), max_leaves=20
).filter(lambda update: isinstance(update, dict))


@many
@given(update=UPDATES)
def test_any_update_is_handled_or_set_aside(fuzzed: SqliteStore, update: object) -> None:
    assert isinstance(update, dict)
    update["update_id"] = 1
    desk = DeskSettings(OFFICE, Chat(CHANNEL, "7"), channels=CHANNELS)
    fuzzed.connection.execute("SAVEPOINT one")
    fuzzed.inbox.receive(CHANNEL, [("1", json.dumps(update))], NOW)
    for _ in range(TRIES):
        taken = fuzzed.inbox.take(CHANNEL, 10)
        handle_all(fuzzed, desk, [read(waiting) for waiting in taken], NOW)
    assert fuzzed.inbox.count("waiting") == 0
    if fuzzed.inbox.count("set_aside"):
        assert fuzzed.outbox.count("waiting") > 0, "the admin is told"
    fuzzed.connection.execute("ROLLBACK TO one")


@many
@given(body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_an_update_or_is_not(body: bytes) -> None:
    number = _number(body)
    assert number is None or number >= 0


@many
@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_what_is_sent_arrives_as_it_was(values: dict[str, str]) -> None:
    arrived = parse_qsl(form_encoded(values).decode("ascii"), keep_blank_values=True)
    assert dict(arrived) == values
