"""What a bill would come to with the fact that a customer says is so; the records stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError
from bot.bills.lookup import findings_for
from bot.bills.supposing import supposed
from bot.contract.month import Month
from bot.contract.office import Office
from bot.records.fact import FactKind


@dataclass(frozen=True, slots=True)
class AsClaimed:
    """One bill by the records and as the customer says.

    Attributes:
        on_file: yuan, by what is on file.
        claimed: yuan, by what is said; None where that gives no bill.
    """

    on_file: Decimal
    claimed: Decimal | None


def if_powered_on(history: History, office: Office, month: Month, day: date) -> AsClaimed:
    """With power since that day, and registered on it as it should have been.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    recorded = history.account.powered_on or history.account.registered_on
    on_file = _total(_since(history, recorded), office, month) if recorded else None
    if on_file is None:
        on_file = _right(findings_for(history, office, month))
    return AsClaimed(on_file, _total(_since(history, day), office, month))


def if_registered_on(history: History, office: Office, month: Month, day: date) -> AsClaimed:
    """Registered on that day, with power since the day on file.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    on_file = _right(findings_for(history, office, month))
    account = replace(history.account, registered_on=day)
    return AsClaimed(on_file, _total(replace(history, account=account), office, month))


def if_moved_in(history: History, office: Office, month: Month, day: date) -> AsClaimed:
    """With another holder since that day.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    on_file = _right(findings_for(history, office, month))
    fact = supposed(history, FactKind.TRANSFER, {"on": day.isoformat()})
    return AsClaimed(
        on_file, _total(replace(history, facts=(*history.facts, fact)), office, month)
    )


def if_read_on(history: History, office: Office, month: Month, day: date) -> AsClaimed:
    """With that bill's last reading on that day.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    last = max(found.readings, key=lambda one: one.this_read_on)
    if day <= last.last_read_on:
        return AsClaimed(_right(found), None)
    readings = tuple(
        replace(one, this_read_on=day)
        if one == last
        else replace(one, last_read_on=day)
        if one.last_read_on == last.this_read_on and one.this_read_on > day
        else one
        for one in history.readings
    )
    return AsClaimed(_right(found), _total(replace(history, readings=readings), office, month))


def if_read(history: History, office: Office, month: Month, reading: Decimal) -> AsClaimed:
    """With another reading at the end of that bill's span.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    last = max(found.readings, key=lambda one: one.this_read_on)
    kwh = (reading - last.last_reading) * last.multiplier
    if kwh < 0 or len(found.readings) > 1:
        return AsClaimed(_right(found), None)
    readings = tuple(
        replace(one, this_reading=reading, kwh=kwh) if one == last else one
        for one in history.readings
    )
    bills = tuple(replace(b, kwh=kwh) if b == found.bill else b for b in history.bills)
    supposed_so = replace(history, readings=readings, bills=bills)
    return AsClaimed(_right(found), _total(supposed_so, office, month))


def if_persons(history: History, office: Office, month: Month, persons: Decimal) -> AsClaimed:
    """With so many persons granted for the year of the bill.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    since = found.bill.bill_month.replace(month=1)
    fact = supposed(
        history, FactKind.HOUSEHOLD, {"from": since.isoformat(), "persons": int(persons)}
    )
    with_it = replace(history, facts=(*history.facts, fact))
    return AsClaimed(_right(found), _total(with_it, office, month))


def _since(history: History, day: date) -> History:
    """With power and registration on that day; what was read before it began then."""
    readings = tuple(
        replace(one, last_read_on=day) if one.last_read_on < day <= one.this_read_on else one
        for one in history.readings
    )
    account = replace(history.account, registered_on=day, powered_on=day)
    return replace(history, account=account, readings=readings)


def _total(history: History, office: Office, month: Month) -> Decimal | None:
    try:
        return _right(findings_for(history, office, month))
    except HistoryError:
        return None


def _right(found: Findings) -> Decimal:
    return found.assessment.reading.settlements[-1].total
