"""Reads one dated schedule of a region file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tariff_rules.evidence import Evidence
from tariff_rules.fields import Field
from tariff_rules.schedule_checks import check
from tariff_rules.schedule_forms import confirmed, month_and_day, others, time_of_use_more
from tariff_rules.tariff import (
    Begins,
    Billing,
    CyclePlan,
    FreeKwh,
    FreeMethod,
    HeatingPeriod,
    HouseholdRule,
    Reaches,
    Schedule,
)

WHOLE_YEAR = "year"
EVIDENCE = {"confidence", "sources", "note"}
_KEYS = {
    "in_force": {"from", "to", "after_gap", "seen_from"},
    "cycle": {
        "months", "starts_in", "odd_readers_start_in", "use_lag", "billing", "cards_by_use",
        "other",
    },
    "limits": {"per_months", "value", "unusual", "other"},
    "prices": {"value", "printed", "falls", "unusual", "other"},
    "document": {"value"},
    "shared_price": {"value", "unusual", "other"},
    "household": {
        "persons", "extra", "reaches", "begins", "valid_months", "flat_from", "flat_price",
        "each_above", "flat_above", "seen_from", "document", "unusual", "other",
    },
    "free_kwh": {"kwh", "months", "method", "other"},
    "time_of_use": {
        "value", "lock_months", "seasons", "whole_tiers", "shared", "times_first",
        "document", "unusual",
    },
    "heating": {"value", "document"},
    "high_voltage": {"value", "shared", "unusual", "other"},
}  # fmt: skip
FIGURES = set(_KEYS)


def read_schedule(field: Field) -> Schedule:
    """One schedule with its figures.

    Raises:
        RegionFileError: a figure is missing, unknown, impossible or without a source.
    """
    field.only(FIGURES | {"seasons", "confirmed"})
    for name, entry in field.items():
        if name in _KEYS:
            entry.only(_KEYS[name] | EVIDENCE)
    seasons = _seasons(field.get("seasons"))
    limits, prices = field["limits"], field.get("prices")
    in_force, until = field["in_force"], field["in_force"].get("to")
    shared = field.get("shared_price")
    tou = field.get("time_of_use")
    schedule = Schedule(
        first=in_force["from"].day(),
        last=until.day() if until else None,
        cycle=_cycle(field["cycle"]),
        limit_months=limits["per_months"].number(1, 12),
        limits=_by_season(limits["value"], set(seasons.values())),
        prices=_by_season(prices["value"], set(seasons.values())) if prices else {},
        seasons=seasons,
        documents=_documents(field["document"].get("value")),
        evidence=_evidence(field),
        shared_price=shared["value"].decimal() if shared else None,
        household=_household(field.get("household")),
        free_kwh=_free_kwh(field.get("free_kwh")),
        periods={k: v.decimal() for k, v in tou["value"].items()} if tou else {},
        lock_months=lock.number(1, 60) if tou and (lock := tou.get("lock_months")) else None,
        heating=_heating(field.get("heating")),
        tou_more=time_of_use_more(tou),
        others=others(field, read_schedule),
        confirmed=confirmed(field.get("confirmed")),
    )
    schedule = _with_other_prices(field, schedule)
    check(field, schedule)
    return schedule


def _with_other_prices(field: Field, schedule: Schedule) -> Schedule:
    """The schedule with prices as bills print them, and those of homes at 1 kV and above."""
    names = set(schedule.seasons.values())
    prices, high = field.get("prices"), field.get("high_voltage")
    if prices and (printed := prices.get("printed")):
        schedule = replace(schedule, printed_prices=_by_season(printed, names))
    if high is None:
        return schedule
    shared, evidence = high.get("shared"), schedule.evidence["high_voltage"]
    at_high = replace(
        schedule,
        prices=_by_season(high["value"], names),
        shared_price=shared.decimal() if shared else None,
        evidence={**schedule.evidence, "prices": evidence},
    )
    return replace(schedule, high_voltage=at_high)


def _documents(field: Field | None) -> tuple[str, ...]:
    if field is None or not field.value:
        return ()
    listed = field.entries() if isinstance(field.value, list) else [field]
    return tuple(entry.words() for entry in listed)


def _evidence(field: Field) -> dict[str, Evidence]:
    return {name: entry.evidence() for name, entry in field.items() if name in FIGURES}


def _cycle(field: Field) -> CyclePlan:
    months = field["months"].number(1, 12)
    if 12 % months:
        raise field["months"].error("{months} must divide 12", months=months)
    starts_in, odd = field.get("starts_in"), field.get("odd_readers_start_in")
    lag, billing = field.get("use_lag"), field.get("billing")
    cards = field.get("cards_by_use")
    return CyclePlan(
        months,
        starts_in.number(1, 12) if starts_in else 1,
        odd.number(1, 12) if odd else None,
        lag.number(0, 1) if lag else 0,
        billing.choice(Billing) if billing else Billing.AS_IT_ARISES,
        cards.truth() if cards else False,
    )


def _seasons(field: Field | None) -> dict[int, str]:
    if field is None:
        return dict.fromkeys(range(1, 13), WHOLE_YEAR)
    found: dict[int, str] = {}
    for name, months in field.items():
        for entry in months.entries():
            month = entry.number(1, 12)
            if month in found:
                raise entry.error(
                    "month {month} is in {season} already", month=month, season=found[month]
                )
            found[month] = str(name)
    if len(found) != 12:
        missing = ", ".join(str(m) for m in range(1, 13) if m not in found)
        raise field.error("every month needs a season; missing: {missing}", missing=missing)
    return found


def _by_season(field: Field, seasons: set[str]) -> dict[str, tuple[Decimal, ...]]:
    if isinstance(field.value, list):
        return {WHOLE_YEAR: field.decimals()}
    found = {str(name): figures.decimals() for name, figures in field.items()}
    if set(found) != seasons:
        raise field.error(
            "must be given for each season: {known}", known=", ".join(sorted(seasons))
        )
    return found


def _household(field: Field | None) -> HouseholdRule | None:
    if field is None:
        return None
    extra, reaches, begins = field.get("extra"), field.get("reaches"), field.get("begins")
    valid, flat_from = field.get("valid_months"), field.get("flat_from")
    flat_price = field.get("flat_price")
    return HouseholdRule(
        field["persons"].number(2, 20),
        extra.decimal() if extra else None,
        reaches.choice(Reaches) if reaches else Reaches.ALL_LIMITS,
        begins.choice(Begins) if begins else Begins.NEXT_MONTH,
        valid.number(1, 60) if valid else None,
        flat_from.number(2, 20) if flat_from else None,
        flat_price.decimal() if flat_price else None,
        above.number(1, 20) if (above := field.get("each_above")) else None,
        year.decimal() if (year := field.get("flat_above")) else None,
    )


def _free_kwh(field: Field | None) -> FreeKwh | None:
    if field is None:
        return None
    return FreeKwh(
        field["kwh"].decimal(), field["months"].number(1, 12), field["method"].choice(FreeMethod)
    )


def _heating(field: Field | None) -> tuple[HeatingPeriod, ...]:
    if field is None:
        return ()
    for entry in field["value"].entries():
        entry.only({"from", "to", "months", "limits"})
    periods = tuple(
        HeatingPeriod(
            month_and_day(entry["from"]),
            month_and_day(entry["to"]),
            entry["months"].number(1, 12),
            entry["limits"].decimals(),
        )
        for entry in field["value"].entries()
    )
    if sum(period.months for period in periods) != 12:
        raise field.error("the periods together must have 12 months")
    return periods
