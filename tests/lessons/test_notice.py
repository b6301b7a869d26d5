"""A notice for the village: the region's own figures, short enough to be read out, one page."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lessons.notice import notice
from bot.lessons.poster import PAPERS, poster
from bot.wording.catalogue import words
from tariff_rules import load_region, region_names
from tests.lessons.test_judging import NOW, office

DECEMBER = date(2026, 12, 1)
A_MINUTE = 240  # characters, at the pace of a loudspeaker


def test_the_notice_of_henan_says_what_a_village_needs() -> None:
    made = notice(words(), office(), DECEMBER)
    assert made is not None
    first, *_ = made.points
    assert first.startswith("新装电表,先到供电所登记")
    for told in ("2,160度", "0.56元", "6口人", "1月1日到31日", "0377-0000000"):
        assert told in made.message
    assert any("阶梯电价" in source for source in made.sources)


@pytest.mark.parametrize("region", sorted(region_names()))
def test_it_is_read_out_in_under_a_minute_and_fits_a_page(region: str) -> None:
    made = notice(words(), office(region), DECEMBER)
    if made is None:
        return
    assert len(made.spoken) < A_MINUTE
    assert "没有查到" not in made.message
    for paper in PAPERS[:1] if region != "henan" else PAPERS:
        page = poster(words(), made, office(region), paper, NOW, released=True)
        assert re.findall(rb"/Count (\d+)", page) == [b"1"]


@given(st.sampled_from(sorted(region_names())), st.dates(date(2024, 1, 1), date(2027, 12, 1)))
def test_every_price_on_it_stands_in_the_regions_file(region: str, day: date) -> None:
    month = day.replace(day=1)
    made = notice(words(), office(region), month)
    schedule = load_region(region).schedule_on(month)
    if made is None or schedule is None:
        return
    flat = schedule.household and schedule.household.flat_price
    known = [price for each in schedule.prices.values() for price in each]
    prices = {f"{price.normalize():f}" for price in (*known, flat) if price}
    told = re.findall(r"每度([\d.]+)元", made.message)
    assert {one.rstrip("0") for one in told} <= {price.rstrip("0") for price in prices}
