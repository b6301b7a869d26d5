"""Where an account stands: kWh left, when they run out, what is next, when it starts again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tariff_rules import FactError, Grant, NotCoveredError, load_region, look_ahead
from tests.rules.build import account, settlement

HENAN = load_region("henan")
OLD = account(
    "2015-03-01",
    "2015-03-01",
    settlement("2017-12-20", "2018-06-20", "1500"),
    settlement("2018-06-20", "2018-09-20", "500"),
)


def test_what_is_left_and_when_it_runs_out_at_the_present_pace() -> None:
    view = look_ahead(OLD, HENAN, date(2018, 10, 1))
    assert (view.used, view.tier, view.left) == (2000, 1, 160)
    assert [str(price) for price in (view.price, view.next_price)] == ["0.56", "0.61"]
    # 500 kWh in 92 days: 160 kWh last 29 days from 20 September.
    assert view.runs_out == date(2018, 10, 1)
    assert view.as_of == date(2018, 9, 20)
    assert view.starts_again == date(2019, 1, 1)


def test_what_lasts_to_the_end_of_the_year_does_not_run_out() -> None:
    saving = replace(OLD, settlements=(OLD.settlements[0],))
    slow = replace(saving, settlements=(replace(OLD.settlements[0], kwh=OLD.settlements[1].kwh),))
    assert look_ahead(slow, HENAN, date(2018, 7, 1)).runs_out is None


def test_a_pace_of_years_ago_foretells_nothing() -> None:
    view = look_ahead(OLD, HENAN, date(2026, 11, 27))
    assert (view.left, view.as_of, view.runs_out) == (2160, None, None)


def test_in_the_highest_tier_nothing_is_left_and_nothing_is_next() -> None:
    much = account("2015-03-01", None, settlement("2017-12-20", "2018-06-20", "4000"))
    view = look_ahead(much, HENAN, date(2018, 7, 1))
    assert (view.tier, view.left, view.next_price) == (3, None, None)
    assert str(view.price) == "0.86"


def test_exactly_at_the_limit_the_next_kwh_costs_more() -> None:
    full = account("2015-03-01", None, settlement("2017-12-20", "2018-06-20", "2160"))
    view = look_ahead(full, HENAN, date(2018, 7, 1))
    assert (view.tier, view.left) == (2, 960)


def test_a_new_cycle_starts_from_zero_without_a_reading() -> None:
    view = look_ahead(OLD, HENAN, date(2019, 2, 1))
    assert (view.used, view.tier, view.as_of) == (0, 1, None)
    assert view.starts_again == date(2020, 1, 1)


def test_readings_after_today_are_not_known_yet() -> None:
    assert look_ahead(OLD, HENAN, date(2018, 7, 1)).used == 1500


def test_by_the_month_each_month_starts_again() -> None:
    fujian = load_region("fujian")
    facts = replace(OLD, region="fujian")
    view = look_ahead(facts, fujian, date(2018, 10, 1))
    assert (view.used, view.left) == (0, 230)


def test_one_price_has_nothing_left_to_count() -> None:
    xinjiang = load_region("xinjiang")
    view = look_ahead(replace(OLD, region="xinjiang"), xinjiang, date(2018, 10, 1))
    assert (view.tier, view.left, view.next_price) == (1, None, None)


def test_time_of_use_binds_for_a_year_where_the_region_says_so() -> None:
    fujian = load_region("fujian")
    chosen = Grant(date(2018, 3, 5))
    bound = account("2015-03-01", None, settlement("2018-02-20", "2018-03-01", "10"))
    bound = replace(bound, region="fujian", time_of_use=(chosen,))
    assert look_ahead(bound, fujian, date(2018, 3, 5)).locked_until == date(2019, 3, 5)
    assert look_ahead(bound, fujian, date(2019, 3, 5)).locked_until is None
    henan = replace(bound, region="henan")
    assert look_ahead(henan, HENAN, date(2018, 3, 5)).locked_until is None


def test_a_day_outside_all_schedules_is_refused() -> None:
    early = account("2009-03-01", "2009-03-01", settlement("2012-07-01", "2012-08-01", "1"))
    with pytest.raises(NotCoveredError, match="no tariff in force on 2011-01-01"):
        look_ahead(early, HENAN, date(2011, 1, 1))


def test_a_day_before_the_power_came_on_is_refused() -> None:
    with pytest.raises(FactError, match="power-on date"):
        look_ahead(OLD, HENAN, date(2011, 1, 1))
