"""Checks that need what is already known of an account, and the writing itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from bot.bills.bill_month import TOTAL_REGISTER, without_reading
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fact_storing import put_facts
from bot.intake.following import KnownBefore, Point, day_before, point_before, same_register
from bot.intake.holders import hand_on, put_account, who_left
from bot.intake.parsing import ParsedFile
from bot.intake.plain_rows import PlainRow
from bot.intake.rows import Draft, ReadingDraft, RowIssue, counted, refusal, warning
from bot.intake.several import place_of_bill, place_of_reading
from bot.records.account import AccountRecord, BillRecord, ReadingRecord, StartingPoint
from bot.records.fact import FactKind
from bot.store.accounts import Change
from bot.store.port import Store

Piece = list[list[Draft]]  # of each account the rows, in their order of time


class Dates(NamedTuple):
    """Of an account."""

    registered_on: date | None
    powered_on: date | None


def pieces(drafts: Sequence[Draft], rows: int) -> Iterator[Piece]:
    """The rows by account, in pieces of about so many rows; an account is never divided."""
    piece: Piece = []
    size = 0
    for _, group in groupby(sorted(drafts, key=_order), key=lambda draft: draft.account_no):
        piece.append(list(group))
        size += len(piece[-1])
        if size >= rows:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def plain_pieces(plain: Sequence[PlainRow], rows: int) -> Iterator[list[PlainRow]]:
    """Plain rows in pieces of about so many; an account is never divided."""
    piece: list[PlainRow] = []
    for one in plain:
        if len(piece) >= rows and one.account_no != piece[-1].account_no:
            yield piece
            piece = []
        piece.append(one)
    if piece:
        yield piece


@dataclass(slots=True)
class Storing:
    """One file's way into the store, in one transaction or in several."""

    name: str
    now: datetime
    changes: Counter[Change] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)
    bills: dict[date, list[BillRecord]] = field(default_factory=dict)
    moved: list[tuple[Draft, bool]] = field(default_factory=list)  # of an account, and if news
    store: Store = field(init=False)

    def run(self, store: Store, accounts: Piece) -> None:
        """Store what can be stored, one account after the other."""
        self.store = store
        for drafts in accounts:
            self._store_all(drafts)

    def run_plain(self, store: Store, parsed: ParsedFile, rows: Sequence[PlainRow]) -> list[Draft]:
        """Store plain rows; those whose accounts have to be looked at come back as drafts."""
        self.store = store
        stored = store.accounts.put_plain(
            [one.reading for one in rows if one.reading], [one.bill for one in rows if one.bill]
        )
        self.changes.update({Change.ADDED: stored.added, Change.UNCHANGED: stored.unchanged})
        held = []
        for one in rows:
            if one.account_no in stored.held:
                held.append(parsed.draft_of(one))
            elif one.bill and not one.reading and one.bill[:2] not in stored.read:
                month = one.bill.bill_month[:7]
                self._warn(parsed.draft_of(one), RowCode.BILL_WITHOUT_READING, month=month)
        return held

    def _store_all(self, drafts: list[Draft]) -> None:
        """Store what a file says of one account, in order of time.

        So a missing earlier date is found whatever the file's order.
        """
        self.bills = defaultdict(list)
        for draft in drafts:
            if draft.bill:
                self.bills[draft.bill.bill_month].append(draft.bill)
        self.moved = []
        stored: list[Draft] = []
        for draft in drafts:
            try:
                dates = self._dates(draft)
                reading = self._reading(draft.reading, dates) if draft.reading else None
            except RowRefusedError as error:
                self.issues.append(replace(refusal(draft.row, error), sheet=draft.sheet))
                continue
            is_first = not any(one.account for one in stored)
            self._store(draft if is_first else replace(draft, account=None), reading, dates)
            stored.append(draft)
        if self.moved:  # once all are known: the last of them tells who the holder is
            news = any(is_news for _, is_news in self.moved)
            if hand_on(self.store, drafts[0].account_no, self.now, news=news):
                self._warn(self.moved[-1][0], RowCode.NAMES_WHO_LEFT)
        if any(draft.reading for draft in stored):
            self._settle_starts(drafts[0].account_no)
        self._warn_of_bills_without_reading(stored)

    def _store(self, draft: Draft, reading: ReadingRecord | None, dates: Dates) -> None:
        if draft.account:
            if self._put_account(draft.account) and who_left(self.store, draft.account_no):
                self._warn(draft, RowCode.NAMES_WHO_LEFT)
            if dates == Dates(None, None):
                self._warn(draft, RowCode.NO_ACCOUNT_DATE)
        if reading:
            self._put_reading(reading)
            self._warn_of_early_reading(draft, reading, dates)
        elif draft.reading:
            self._put_start(draft, draft.reading.point)
        if draft.bill:
            self._put_bill(draft, draft.bill)
        if draft.facts:
            self._put_facts(draft)

    def _put_account(self, account: AccountRecord) -> bool:
        """Store it; whether it has another holder or telephone now than before."""
        change, is_new = put_account(self.store, account, self.now)
        self.changes[change] += 1
        return is_new

    def _put_facts(self, draft: Draft) -> None:
        changes, refused = put_facts(self.store, draft, f"{self.name}:{draft.row}", self.now)
        self.changes.update(changes)
        if any(one.kind is FactKind.TRANSFER for one in draft.facts):
            self.moved.append((draft, bool(changes[Change.ADDED] + changes[Change.CHANGED])))
        for error in refused:
            if draft.tells_facts_only:
                self.issues.append(replace(refusal(draft.row, error), sheet=draft.sheet))
            else:  # the fact alone is left out
                self._warn(draft, error.code, **error.params)

    def _dates(self, draft: Draft) -> Dates:
        """The account's dates as they will be known once the row is stored."""
        number = draft.account_no
        known = self.store.accounts.get(number)
        if draft.account is None and known is None:
            raise RowRefusedError(RowCode.ACCOUNT_UNKNOWN, last4=number[-4:])
        records = [record for record in (draft.account, known) if record]
        return Dates(
            next((r.registered_on for r in records if r.registered_on), None),
            next((r.powered_on for r in records if r.powered_on), None),
        )

    def _reading(self, draft: ReadingDraft, dates: Dates) -> ReadingRecord | None:
        """The reading; None where its earlier date is not known."""
        point = self._counted(draft.point)
        last = draft.last_read_on or self._last_read_on(point, dates.powered_on)
        if last is None or point.last_reading is None:
            return None
        if point.this_read_on < last:
            raise RowRefusedError(
                RowCode.DATES_REVERSED,
                last_read_on=last.isoformat(),
                this_read_on=point.this_read_on.isoformat(),
            )
        if dates.powered_on and last < dates.powered_on:
            raise RowRefusedError(
                RowCode.READ_BEFORE_POWER_ON,
                read_on=last.isoformat(),
                powered_on=dates.powered_on.isoformat(),
            )
        return point.since(last)

    def _counted(self, point: StartingPoint) -> StartingPoint:
        """Where the file has only what the meter shows, with what it showed before, if known."""
        if point.last_reading is not None:
            return point
        before = point_before(point, self._points(point.account_no))
        return counted(point, before.this_reading) if before else point

    def _points(self, account_no: str) -> list[Point]:
        points: list[Point] = [*self.store.accounts.readings_of(account_no)]
        return points + list(self.store.accounts.starts_of(account_no))

    def _last_read_on(self, point: StartingPoint, powered_on: date | None) -> date | None:
        accounts = self.store.accounts
        points = self._points(point.account_no)
        billed = any(b.bill_month < point.bill_month for b in accounts.bills_of(point.account_no))
        return day_before(point, KnownBefore(points, powered_on, billed))

    def _put_reading(self, reading: ReadingRecord) -> None:
        accounts = self.store.accounts
        part = place_of_reading(accounts.parts_of_reading(reading), reading)
        self.changes[accounts.put_reading(reading, part)] += 1
        for start in accounts.starts_of(reading.account_no):
            if same_register(start, reading) and start.this_read_on == reading.this_read_on:
                accounts.remove_start(start)

    def _put_start(self, draft: Draft, point: StartingPoint) -> None:
        accounts = self.store.accounts
        told = [r for r in accounts.readings_of(point.account_no) if _tells(r, point)]
        if told:
            self.changes[Change.UNCHANGED] += 1  # an earlier file had its earlier date
            return
        accounts.put_start(point)
        self._warn(draft, RowCode.STARTING_POINT, read_on=point.this_read_on.isoformat())

    def _settle_starts(self, account_no: str) -> None:
        """Starting points whose earlier reading has come become readings."""
        for start in self.store.accounts.starts_of(account_no):
            try:
                point = self._counted(start)
            except RowRefusedError:
                continue  # the meter fell: a person was told when the row came
            last = self._last_read_on(point, None)
            if last and point.last_reading is not None:
                self._put_reading(point.since(last))

    def _put_bill(self, draft: Draft, bill: BillRecord) -> None:
        accounts, key = self.store.accounts, (bill.account_no, bill.bill_month)
        known = accounts.parts_of_bill(*key)
        part = place_of_bill(known, bill, self.bills[bill.bill_month])
        before = known.get(part)
        if before and bill.issued_on is None:
            bill = replace(bill, issued_on=before.issued_on)
        change = accounts.put_bill(bill, part)
        self.changes[change] += 1
        month = f"{bill.bill_month:%Y-%m}"
        if before and (before.kwh, before.charged) != (bill.kwh, bill.charged):
            was, now = f"{before.charged:.2f}", f"{bill.charged:.2f}"
            self._warn(draft, RowCode.BILL_REPLACED, month=month, before=was, now=now)
        elif len(known) + (before is None) > 1:
            self._warn(draft, RowCode.ONE_OF_SEVERAL_BILLS, month=month)

    def _warn(self, draft: Draft, code: RowCode, **params: str) -> None:
        self.issues.append(replace(warning(draft.row, code, **params), sheet=draft.sheet))

    def _warn_of_early_reading(self, draft: Draft, reading: ReadingRecord, dates: Dates) -> None:
        if dates.registered_on and reading.this_read_on < dates.registered_on:
            self._warn(
                draft,
                RowCode.READ_BEFORE_REGISTRATION,
                read_on=reading.this_read_on.isoformat(),
                registered_on=dates.registered_on.isoformat(),
            )

    def _warn_of_bills_without_reading(self, stored: list[Draft]) -> None:
        months = {draft.bill.bill_month for draft in stored if draft.bill}
        if not months:
            return
        accounts, number = self.store.accounts, stored[0].account_no
        unread = without_reading(months, accounts.readings_of(number), accounts.bills_of, number)
        for draft in stored:
            if draft.bill and draft.bill.bill_month in unread:
                month = f"{draft.bill.bill_month:%Y-%m}"
                self._warn(draft, RowCode.BILL_WITHOUT_READING, month=month)


def _tells(reading: ReadingRecord, point: StartingPoint) -> bool:
    """Whether a stored reading is that point, with its earlier date."""
    figures = (reading.this_read_on, reading.this_reading) == (
        point.this_read_on,
        point.this_reading,
    )
    same_last = point.last_reading in {None, reading.last_reading}
    return figures and same_last and same_register(reading, point)


def _order(draft: Draft) -> tuple[str, date, int, int]:
    if draft.reading is None:  # the account before what is told of it, whichever sheet comes first
        return draft.account_no, date.min, draft.account is None, draft.row
    point = draft.reading.point
    return draft.account_no, point.this_read_on, point.register_kind != TOTAL_REGISTER, draft.row
