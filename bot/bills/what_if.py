"""What a bill would come to with another fact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError, account_for_bill
from bot.bills.lookup import findings_for
from bot.bills.own_rules import tariff_of
from bot.bills.queries import above_first
from bot.contract.month import Month
from bot.contract.office import Office
from bot.records.account import BillRecord
from tariff_rules import (
    MonthsFrom,
    Settlement,
    TariffRulesError,
    assess,
)
from tariff_rules.account import Grant

_DAYS = 30.4  # of a month


@dataclass(frozen=True, slots=True)
class IfSo:
    """A bill as it is by the rules, and as it would be; yuan.

    Attributes:
        so: None where that gives no bill.
        parted: whether day and night were taken to stay as they are parted now.
    """

    bill: BillRecord
    right: Decimal
    so: Decimal | None
    kwh: Decimal = Decimal(0)
    parted: bool = False


def if_without_tiers(history: History, office: Office, month: Month | None) -> IfSo:
    """All kWh of the bill at its lowest price.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    more = sum((part.yuan for part in above_first([found])), Decimal(0))
    total = found.billed.total
    return IfSo(found.bill, total, total - more)


def if_used(history: History, office: Office, month: Month | None, kwh: Decimal, by: int) -> IfSo:
    """So many kWh in place of those of the bill; with `by` 1 or -1 so many more or less.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    wanted = found.bill.kwh + by * kwh if by else kwh
    so = _with_kwh(history, office, found.bill, wanted, {}) if wanted >= 0 else None
    parted = bool(found.billed.settlement.periods)
    return IfSo(found.bill, right_of(history, office, found.bill), so, wanted, parted)


def if_each(
    history: History, office: Office, month: Month | None, kwh: Decimal, *, a_day: bool
) -> IfSo:
    """So many kWh more a month or day (below zero less) on every bill of the tier year up to it.

    The figures of what comes back are of all those bills together.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    tariff = tariff_of(office)
    right = sum((one.total for one in found.assessment.reading.settlements), Decimal(0))
    try:
        account = account_for_bill(history, tariff, found.bill)
        changed = tuple(
            with_kwh(one, one.kwh + kwh * (days_in(one) if a_day else _months_in(one)))
            for one in account.settlements
        )
        if any(one.kwh < 0 for one in changed):
            return IfSo(found.bill, right, None, kwh)
        so = assess(replace(account, settlements=changed), tariff, MonthsFrom(office.months_from))
    except (HistoryError, TariffRulesError):
        return IfSo(found.bill, right, None, kwh)
    total = sum((one.total for one in so.reading.settlements), Decimal(0))
    parted = any(one.periods for one in account.settlements)
    return IfSo(found.bill, right, total, kwh, parted)


def with_kwh(span: Settlement, kwh: Decimal) -> Settlement:
    """The span with other kWh, parted by day and night as its own were."""
    periods, whole = dict(span.periods), sum(span.periods.values(), Decimal(0))
    if not whole:
        return replace(span, kwh=kwh, charged=None, periods={})
    *others, last = periods
    parts = {name: (kwh * periods[name] / whole).to_integral_value() for name in others}
    parts[last] = kwh - sum(parts.values(), Decimal(0))
    return replace(span, kwh=kwh, charged=None, periods=parts)


def days_in(span: Settlement) -> int:
    """Days from the earlier reading to the later."""
    return (span.last - span.first).days


def _months_in(span: Settlement) -> int:
    return max(1, round(days_in(span) / _DAYS))


def if_periods(history: History, office: Office, month: Month | None, valley: Decimal) -> IfSo:
    """At peak and valley prices; `valley` are kWh, or up to 1 the share of the bill's.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    kwh = found.bill.kwh
    low = (kwh * valley).to_integral_value() if valley <= 1 else valley
    split = {"peak": kwh - low, "valley": low}
    so = _with_kwh(history, office, found.bill, kwh, split) if low <= kwh else None
    return IfSo(found.bill, right_of(history, office, found.bill), so, low)


def saves_from(found: Findings) -> Decimal | None:
    """From how many kWh of the valley on peak and valley prices make the bill cheaper.

    None where the region's differences are more than one for the day and one for the night.
    """
    schedule = found.billed.schedule
    more, less = schedule.periods.get("peak"), schedule.periods.get("valley")
    alone = not (schedule.tou_more.seasons or schedule.tou_more.whole_tiers)
    if len(schedule.periods) != 2 or more is None or less is None or not alone:
        return None
    if not less < 0 < more:
        return None
    return (found.bill.kwh * more / (more - less)).to_integral_value(ROUND_CEILING)


def if_without(
    history: History, office: Office, month: Month | None, grant: str, *, all_year: bool = False
) -> IfSo | None:
    """Without the grant of that name (time_of_use, households); None where there is none.

    With `all_year` all bills of the tier year up to that one together.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    found = findings_for(history, office, month)
    tariff = tariff_of(office)
    account = account_for_bill(history, tariff, found.bill)
    if not getattr(account, grant):
        return None
    bare = tuple(replace(one, periods={}) for one in account.settlements)
    so: dict[str, Any] = {grant: ()}
    if grant == "time_of_use":
        so["settlements"] = bare
    without = assess(replace(account, **so), tariff, MonthsFrom(office.months_from))
    sums = [
        sum((one.total for one in told.reading.settlements[0 if all_year else -1 :]), Decimal(0))
        for told in (found.assessment, without)
    ]
    return IfSo(found.bill, sums[0], sums[1])


def right_of(history: History, office: Office, bill: BillRecord) -> Decimal:
    """Yuan of the bill by the rules.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    month = Month(bill.bill_month.month, bill.bill_month.year)
    return findings_for(history, office, month).assessment.reading.settlements[-1].total


def _with_kwh(
    history: History, office: Office, bill: BillRecord, kwh: Decimal, split: dict[str, Decimal]
) -> Decimal | None:
    tariff = tariff_of(office)
    try:
        account = account_for_bill(history, tariff, bill)
        *before, last = account.settlements
        so = (
            with_kwh(last, kwh)
            if not split
            else replace(last, kwh=kwh, charged=None, periods=split)
        )
        grants = (Grant(last.first),) if split else account.time_of_use
        account = replace(account, settlements=(*before, so), time_of_use=grants)
        found = assess(account, tariff, MonthsFrom(office.months_from))
    except (HistoryError, TariffRulesError):
        return None
    return found.reading.settlements[-1].total
