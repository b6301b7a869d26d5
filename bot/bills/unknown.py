"""Facts that may hold for an account and that its records do not hold.

The exports carry no grants, agreements or owners. What they do carry points to them: the name of
the price (电价名称), registers of peak and valley hours, spans of two months, bills from before
the registration. While such a fact is open, nothing is said against a bill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.bills.history import History, account_for_bill, is_of_period, spans_of
from bot.bills.pointers import Unknown, pointed_to
from bot.records.account import BillRecord
from bot.records.fact import FactKind, Standing
from tariff_rules import (
    Assessment,
    FactError,
    Grant,
    HouseholdGrant,
    MonthsFrom,
    NotCoveredError,
    Reader,
    ServiceAccount,
    Settlement,
    Tariff,
    Verdict,
    assess,
    is_a_slip,
)
from tariff_rules.assessment import is_right

TWO_MONTHS = (timedelta(days=50), timedelta(days=75))


# Their registers count or a bill may hold them, but a bill that fits without them is right.
_ONLY_IF_IT_DIFFERS = {Unknown.PERIODS, Unknown.CLOSING}
# They leave kWh of the lowest tier at their price.
_ABOVE_TIER_1 = {Unknown.HOUSEHOLD, Unknown.PREPAID}


# The fact that settles each.
_SETTLED_BY = {
    Unknown.TIME_OF_USE: FactKind.TIME_OF_USE,
    Unknown.PERIODS: FactKind.TIME_OF_USE,
    Unknown.HEATING: FactKind.PRICE,
    Unknown.FREE_KWH: FactKind.LOW_INCOME,
    Unknown.HOUSEHOLD: FactKind.HOUSEHOLD,
    Unknown.PREPAID: FactKind.PREPAID,
    Unknown.OWNER: FactKind.TRANSFER,
    Unknown.CLOSING: FactKind.CLOSED,
    Unknown.READER: FactKind.READER,
}


def unknowns(history: History) -> tuple[Unknown, ...]:
    """What the records of an account point to without telling it."""
    account = history.account
    found = list(pointed_to(account.price_name + account.status))
    # Registers of peak and valley are seen in the readings, not told by a list.
    listed = {one: kind for one, kind in _SETTLED_BY.items() if one is not Unknown.PERIODS}
    found += [one for one, kind in listed.items() if history.facts_on(kind, Standing.UNKNOWN)]
    counted = any(is_of_period(r.register_kind) and r.kwh for r in history.readings)
    if counted and Unknown.TIME_OF_USE not in found:
        found.append(Unknown.PERIODS)
    spans = spans_of(history)
    registered = account.registered_on
    if registered and any(span.last < registered for span in spans):
        found.append(Unknown.OWNER)  # somebody was billed here before
    if any(is_of_two_months(span) for span in spans[1:]):
        found.append(Unknown.READER)
    return tuple(one for one in dict.fromkeys(found) if not _settled(one, history))


def _settled(one: Unknown, history: History) -> bool:
    kind = _SETTLED_BY[one]
    told = {fact.standing for fact in history.facts if fact.kind is kind}
    return bool(told) and Standing.UNKNOWN not in told


def of_the_limits(history: History) -> tuple[Unknown, ...]:
    """Those of them that could move the limits of the account."""
    no_limits = {Unknown.TIME_OF_USE, Unknown.PERIODS, Unknown.CLOSING}
    return tuple(one for one in unknowns(history) if one not in no_limits)


def is_closed(history: History, today: date) -> bool:
    """Whether the account is closed (销户), by its closing day or by its state."""
    closed = history.facts_on(FactKind.CLOSED, Standing.KNOWN)
    if closed:
        return bool(closed[-1].value <= today.isoformat())
    return Unknown.CLOSING in pointed_to(history.account.status)


def is_of_two_months(span: Settlement) -> bool:
    """Whether the meter was read after two months."""
    shortest, longest = TWO_MONTHS
    return shortest <= span.last - span.first <= longest


@dataclass(frozen=True, slots=True)
class Assessed:
    """A bill of an account as it was assessed."""

    history: History
    bill: BillRecord
    tariff: Tariff
    months_from: MonthsFrom
    assessment: Assessment


def open_questions(assessed: Assessed) -> tuple[Unknown, ...]:
    """Those facts that could change what is said of this bill."""
    found = tuple(one for one in unknowns(assessed.history) if _matters(one, assessed))
    return found or _that_would_explain(assessed)


def _that_would_explain(assessed: Assessed) -> tuple[Unknown, ...]:
    """The grants with which a bill that fits nothing else is right to the fen."""
    before, tariff = assessed.assessment, assessed.tariff
    if before.verdict is not Verdict.CHARGED_WRONGLY or is_a_slip(before, tariff):
        return ()
    account = before.account
    since = account.in_use_since()
    tried = {
        Unknown.FREE_KWH: [replace(account, low_income=(Grant(since),))],
        Unknown.HOUSEHOLD: [
            replace(account, households=(HouseholdGrant(since, persons=count),))
            for count in (5, 7)
        ],
        Unknown.OWNER: [
            replace(account, transfers=(Grant(span.first),)) for span in account.settlements[1:]
        ],
    }
    return tuple(
        one
        for one, accounts in tried.items()
        if not _settled(one, assessed.history) and any(_is_right(a, assessed) for a in accounts)
    )


def _is_right(account: ServiceAccount, assessed: Assessed) -> bool:
    try:
        return is_right(account, assessed.tariff, assessed.months_from)
    except (FactError, NotCoveredError):
        return False


def _matters(one: Unknown, assessed: Assessed) -> bool:
    last = assessed.assessment.reading.settlements[-1]
    agrees = assessed.assessment.verdict is Verdict.AGREES
    if one in _ONLY_IF_IT_DIFFERS:
        return assessed.assessment.verdict is Verdict.CHARGED_WRONGLY
    if one in _ABOVE_TIER_1:
        return not agrees or last.top_tier > 1
    if one is Unknown.OWNER:
        return _owner_matters(assessed)
    if one is Unknown.READER:
        return _reader_matters(assessed)
    return True


def _owner_matters(assessed: Assessed) -> bool:
    """Unless the holder is known to be the same since before the limits began to count."""
    account = assessed.history.account
    begun = assessed.assessment.reading.settlements[-1].allowance.cycle.first
    named = Unknown.OWNER in pointed_to(account.price_name + account.status)
    return named or account.registered_on is None or account.registered_on >= begun


def _reader_matters(assessed: Assessed) -> bool:
    """Whether the same bill read every other month comes to something else."""
    last = assessed.assessment.reading.settlements[-1]
    if not is_of_two_months(last.settlement):
        return False
    if last.schedule.cycle.months == 1:
        return last.top_tier > 1  # limits of one month, kWh of two
    reader = Reader.ODD if last.settlement.last.month % 2 else Reader.EVEN
    try:
        account = account_for_bill(assessed.history, assessed.tariff, assessed.bill, reader)
        other = assess(account, assessed.tariff, assessed.months_from)
    except (FactError, NotCoveredError):
        return True
    same = other.verdict is assessed.assessment.verdict
    return not same or other.reading.settlements[-1].total != last.total
