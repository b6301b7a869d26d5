"""Accounts, readings and bills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.records.account import AccountRecord, BillRecord, ReadingRecord, StartingPoint
from bot.records.fact import FactKind, FactRecord
from bot.records.plain import PlainBill, PlainReading, PlainStored


class Change(StrEnum):
    """What storing a record did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is known: numbers of records, and the newest month that was billed."""

    accounts: int
    readings: int
    bills: int
    newest_month: date | None


class Accounts(Protocol):
    """Accounts, readings and bills."""

    def totals(self) -> Totals:
        """How much is known in all."""

    def put_account(self, account: AccountRecord) -> Change:
        """Store an account. Empty fields of the record leave what is known as it is."""

    def put_reading(self, reading: ReadingRecord, part: int = 0) -> Change:
        """Store a reading; its key is account, month, meter, register and part."""

    def put_bill(self, bill: BillRecord, part: int = 0) -> Change:
        """Store an issued bill; its key is account, month and part."""

    def put_plain(
        self, readings: Sequence[PlainReading], bills: Sequence[PlainBill]
    ) -> PlainStored:
        """Store what many accounts have, where nothing that is known speaks against it.

        For each account the same as one by one, or nothing.
        """

    def put_start(self, point: StartingPoint) -> Change:
        """Store a reading whose earlier date is not known."""

    def remove_start(self, point: StartingPoint) -> None:
        """It is a reading now."""

    def get(self, account_no: str) -> AccountRecord | None:
        """The account of that number."""

    def count(self) -> int:
        """How many accounts there are."""

    def note_left(self, account_no: str, mark: str) -> None:
        """The holder of these particulars has left; an empty mark: nobody has."""

    def left_by(self, account_no: str) -> str:
        """The mark of whom the account may still name though they left; empty if nobody."""

    def with_phone(self, phone: str) -> tuple[AccountRecord, ...]:
        """All accounts whose registered phone is that number."""

    def billed(self, limit: int) -> tuple[str, ...]:
        """The numbers of so many accounts that have bills, in their order."""

    def of_holder(self, name: str) -> tuple[AccountRecord, ...]:
        """All accounts in that holder's name."""

    def matching(self, words: Sequence[str], limit: int) -> tuple[AccountRecord, ...]:
        """Accounts in whose number, holder, phone or address each of the words stands."""

    def near(self, account: AccountRecord, limit: int) -> tuple[str, ...]:
        """Numbers of other accounts: at the same address first, then by day of registration."""

    def readings_of(self, account_no: str) -> tuple[ReadingRecord, ...]:
        """Readings in order of time."""

    def parts_of_reading(self, reading: ReadingRecord) -> dict[int, ReadingRecord]:
        """The readings of its register in its month, by part."""

    def starts_of(self, account_no: str) -> tuple[StartingPoint, ...]:
        """Readings whose earlier date is not known, in order of time."""

    def bills_of(self, account_no: str) -> tuple[BillRecord, ...]:
        """What was billed for each month, in order of time: several bills of a month are added."""

    def parts_of_bill(self, account_no: str, month: date) -> dict[int, BillRecord]:
        """The bills of a month as they were issued, by part."""

    def put_fact(self, fact: FactRecord) -> Change:
        """Store a fact; its key is account, kind and since. What says the same changes nothing.

        A fact that is known takes the place of one of its kind that was open.
        """

    def drop_fact(self, account_no: str, kind: FactKind, since: str) -> bool:
        """Remove a fact that was entered by mistake or withdrawn; False if there is none."""

    def facts_of(self, account_no: str) -> tuple[FactRecord, ...]:
        """Facts by kind, and each kind's in order of time."""
