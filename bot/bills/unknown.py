"""Facts that may hold for an account and that its records do not hold.

The exports carry no grants, agreements or owners. What they do carry points to them: the name of
the price (电价名称), registers of peak and valley hours, spans of two months, bills from before
the registration. While such a fact is open, nothing is said against a bill.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.bills.history import History, account_for_bill, is_of_period, spans_of
from bot.records.account import BillRecord
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
    find_slips,
)

TWO_MONTHS = (timedelta(days=50), timedelta(days=75))


class Unknown(StrEnum):
    """What is not known of an account."""

    TIME_OF_USE = "time_of_use"  # 峰谷分时: the agreement
    PERIODS = "periods"  # registers of peak and valley hours, no agreement
    HEATING = "heating"  # 采暖
    FREE_KWH = "free_kwh"  # 低保、五保: kWh without charge
    HOUSEHOLD = "household"  # 一户多人口: wider limits
    PREPAID = "prepaid"  # 预付费、卡表: settled after the year
    OWNER = "owner"  # 过户: the day on which the holder changed
    CLOSING = "closing"  # 销户: the day, and what it settled
    READER = "reader"  # 双月抄表: in which months the meter is read


_NOT_HELD = r"(?:不|未|非|无|没有?)(?:执行|实行|开通|办理|参加|含|是|分)?"
_NAMED = {
    Unknown.TIME_OF_USE: "峰谷|分时|尖峰|尖谷|谷电",
    Unknown.HEATING: "采暖|取暖|供暖|煤改电|电锅炉|蓄热",
    Unknown.FREE_KWH: "低保|五保|特困|贫困|困难|免费|优惠",
    Unknown.HOUSEHOLD: "多人口|人口多|多子女|[二三四五六七八2-8][人口]及?以上|[五七57]人户",
    Unknown.PREPAID: "预付费|预购电|购电|卡表|卡式",
    Unknown.OWNER: "过户|更名|变更户主",
    Unknown.CLOSING: "销户",
}
# Their registers count or a bill may hold them, but a bill that fits without them is right.
_ONLY_IF_IT_DIFFERS = {Unknown.PERIODS, Unknown.CLOSING}
# They leave kWh of the lowest tier at their price.
_ABOVE_TIER_1 = {Unknown.HOUSEHOLD, Unknown.PREPAID}


def unknowns(history: History) -> tuple[Unknown, ...]:
    """What the records of an account point to without telling it."""
    account = history.account
    # The name of the price and the status are free text of the exporting system.
    said = re.sub(
        rf"{_NOT_HELD}(?:{'|'.join(_NAMED.values())})+", "", account.price_name + account.status
    )
    found = [one for one, words in _NAMED.items() if re.search(words, said)]
    if any(is_of_period(r.register_kind) and r.kwh for r in history.readings):
        found.append(Unknown.PERIODS)
    spans = spans_of(history)
    registered = account.registered_on
    if registered and any(span.last < registered for span in spans):
        found.append(Unknown.OWNER)  # somebody was billed here before
    if any(_of_two_months(span) for span in spans[1:]):
        found.append(Unknown.READER)
    return tuple(dict.fromkeys(found))


def of_the_limits(history: History) -> tuple[Unknown, ...]:
    """Those of them that could move the limits of the account."""
    no_limits = {Unknown.TIME_OF_USE, Unknown.PERIODS, Unknown.CLOSING}
    return tuple(one for one in unknowns(history) if one not in no_limits)


def _of_two_months(span: Settlement) -> bool:
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
    if before.verdict is not Verdict.CHARGED_WRONGLY or find_slips(before, tariff):
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
        one for one, accounts in tried.items() if any(_is_right(a, assessed) for a in accounts)
    )


def _is_right(account: ServiceAccount, assessed: Assessed) -> bool:
    try:
        return assess(account, assessed.tariff, assessed.months_from).fits is not None
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
    named = re.search(_NAMED[Unknown.OWNER], account.price_name + account.status)
    return bool(named) or account.registered_on is None or account.registered_on >= begun


def _reader_matters(assessed: Assessed) -> bool:
    """Whether the same bill read every other month comes to something else."""
    last = assessed.assessment.reading.settlements[-1]
    if not _of_two_months(last.settlement):
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
