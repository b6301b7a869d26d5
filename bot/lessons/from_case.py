"""A practice made of a closed case: kWh, dates and rule are kept, whose they are is not.

Names, numbers, places and the way to the case are left out: nothing in it names an account.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any, get_type_hints

from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError
from bot.bills.lookup import found_in, history_of
from bot.bills.own_rules import tariff_of
from bot.contract.office import Office
from bot.lessons.homes import Kind, made_up_account
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.case import Case
from bot.records.fact import FactRecord, without_names
from bot.store.port import Store
from tariff_rules import Verdict

_BY_CAUSE = {
    "late_registration": Kind.LATE_REGISTRATION,
    "household_not_applied": Kind.LARGE_HOUSEHOLD,
}


def disguised(store: Store, case: Case, office: Office, draw: Random) -> str | None:
    """The records of the case's bill under a made-up name, as text; None where there is none."""
    if case.account_no is None or case.bill_month is None:
        return None
    try:
        history = history_of(store, case.account_no, office.regions)
    except HistoryError:
        return None
    month = case.bill_month
    bills = tuple(b for b in history.bills if b.bill_month == month)
    if not bills:
        return None
    other = made_up_account(draw, history.account)
    number = other.account_no
    rows: dict[str, list[Any]] = {
        "account": [other],
        "readings": [replace(r, account_no=number) for r in _from_nought(history.readings, month)],
        "bills": [replace(b, account_no=number, issued_on=None) for b in bills[-1:]],
        "facts": [
            replace(f, account_no=number, value=without_names(f.value), basis="")
            for f in history.facts
        ],
    }
    plain = {name: [asdict(row) for row in each] for name, each in rows.items()}
    return json.dumps(plain, default=str, ensure_ascii=False)


def _from_nought(readings: Sequence[ReadingRecord], month: date) -> Iterator[ReadingRecord]:
    """Those of the bill's year, each register begun at nought: what it shows would tell whose."""
    begun: dict[tuple[str, str], Decimal] = {}
    for reading in readings:
        if reading.bill_month.year != month.year or reading.bill_month > month:
            continue
        start = begun.setdefault((reading.meter_no, reading.register_kind), reading.last_reading)
        yield replace(
            reading, meter_no="0", last_reading=reading.last_reading - start,
            this_reading=reading.this_reading - start,
        )  # fmt: skip


def found_again(records: str, office: Office) -> Findings | None:
    """What the rules say of such records; None where they say nothing that can be practised."""
    rows = json.loads(records)
    (account,) = (_row(AccountRecord, row) for row in rows["account"])
    (bill,) = (_row(BillRecord, row) for row in rows["bills"])
    readings = tuple(_row(ReadingRecord, row) for row in rows["readings"])
    facts = tuple(_row(FactRecord, row) for row in rows["facts"])
    history = History(account, readings, (bill,), facts)
    try:
        return found_in(history, bill, office, tariff_of(office))
    except HistoryError:
        return None


def kind_of(found: Findings) -> Kind | None:
    """Which practice a bill makes; None where it makes none."""
    causes = [cause.cause for cause in found.causes]
    if found.office_at_fault and len(causes) == 1 and found.overcharge is not None:
        return _BY_CAUSE.get(causes[0])
    if found.verdict is Verdict.AGREES and found.billed.top_tier > 1 and found.billed.by_year:
        return Kind.RIGHT_BILL
    return None


def _row(cls: Any, row: Mapping[str, Any]) -> Any:
    """A record again from its JSON values."""
    hints = get_type_hints(cls)
    return cls(**{name: _value(hints[name], value) for name, value in row.items()})


def _value(hint: Any, value: Any) -> Any:
    if value is None or hint is Any:
        return value
    text = str(hint)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date or "date | None" in text:
        return date.fromisoformat(value)
    if hint is Decimal:
        return Decimal(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value
