"""Talks to the dialogue as a customer would, over a real database in memory."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from bot.clock import CHINA
from bot.contract.came import Contact
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.contract.office import Office
from bot.customer.conversation import reply_to
from bot.hearing.heard import hear_message
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.sqlite.database import migrate
from bot.sqlite.store import SqliteStore, SqlStore
from bot.store.port import Store
from tariff_rules import MonthsFrom

NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)
ENGINE = "TESTS_ENGINE"  # set, tests that take a store take PostgreSQL's
OFFICE = Office("青石供电所", "0377-0000000", "henan", MonthsFrom.REGISTRATION)


class Customer:
    """One customer in one chat."""

    def __init__(
        self,
        store: Store,
        chat_id: str = "1",
        language: str | None = None,
        office: Office = OFFICE,
    ) -> None:
        self.store, self.now, self.office, self.language = store, NOW, office, language
        self.chat = Chat("test", chat_id)
        self.sent = 0

    def says(self, text: str) -> tuple[Reply, ...]:
        return self._send(Incoming(self.chat, MessageKind.TEXT, text, language=self.language))

    def asks(self, text: str) -> str:
        """The text of the one reply."""
        (reply,) = self.says(text)
        return reply.text

    def commands(self, action: str, text: str = "") -> tuple[Reply, ...]:
        return self._send(
            Incoming(self.chat, MessageKind.COMMAND, text, action, language=self.language)
        )

    def sends(self, kind: MessageKind) -> tuple[Reply, ...]:
        file_id = "" if kind is MessageKind.STICKER else f"file-{kind}"
        self.sent += 1
        return self._send(
            Incoming(
                self.chat, kind, language=self.language, file_id=file_id, message_id=f"{self.sent}"
            )
        )

    def shares(self, phone: str, *, own: bool) -> tuple[Reply, ...]:
        contact = Contact(phone, own)
        return self._send(Incoming(self.chat, MessageKind.CONTACT, contact=contact))

    def waits(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def _send(self, message: Incoming) -> tuple[Reply, ...]:
        return replies_to(self, message)


def replies_to(customer: Customer, message: Incoming) -> tuple[Reply, ...]:
    """What the conversation answers to a message as it stands."""
    heard = hear_message(message, customer.now)
    return reply_to(customer.store, customer.office, message, heard, customer.now)


@contextmanager
def empty_store() -> Iterator[SqlStore]:
    """An empty database with today's schema: in memory, or in PostgreSQL where that is tested."""
    if os.environ.get(ENGINE):
        from tests.postgres.office import empty_store as of_postgres  # noqa: PLC0415

        with of_postgres() as store:
            yield store
        return
    with in_memory() as store:
        yield store


@contextmanager
def in_memory() -> Iterator[SqliteStore]:
    """An empty database of SQLite in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_with_schema())
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        yield SqliteStore(connection)
    finally:
        connection.close()


def new_file(path: Path) -> Path:
    """That file; if there is none yet, an empty database with today's schema is made of it."""
    if not path.exists():
        path.write_bytes(_with_schema())
    return path


@cache
def _with_schema() -> bytes:
    """Made once: two thousand tests begin with it, and it takes longer than most of them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection, NOW)
        return connection.serialize()


def put_account(
    store: Store,
    account_no: str,
    name: str,
    phone: str,
    registered: str | None,
    powered: str | None,
    price_name: str = "",
) -> None:
    record = AccountRecord(
        account_no, name, phone, "青石镇柳河村3组", _day(registered), _day(powered), price_name
    )
    store.accounts.put_account(record)


def put_bill(
    store: Store, account_no: str, first: str, last: str, kwh: str, charged: str | None
) -> None:
    """A reading from zero and, with a charge, the bill of its last day's month."""
    until = date.fromisoformat(last)
    month = until.replace(day=1)
    store.accounts.put_reading(
        ReadingRecord(
            account_no,
            "00120180001",
            "总",
            month,
            Decimal(0),
            Decimal(kwh),
            date.fromisoformat(first),
            until,
            Decimal(1),
            Decimal(kwh),
        ),
    )
    if charged:
        store.accounts.put_bill(
            BillRecord(account_no, month, Decimal(kwh), Decimal(charged), until)
        )


def put_seed(store: Store) -> None:
    """The seed's customer, billed wrongly, and a neighbour who was billed correctly."""
    put_account(store, "4100000123", "张建国", "13800005678", "2018-12-05", "2018-10-08")
    put_bill(store, "4100000123", "2018-10-08", "2018-12-20", "420", "287.20")
    put_account(store, "4100000200", "李秀英", "13800009999", "2015-03-01", "2015-03-01")
    put_bill(store, "4100000200", "2017-12-20", "2018-11-20", "2100", None)
    put_bill(store, "4100000200", "2018-11-20", "2018-12-20", "160", "94.60")


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
