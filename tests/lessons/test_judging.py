"""Answers of clerks are told apart, each for its reason; every model answer is a good one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import yaml

from bot.bills.history import History
from bot.bills.lookup import found_in
from bot.bills.own_rules import tariff_of
from bot.clock import CHINA
from bot.contract.office import Office
from bot.lessons import homes
from bot.lessons.exercise import Exercise, about, exercise
from bot.lessons.homes import Kind
from bot.lessons.judging import judge
from bot.lessons.persona import asks
from bot.lessons.points import Grade, Point
from bot.lessons.schedule import after, next_kind
from bot.lessons.words import model_answer
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.wording.catalogue import words
from tariff_rules import region_names

NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)
ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))


def office(region: str = "henan") -> Office:
    return Office("青石供电所", "0377-0000000", region, "registration")


def seed() -> Exercise:
    """The household of the seed, under another name."""
    account = AccountRecord("9999900001", "张德福", registered_on=date(2018, 12, 5),
                            powered_on=date(2018, 10, 8), price_name=homes.PRICE)  # fmt: skip
    days = [date(2018, 10, 8), date(2018, 10, 20), date(2018, 11, 20), date(2018, 12, 20)]
    month, readings, before = date(2018, 12, 1), [], Decimal(0)
    for first, last, kwh in zip(days, days[1:], (60, 170, 190), strict=False):
        readings.append(
            ReadingRecord(account.account_no, "1", "总", month, before, before + kwh, first, last,
                          Decimal(1), Decimal(kwh))
        )  # fmt: skip
        before += kwh
    bill = BillRecord(account.account_no, month, Decimal(420), Decimal("287.20"))
    history = History(account, tuple(readings), (bill,))
    found = found_in(history, bill, office(), tariff_of(office()))
    return about(Kind.LATE_REGISTRATION, found, Random(1), office(), NOW)


def right() -> Exercise:
    made = exercise(Kind.ANGER, 1, office(), datetime(2026, 11, 27, 10, tzinfo=CHINA))
    assert made is not None
    return replace(made, kind=Kind.RIGHT_BILL, contact_by=None, answer_by=None)


def asked(what: str) -> Exercise:
    if what in ("seed", "right"):
        return seed() if what == "seed" else right()
    made = exercise(Kind(what), 3, office(), datetime(2026, 11, 27, 10, tzinfo=CHINA))
    assert made is not None
    return made


@pytest.mark.parametrize("about_what", ANSWERS)
def test_what_an_answer_lacks(about_what: str) -> None:
    made = asked(about_what)
    for case in ANSWERS[about_what]:
        lacks = {j.point.value: j.grade.value for j in judge(made, [case["say"]])
                 if j.grade is not Grade.GOOD}  # fmt: skip
        assert lacks == case["lacks"], case["say"]


@pytest.mark.parametrize("what", [*Point, "owns_up", "wrong_sum"])
def test_whatever_is_missing_the_customer_asks_for_it(what: str) -> None:
    assert asks(what, seed().found)


@pytest.mark.parametrize("region", sorted(region_names()))
def test_a_model_answer_lacks_nothing_in_any_region(region: str) -> None:
    now, say = datetime(2026, 11, 27, 10, tzinfo=CHINA), words()
    for kind in Kind:
        made = exercise(kind, 5, office(region), now)
        if made is None:
            continue
        answer = model_answer(say, made)
        assert [j for j in judge(made, [answer]) if j.grade is not Grade.GOOD] == [], answer


def test_what_was_missed_comes_again_soon_and_what_was_known_later() -> None:
    missed = judge(seed(), ["系统就是这样算的。"])
    known = judge(seed(), [ANSWERS["seed"][0]["say"]])
    stands, days = None, []
    now = NOW
    for judged in (missed, known, known, known):
        stands = after(stands, Kind.LATE_REGISTRATION, judged, now)
        days.append((stands.due - now).days)
        now = stands.due
    assert days == [1, 3, 7, 21]
    assert stands is not None
    assert stands.passed
    one = after(None, Kind.LATE_REGISTRATION, missed, NOW)
    assert not one.passed
    offered = list(Kind)
    assert next_kind({one.kind: one}, NOW + timedelta(days=1), offered) is Kind.LATE_REGISTRATION
    assert next_kind({one.kind: one}, NOW, offered) is not Kind.LATE_REGISTRATION
