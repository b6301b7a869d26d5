"""Checks that need what is already known of an account, and the writing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fact_storing import put_facts
from bot.intake.rows import Draft, ReadingDraft, RowIssue, refusal, warning
from bot.records.account import AccountRecord, ReadingRecord
from bot.store.accounts import Change
from bot.store.port import Store

Progress = Callable[[int, int], None]
PROGRESS_EVERY = 500
TOTAL_REGISTER = "总"
# A new meter starts near zero. With more on it there was use whose readings are not known, and
# the power-on date as the earlier date would hide that gap.
NEW_METER_AT_MOST = Decimal(10)


class Dates(NamedTuple):
    """Of an account."""

    registered_on: date | None
    powered_on: date | None


@dataclass(slots=True)
class Storing:
    """One file's way into the store, inside one transaction."""

    store: Store
    name: str
    now: datetime
    changes: Counter[Change] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)
    stored: list[Draft] = field(default_factory=list)
    accounts: dict[str, AccountRecord | None] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def run(self, drafts: tuple[Draft, ...], progress: Progress | None) -> None:
        """Store what can be stored; then look for bills whose reading is missing."""
        # In order of time, so that a missing earlier date is found whatever the file's order.
        ordered = sorted(drafts, key=_time)
        for done, draft in enumerate(ordered, start=1):
            self._store(draft)
            if progress and (done % PROGRESS_EVERY == 0 or done == len(ordered)):
                progress(done, len(ordered))
        self._warn_of_bills_without_reading()

    def _store(self, draft: Draft) -> None:
        try:
            dates = self._dates(draft)
            reading = self._reading(draft.reading, dates) if draft.reading else None
        except RowRefusedError as error:
            self.issues.append(refusal(draft.row, error))
            return
        if draft.account and draft.account_no not in self.written:
            self.written.add(draft.account_no)
            self.changes[self.store.accounts.put_account(draft.account)] += 1
            self.accounts.pop(draft.account_no, None)
        if reading:
            self.changes[self.store.accounts.put_reading(reading)] += 1
            self._warn_of_early_reading(draft.row, reading, dates)
        if draft.bill:
            self.changes[self.store.accounts.put_bill(draft.bill)] += 1
        if draft.facts:
            self._put_facts(draft)
        self.stored.append(draft)

    def _put_facts(self, draft: Draft) -> None:
        changes, refused = put_facts(self.store, draft, f"{self.name}:{draft.row}", self.now)
        self.changes.update(changes)
        # A row of a list that tells nothing else is refused; else the fact alone is left out.
        note = refusal if draft.tells_facts_only else _noted
        self.issues += [note(draft.row, error) for error in refused]

    def _dates(self, draft: Draft) -> Dates:
        """The account's dates as they will be known once the row is stored."""
        number = draft.account_no
        if number not in self.accounts:
            self.accounts[number] = self.store.accounts.get(number)
        known = self.accounts[number]
        if draft.account is None and known is None:
            raise RowRefusedError(RowCode.ACCOUNT_UNKNOWN, last4=number[-4:])
        records = [record for record in (draft.account, known) if record]
        return Dates(
            next((r.registered_on for r in records if r.registered_on), None),
            next((r.powered_on for r in records if r.powered_on), None),
        )

    def _reading(self, draft: ReadingDraft, dates: Dates) -> ReadingRecord:
        last = draft.last_read_on or self._last_read_on(draft, dates.powered_on)
        if draft.this_read_on < last:
            raise RowRefusedError(
                RowCode.DATES_REVERSED,
                last_read_on=last.isoformat(),
                this_read_on=draft.this_read_on.isoformat(),
            )
        if dates.powered_on and last < dates.powered_on:
            raise RowRefusedError(
                RowCode.READ_BEFORE_POWER_ON,
                read_on=last.isoformat(),
                powered_on=dates.powered_on.isoformat(),
            )
        return draft.since(last)

    def _last_read_on(self, draft: ReadingDraft, powered_on: date | None) -> date:
        earlier = [
            reading
            for reading in self.store.accounts.readings_of(draft.account_no)
            if reading.this_read_on < draft.this_read_on and follows(draft, reading)
        ]
        if earlier:
            return earlier[-1].this_read_on
        if powered_on and draft.last_reading <= NEW_METER_AT_MOST:
            return powered_on
        raise RowRefusedError(RowCode.LAST_DATE_UNKNOWN)

    def _warn_of_early_reading(self, row: int, reading: ReadingRecord, dates: Dates) -> None:
        if dates.registered_on and reading.this_read_on < dates.registered_on:
            self.issues.append(
                warning(
                    row,
                    RowCode.READ_BEFORE_REGISTRATION,
                    read_on=reading.this_read_on.isoformat(),
                    registered_on=dates.registered_on.isoformat(),
                )
            )

    def _warn_of_bills_without_reading(self) -> None:
        months: dict[str, set[date]] = {}
        for draft in self.stored:
            if draft.bill is None:
                continue
            number, month = draft.account_no, draft.bill.bill_month
            if number not in months:
                months[number] = {
                    r.bill_month
                    for r in self.store.accounts.readings_of(number)
                    if r.register_kind == TOTAL_REGISTER
                }
            if month not in months[number]:
                self.issues.append(
                    warning(draft.row, RowCode.BILL_WITHOUT_READING, month=f"{month:%Y-%m}")
                )


def follows(draft: ReadingDraft, reading: ReadingRecord) -> bool:
    """Whether the stored reading is the one that this one goes on from.

    The same register of the same meter goes on where it stopped; a new meter starts near zero.
    """
    if reading.register_kind != draft.register_kind:
        return False
    if reading.meter_no == draft.meter_no:
        return reading.this_reading == draft.last_reading
    return draft.last_reading <= NEW_METER_AT_MOST


def _noted(row: int, error: RowRefusedError) -> RowIssue:
    return warning(row, error.code, **error.params)


def _time(draft: Draft) -> tuple[date, int]:
    return (draft.reading.this_read_on if draft.reading else date.min, draft.row)
