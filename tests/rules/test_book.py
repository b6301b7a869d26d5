"""A book that guards itself, knows its age, and lets no bill be judged by a weak figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tariff_rules import (
    FactError,
    RegionFileError,
    Schedule,
    ServiceAccount,
    Verdict,
    assess,
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
        (SICHUAN, "on: 2025-06-01", "on: lately", "not a date"),
        (SICHUAN, "{on: 2025-06-01, by: SC7}", "{on: 2025-06-01}", "by: is missing"),
        (HENAN, 'date: "2012-06-27"', 'date: ""', "is empty"),
        ("guizhou", 'other: [["3000", "4700"]]', 'other: [["4700", "3000"]]', "must rise"),
        ("shanghai", "3: {peak", "4: {peak", "names tier 4"),
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


WEAK = [
    (name, schedule)
    for name in region_names()
    for schedule in load_region(name).schedules
    if schedule.prices and schedule.evidence["prices"].doubtful
]


@pytest.mark.parametrize(("name", "schedule"), WEAK, ids=lambda value: str(value)[:12])
def test_no_bill_is_called_wrong_by_prices_that_are_in_doubt(
    name: str, schedule: Schedule
) -> None:
    found = [
        assess(_account(name, "9000", charged, schedule), load_region(name))
        for charged in ("1.00", "99999.00")
    ]
    for one in found:
        assert one.verdict in (Verdict.RULE_UNCERTAIN, Verdict.INCOMPLETE)


@pytest.mark.parametrize("region", region_names())
def test_nothing_is_judged_by_what_is_in_doubt(region: str) -> None:
    tariff = load_region(region)
    for schedule in tariff.schedules:
        doubtful = {n for n, e in schedule.evidence.items() if e.doubtful}
        if not schedule.periods or "time_of_use" not in doubtful:
            continue
        periods = dict.fromkeys(schedule.periods, "10")
        account = _account(region, str(10 * len(periods)), "77.77", schedule, periods)
        assert assess(account, tariff).verdict in (Verdict.RULE_UNCERTAIN, Verdict.INCOMPLETE)


def _account(
    region: str,
    kwh: str,
    charged: str,
    schedule: Schedule | None = None,
    periods: dict[str, str] | None = None,
) -> ServiceAccount:
    """A year of 2023, or a month of the schedule's second year: July where each stands alone."""
    first, last = date(2023, 1, 1), date(2023, 12, 31)
    if schedule:
        month = 7 if schedule.cycle.months == 1 else schedule.cycle.starts_in
        first = date(schedule.first.year + 1, month, 1)
        last = first.replace(day=31)
    bill: dict[str, object] = {
        "from": str(first), "to": str(last), "kwh": kwh, "charged": charged,
    }  # fmt: skip
    facts = {"region": region, "registered_on": "2010-01-01", "settlements": [bill]}
    if periods:
        bill["periods"] = periods
        facts["time_of_use"] = [{"from": "2010-01-01"}]
    return parse_account(facts)
