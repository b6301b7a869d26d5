"""What is coming to a meter that is in use and on no account, at its present use."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from bot.audit.office import Office
from tariff_rules import (
    FactError,
    NotCoveredError,
    ServiceAccount,
    Settlement,
    Tariff,
    assess,
)
from tariff_rules.cycles import cycle_of

_WH = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the bill would be.

    Attributes:
        kwh: whole kWh that are used until then, at the present use.
        on: day of the last reading of the tier year, when it would be settled at once.
        late_fen: the bill, if the household is registered only in that month.
        due_fen: the bill by its months of real use.
    """

    kwh: int
    on: date
    late_fen: int
    due_fen: int

    @property
    def too_much(self) -> int:
        """Fen that would be charged too much."""
        return self.late_fen - self.due_fen


def forecast(
    office: Office, tariff: Tariff, start: date, meter_no: str, registered: date | None = None
) -> Forecast | None:
    """What is coming, if nobody acts before the tier year's last reading.

    Args:
        office: the lists.
        tariff: of the region.
        start: first day of use.
        meter_no: the meter; empty where it is not known.
        registered: the day of registration, where there is an account already.
    """
    schedule = tariff.schedule_on(office.as_of)
    if schedule is None or start > office.as_of:
        return None
    daily = daily_use(office, meter_no, start)
    cycle = cycle_of(schedule.cycle, office.as_of)
    on = _reading_day(office, cycle.last)
    if on <= office.as_of:
        on = _reading_day(office, cycle_of(schedule.cycle, cycle.last + timedelta(days=1)).last)
    kwh = int((daily * (on - start).days).to_integral_value(ROUND_HALF_UP))
    opened = registered or max(on.replace(day=1), start)
    if kwh <= 0 or opened > on:
        return None
    try:
        account = ServiceAccount(
            tariff.region, opened, start, (Settlement(start, on, Decimal(kwh)),)
        )
        found = assess(account, tariff)
    except (FactError, NotCoveredError):
        return None
    return Forecast(kwh, on, int(found.by_registration.total * 100), int(found.by_use.total * 100))


def daily_use(office: Office, meter_no: str, start: date) -> Decimal:
    """KWh a day: of the meter as it was collected, else what a household usually uses."""
    rows = office.collected.filter(pl.col("meter_no") == meter_no) if meter_no else None
    if rows is not None and rows.height:
        row = rows.row(0, named=True)
        if row["daily_rows"]:
            return Decimal(row["daily_wh"]) / Decimal(row["daily_rows"]) / _WH
        if row["use_to"]:
            days = (row["use_to"] - min(row["use_from"], start)).days
            if row["used_wh"] and days > 0:
                return Decimal(row["used_wh"]) / Decimal(days) / _WH
        if row["monthly_rows"]:
            days = max(1, (office.as_of - start).days)
            return Decimal(row["monthly_wh"]) / days / _WH
    return Decimal(office.usual_wh) / 30 / _WH


def next_issue(office: Office) -> int | None:
    """Days until the next bill is issued; by the day on which most were, or are read."""
    days = office.bills["issued_on"].drop_nulls().dt.day()
    days = days if len(days) else office.readings["this_on"].drop_nulls().dt.day()
    if not len(days):
        return None
    usual = int(days.mode().sort()[0])
    for ahead in range(62):
        day = office.as_of + timedelta(days=ahead)
        last = calendar.monthrange(day.year, day.month)[1]
        if day.day == min(usual, last):
            return ahead
    return None


def _reading_day(office: Office, month: date) -> date:
    """The day on which meters are read in that month."""
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(office.usual_day or last, last))
