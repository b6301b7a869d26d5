"""A book that guards itself, knows its age, and lets no bill be judged by a weak figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tariff_rules import (
    Assessment,
    FactError,
    RegionFileError,
    Schedule,
    ServiceAccount,
    Verdict,
    assess,
    find_causes,
    find_slips,
    load_region,
    parse_account,
    region_names,
)
from tariff_rules.age import stale
from tariff_rules.region_files import REGIONS, read_region

ANHUI, HENAN, SICHUAN = "anhui", "henan", "sichuan"


@pytest.mark.parametrize(
    ("region", "old", "new", "message"),
    [
        (ANHUI, '"0.5653"', '"5.653"', "must rise"),
        (ANHUI, '["0.5653", "0.6153", "0.8653"]', '["0.5653", "0.6153", "8.653"]', "8.653 yuan"),
        (ANHUI, 'value: "0.5853"', 'value: "58.53"', "58.53 yuan"),
        (ANHUI, 'valley: "-0.2500"', 'valley: "-0.5"', "0.0653 yuan"),
        (SICHUAN, "falls: true, confidence: found", "confidence: found", "falls: true"),
        (SICHUAN, "falls: true, confidence: found", 'falls: "so", confidence: found', "or false"),
        (SICHUAN, "from: 2023-06-01", "from: 2023-07-01", "after_gap"),
        (SICHUAN, 'total: "222.06"', 'total: "214.60"', "prints 214.60 yuan"),
        (SICHUAN, '"0.5224", "0.6224", "0.8224"], confidence',
         '"0.53", "0.6224", "0.8224"], confidence',
         "examples"),
        (SICHUAN, 'kwh: "360", total: "222.06"', 'total: "222.06"', "cannot be worked out"),
        (SICHUAN, 'valley: "-0.3474"', 'night: "-0.3474"', "the same periods"),
        (SICHUAN, "on: 2025-06", "on: lately", "not a date"),
        (SICHUAN, "on: 2025-06", "on: 2025-6", "not a date"),
        (SICHUAN, "{on: 2025-06, by: SC7}", "{on: 2025-06}", "by: is missing"),
        (HENAN, 'date: "2012-06-27"', 'date: ""', "is empty"),
        ("guizhou", 'other: [["3000", "4700"]]', 'other: [["4700", "3000"]]', "must rise"),
        ("shanghai", "3: {peak", "4: {peak", "names tier 4"),
        (HENAN, 'kwh: "10", months: 1', 'kwh: "-10", months: 1', "free_kwh"),
        (HENAN, 'kwh: "10", months: 1', 'kwh: "1000", months: 1', "at most 50"),
        (HENAN, 'extra: "100"', 'extra: "-100"', "extra"),
        (HENAN, 'extra: "100"', 'extra: "10000"', "at most 500"),
        (HENAN, '["180", "260"]', '["180", "2600000"]', "kWh a month"),
        (HENAN, "per_months: 1", "per_months: 12", "per_months"),
        (HENAN, 'to: "03-15", months', 'to: "04-15", months', "gap or overlap"),
        (HENAN, 'to: "03-15", months', 'to: "02-15", months', "gap or overlap"),
        (HENAN, '"1440", "2080"', '"2080", "1440"', "must rise"),
        (HENAN, '{from: "11-15"', '{colour: red, from: "11-15"', "not known here"),
        (HENAN, "name: 河南", 'name: ""', "is empty"),
        (HENAN, "[H02, H03]", "[H02, H02]", "twice"),
        (HENAN, '"0.568"', '"０.５６８"', "plain decimal"),
        (HENAN, '"0.03"', '"3e-2"', "plain decimal"),
        ("hainan", "summer: [4,", "summer: [1, 4,", "already"),
        ("hainan", "seen_from: 2022", "seen_from: 1999", "within the schedule"),
        ("chongqing", "other: [{reaches: tier_1}]", "other: []", "is empty"),
        (HENAN, "name: 河南", 'name: "\\0"', "is empty"),
        # What each figure by itself could be, and the whole cannot.
        (HENAN, "cycle: {months: 12, starts_in: 1", "cycle: {months: 2, starts_in: 1", "prints"),
        (HENAN, '{peak: "0.03"', '{peak: "0.3"', "prints 1780.00"),
        (HENAN, 'limits: ["1120"]', 'limits: ["280"]', "less of tier 1"),
        (HENAN, 'shared_price: {value: "0.568"', 'shared_price: {value: "0.658"', "near the"),
        (SICHUAN, "on: 2025-06", "on: 2035-06-01", "future"),
        (SICHUAN, "on: 2025-06", "on: 2026-09-01", "after the days in force"),
        (SICHUAN, "by: SC7}", "by: SC77}", "source SC77"),
        (SICHUAN, 'date: "2025-06"', 'date: "2035-06"', "future"),
        (SICHUAN, 'date: "2012 text"', 'date: "2112 text"', "future"),
        (SICHUAN, "〔2026〕255号(7月", "〔2036〕255号(7月", "future"),
        (SICHUAN, 'value: "川发改价格〔2023〕', 'value: "川发改价格〔2033〕', "future"),
        (SICHUAN, 'value: "川发改价格〔2023〕233号"', 'value: "x"', "names no document"),
        (SICHUAN, "from: 2012-07-01", "from: 1912-07-01", "no tiers then"),
        (SICHUAN, "2026-07-01, to: null", "2026-07-01, to: 2026-07-02", "first month"),
        (SICHUAN, '"-0.3474"', '"0.3474"', "valley"),
        (SICHUAN, 'other: [{summer: ["260", "360"]', 'other: [{summer: ["260", "280"]', "itself"),
        (SICHUAN, 'value: "0.5464"', 'value: "0.2464"', "below the lowest"),
        (SICHUAN, 'value: "0.5464"', 'value: "1.5464"', "near the highest"),
        ("guizhou", "seen_from: 20", "seen_from: 21", "future"),
        (HENAN, "persons: 6", "persons: 2", "4 or more"),
        (HENAN, "valid_months: 12", "valid_months: 48", "36 at most"),
        (HENAN, 'peak: "0.03", valley: "-0.12"', 'peak: "-0.12", valley: "0.03"', "valley"),
        (HENAN, 'peak: "0.03", valley: "-0.12"', 'peak: "0.03"', "valley"),
        (HENAN, '["180", "260"]', '["540", "780"]', "tier 1 540"),
        (HENAN, '["180", "260"]', '["60", "80"]', "tier 1 60"),
        (HENAN, '"0.61"', '"0.5601"', "less than 0.01"),
        (HENAN, 'limits: ["1120"]', 'limits: ["99000"]', "heating"),
        ("zhejiang", "flat_from: 7", "flat_from: 4", "below persons"),
        ("zhejiang", 'flat_price: "0.558"', 'flat_price: "0.158"', "below the lowest"),
        ("heilongjiang", "each_above: 5", "each_above: 1", "4 or more"),
        ("jiangxi", 'flat_above: "3600"', 'flat_above: "1"', "1000"),
        (ANHUI, '"0.6153"', '"0.6253"', "examples"),
        (HENAN, '["0.521", "0.571", "0.821"]', '["0.571", "0.521", "0.821"]', "rising price"),
        (HENAN, '["0.521", "0.571", "0.821"]', '["0.621", "0.671", "0.921"]', "below 1 kV"),
        (SICHUAN, 'printed: {wet: ["0.5224", ', "printed: {wet: [", "as many prices"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_meant_so_is_refused(
    tmp_path: Path, region: str, old: str, new: str, message: str
) -> None:
    text = (REGIONS / f"{region}.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{region}.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RegionFileError, match=message) as caught:
        read_region(path)
    assert " line " in str(caught.value)


def test_what_the_file_says_it_means_is_taken(tmp_path: Path) -> None:
    text = (REGIONS / "anhui.yaml").read_text(encoding="utf-8")
    path = tmp_path / "anhui.yaml"
    path.write_text(
        text.replace('value: "0.5853"', 'value: "2.5853", unusual: true'), encoding="utf-8"
    )
    assert read_region(path).schedules[-1].shared_price == Decimal("2.5853")


def test_an_account_of_another_region_is_refused() -> None:
    with pytest.raises(FactError, match="zhejiang"):
        assess(_account("zhejiang", "100", "53.80"), load_region("henan"))


@pytest.mark.parametrize("region", region_names())
def test_every_schedule_in_force_says_when_it_was_confirmed(region: str) -> None:
    last = load_region(region).schedules[-1].last_confirmed
    assert last is not None
    assert last.day <= date(2026, 11, 26)


@pytest.mark.parametrize("region", region_names())
def test_what_customers_are_told_of_a_source_is_chinese(region: str) -> None:
    titles = [source.title for source in load_region(region).sources.values()]
    assert [title for title in titles if re.search("[A-Za-z]{2}", title)] == []


def test_a_schedule_is_stale_two_years_after_it_was_confirmed() -> None:
    shandong = load_region("shandong").schedules[-1]
    assert not stale(shandong, date(2026, 11, 26))
    assert stale(shandong, date(2028, 6, 22))
    assert not stale(load_region("shandong").schedules[0], date(2028, 6, 22))


def test_a_bill_is_judged_where_the_sources_that_disagree_come_to_the_same() -> None:
    guizhou = load_region("guizhou")
    below = assess(_account("guizhou", "2000", "911.20"), guizhou)
    between = assess(_account("guizhou", "2900", "1356.24"), guizhou)
    wrong = assess(_account("guizhou", "2000", "1000.00"), guizhou)
    assert (below.verdict, between.verdict) == (Verdict.AGREES, Verdict.RULE_UNCERTAIN)
    assert between.undecided == ("limits",)
    assert wrong.verdict is Verdict.CHARGED_WRONGLY


# What an account is that rests on each figure.
RESTS_ON: dict[str, dict[str, Any]] = {
    "in_force": {}, "limits": {}, "prices": {}, "cycle": {},
    "shared_price": {"price": "shared"},
    "household": {"household": [{"from": "2010-01-01", "persons": 8}]},
    "free_kwh": {"low_income": [{"from": "2010-01-01"}]},
    "time_of_use": {"time_of_use": [{"from": "2010-01-01"}]},
    "heating": {"price": "heating"},
    "high_voltage": {"voltage": "1kv_and_above"},
}  # fmt: skip


def _span(schedule: Schedule) -> tuple[date, date]:
    """A month of the schedule's second year: July where each stands alone."""
    month = 7 if schedule.cycle.months == 1 else schedule.cycle.starts_in
    first = date(schedule.first.year + 1, month, 1)
    return first, first.replace(day=31)


def _name(value: object) -> str:
    return str(value.first) if isinstance(value, Schedule) else str(value)


def _weak() -> Iterator[tuple[str, str, Schedule]]:
    for region in region_names():
        for schedule in load_region(region).schedules:
            for figure in RESTS_ON:
                evidence = schedule.evidence.get(figure)
                if evidence and schedule.prices and evidence.on(_span(schedule)[1]).doubtful:
                    yield region, figure, schedule


@pytest.mark.parametrize(("region", "figure", "schedule"), [*_weak()], ids=_name)
def test_no_bill_is_called_wrong_by_what_is_in_doubt(
    region: str, figure: str, schedule: Schedule
) -> None:
    tariff = load_region(region)
    for charged in ("1.00", "99999.00"):
        facts = dict(RESTS_ON[figure])
        periods = dict.fromkeys(schedule.periods, "3000") if figure == "time_of_use" else None
        kwh = str(3000 * len(periods)) if periods else "9000"
        account = _account(region, kwh, charged, schedule, periods, **facts)
        found = assess(account, tariff)
        assert found.verdict in (Verdict.RULE_UNCERTAIN, Verdict.INCOMPLETE)
        assert find_causes(found, tariff) == find_slips(found, tariff) == ()


GRANTS = {"household": "household", "free_kwh": "low_income", "time_of_use": "time_of_use"}


@pytest.mark.parametrize(
    ("region", "figure", "schedule"), [one for one in _weak() if one[1] in GRANTS], ids=_name
)
def test_nothing_is_given_back_for_a_grant_of_which_too_little_is_known(
    region: str, figure: str, schedule: Schedule
) -> None:
    tariff, fact = load_region(region), GRANTS[figure]
    periods = dict.fromkeys(schedule.periods, "3000") if figure == "time_of_use" else None
    (grant,) = RESTS_ON[figure][fact]
    more = {fact: [{**grant, "applied": False}]}
    kwh = str(3000 * len(periods)) if periods else "9000"
    billed = assess(_account(region, kwh, "1.00", schedule, periods, **more), tariff).total
    account = _account(region, kwh, str(billed), schedule, periods, **more)
    found = assess(account, tariff)
    assert find_causes(found, tariff) == ()
    # One that had run out changed nothing, whatever the figure.
    assert found.verdict is not Verdict.WRONG_FACT or region == "beijing"


@pytest.mark.parametrize("region", region_names())
def test_no_bill_rests_on_an_order_that_is_younger(region: str) -> None:
    for schedule in load_region(region).schedules:
        last = schedule.last.year if schedule.last else 2026
        for year in range(schedule.first.year, last + 1):
            named = schedule.document_on(date(year, 12, 31))
            years = [int(part[:4]) for part in named.split("〔")[1:]]
            assert all(one <= year for one in years), (year, named)
    assert load_region("hainan").schedules[0].document_on(date(2020, 8, 31)) == ""
    assert "2021" in load_region("hainan").schedules[0].document_on(date(2023, 8, 31))


def test_a_rule_of_another_time_judges_no_bill_of_before() -> None:
    """Chongqing counted by the month in 2014; what we know of it was seen in 2020."""
    chongqing = load_region("chongqing")

    def found(year: int, charged: str) -> Assessment:
        bill = {"from": f"{year}-01-01", "to": f"{year}-07-31", "kwh": "1500", "charged": charged}
        facts = {"region": "chongqing", "registered_on": "2010-01-01", "settlements": [bill]}
        return assess(parse_account(facts), chongqing)

    assert found(2014, "900.00").verdict is Verdict.RULE_UNCERTAIN
    assert found(2014, "900.00").undecided == ("in_force",)
    assert found(2021, "900.00").verdict is Verdict.CHARGED_WRONGLY
    # To the fen: the bill itself bears the figures out.
    assert found(2014, "780.00").verdict is Verdict.AGREES


def test_a_bill_that_the_other_reading_of_the_years_end_explains_is_not_called_wrong() -> None:
    """It is not known in Jiangsu whether the reading of 1 January still closes the old year."""
    jiangsu = load_region("jiangsu")

    def verdict(charged: str, last: str = "2024-01-01") -> Verdict:
        spans = [
            {"from": "2023-01-01", "to": "2023-12-01", "kwh": "4800"},
            {"from": "2023-12-01", "to": last, "kwh": "100", "charged": charged},
        ]
        facts = {"region": "jiangsu", "registered_on": "2010-01-01", "settlements": spans}
        return assess(parse_account(facts), jiangsu).verdict

    assert verdict("82.83") is Verdict.AGREES
    assert verdict("52.83") is verdict("60.00") is Verdict.RULE_UNCERTAIN
    assert verdict("52.83", "2023-12-31") is Verdict.CHARGED_WRONGLY


@pytest.mark.parametrize(
    ("grants", "charged", "verdict"),
    [
        # Four months of 100 kWh are in the limits: 3160 kWh of tier 1, 100 of tier 2.
        ("06-30", "269.15", Verdict.AGREES),
        ("06-30", "289.15", Verdict.RULE_UNCERTAIN),  # as if they had never been
        ("06-30", "999.00", Verdict.RULE_UNCERTAIN),
        ("12-31", "289.15", Verdict.CHARGED_WRONGLY),
        ("06-30 10-20", "289.15", Verdict.CHARGED_WRONGLY),  # renewed
    ],
)
def test_whether_extra_kwh_stay_in_a_year_in_which_they_ran_out_is_open(
    grants: str, charged: str, verdict: Verdict
) -> None:
    """Jiangsu: five persons from March; no text says how the year goes on without them."""
    until, *again = [f"2025-{day}" for day in grants.split()]
    spans = [
        {"from": "2025-01-01", "to": "2025-11-01", "kwh": "2760"},
        {"from": "2025-11-01", "to": "2025-12-01", "kwh": "500", "charged": charged},
    ]
    households = [{"from": "2025-03-20", "until": until, "persons": 5}]
    households += [{"from": day, "persons": 5} for day in again]
    facts = {"region": "jiangsu", "registered_on": "2010-01-01", "settlements": spans}
    account = parse_account({**facts, "household": households})
    assert assess(account, load_region("jiangsu")).verdict is verdict


def test_a_first_bill_of_started_months_is_right_where_the_year_is_settled_again() -> None:
    """Inner Mongolia West: January and February, 340 kWh of tier 1; the year ends all the same."""
    spans = [
        {"from": "2023-01-02", "to": "2023-02-28", "kwh": "264", "charged": "109.56"},
        {"from": "2023-02-28", "to": "2023-12-31", "kwh": "1000", "charged": "415.00"},
    ]
    facts = {"region": "neimenggu_west", "registered_on": "2023-01-02", "settlements": spans}
    found = assess(parse_account(facts), load_region("neimenggu_west"))
    assert found.verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("last", "charged", "verdict"),
    [
        ("2025-09-30", "277.10", Verdict.AGREES),  # the winter and summer limits of August
        ("2025-09-30", "302.10", Verdict.RULE_UNCERTAIN),  # those of September
        ("2025-09-29", "302.10", Verdict.CHARGED_WRONGLY),
        ("2025-10-01", "302.10", Verdict.AGREES),
    ],
)
def test_a_reading_of_the_months_last_day_may_be_that_of_the_next_month(
    last: str, charged: str, verdict: Verdict
) -> None:
    """Hunan: a reading of April is the use of March; of what month one of 30 April is, is open."""
    span = {"from": "2025-09-01", "to": last, "kwh": "450", "charged": charged}
    facts = {"region": "hunan", "registered_on": "2010-01-01", "settlements": [span]}
    assert assess(parse_account(facts), load_region("hunan")).verdict is verdict


def test_a_confirmation_is_as_exact_as_its_document() -> None:
    known = {"chongqing": ("2020", date(2020, 1, 1)), "hainan": ("2023-09", date(2023, 9, 1))}
    for region, expected in known.items():
        last = load_region(region).schedules[-1].last_confirmed
        assert last is not None
        assert (last.written, last.day) == expected


def _account(
    region: str,
    kwh: str,
    charged: str,
    schedule: Schedule | None = None,
    periods: dict[str, str] | None = None,
    **more: Any,
) -> ServiceAccount:
    """A year of 2023, or a month of the schedule."""
    first, last = _span(schedule) if schedule else (date(2023, 1, 1), date(2023, 12, 31))
    bill: dict[str, object] = {
        "from": str(first), "to": str(last), "kwh": kwh, "charged": charged,
    }  # fmt: skip
    if periods:
        bill["periods"] = periods
    return parse_account(
        {"region": region, "registered_on": "2010-01-01", "settlements": [bill], **more}
    )
