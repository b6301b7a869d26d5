"""Facts of a wrong kind, given in Python: a FactError that names them, never a wrong figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from tariff_rules import (
    Assessment,
    Correction,
    FactError,
    Grant,
    HouseholdGrant,
    MonthsFrom,
    ServiceAccount,
    Settlement,
    Tariff,
    assess,
    find_causes,
    find_slips,
    load_region,
    look_ahead,
    sentences,
    steps_of,
    to_json,
)

HENAN, ZHEJIANG = load_region("henan"), load_region("zhejiang")
FIRST, LAST = date(2018, 10, 8), date(2018, 12, 20)
SPAN = Settlement(FIRST, LAST, Decimal(420), Decimal("287.20"))
ACCOUNT = ServiceAccount("henan", date(2018, 12, 5), FIRST, (SPAN,))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"kwh": 420.5}, "kwh"),
        ({"kwh": "420"}, "kwh"),
        ({"kwh": Decimal("NaN")}, "kwh"),
        ({"kwh": Decimal("Infinity")}, "kwh"),
        ({"charged": 287.2}, "charged"),
        ({"charged": Decimal("sNaN")}, "charged"),
        ({"first": "2018-10-08"}, "from"),
        ({"last": datetime(2018, 12, 20)}, "to"),  # noqa: DTZ001 - the wrong kind
        ({"periods": {"peak": 420.0}}, "periods.peak"),
        ({"normal_days": "31"}, "normal_days"),
    ],
    ids=str,
)
def test_a_settlement_of_a_wrong_kind_is_named(changed: dict[str, object], named: str) -> None:
    with pytest.raises(FactError, match=rf"settlements\[0\]\.{named}"):
        replace(ACCOUNT, settlements=(replace(SPAN, **changed),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"registered_on": "2018-12-05"}, "registered_on"),
        ({"powered_on": datetime(2018, 10, 8)}, "powered_on"),  # noqa: DTZ001 - the wrong kind
        ({"settlements": ({"from": "2018-10-08"},)}, r"settlements\[0\]"),
        ({"price": "tiered"}, "price"),
        ({"reader": "odd"}, "reader"),
        ({"voltage": None}, "voltage"),
        ({"tier_months": {"2018": 14}}, "tier_months"),
        ({"transfers": (Grant("2018-11-01"),)}, r"transfers\[0\]"),  # type: ignore[arg-type]
        ({"households": (Grant(FIRST),)}, r"households\[0\]"),
        ({"households": (HouseholdGrant(FIRST, persons="6"),)}, "persons"),  # type: ignore[arg-type]
        ({"corrections": (Correction(FIRST, LAST, 1.5),)}, r"corrections\[0\]"),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_an_account_of_a_wrong_kind_is_named(changed: dict[str, object], named: str) -> None:
    with pytest.raises(FactError, match=named):
        replace(ACCOUNT, **changed)  # type: ignore[arg-type]


def test_how_months_count_is_known_by_its_word_or_refused() -> None:
    for word in MonthsFrom:
        assert assess(ACCOUNT, HENAN, str(word)).total == assess(ACCOUNT, HENAN, word).total  # type: ignore[arg-type]
    for refuse in (
        lambda: assess(ACCOUNT, HENAN, "registrations"),  # type: ignore[arg-type]
        lambda: look_ahead(ACCOUNT, HENAN, LAST, "birth"),  # type: ignore[arg-type]
    ):
        with pytest.raises(FactError, match="months_from"):
            refuse()


@pytest.mark.parametrize("of", [find_causes, find_slips, steps_of, to_json, sentences])
def test_no_assessment_is_read_by_another_region_s_rules(
    of: Callable[[Assessment, Tariff], object],
) -> None:
    with pytest.raises(FactError, match="zhejiang"):
        of(assess(ACCOUNT, HENAN), ZHEJIANG)


@pytest.mark.parametrize("given", [(None, HENAN), (ACCOUNT, None), ({"region": "henan"}, HENAN)])
def test_what_is_neither_an_account_nor_a_tariff_is_named(given: tuple[object, object]) -> None:
    with pytest.raises(FactError, match=r"account|tariff"):
        assess(*given)  # type: ignore[arg-type]


def test_only_what_must_be_known_must_be_given() -> None:
    account = ServiceAccount("henan", date(2018, 12, 5), settlements=(SPAN,))
    assert assess(account, HENAN).total == Decimal("287.20")


@pytest.mark.parametrize(
    ("charged", "said"),
    [
        ("287.20", "立户晚于用电(2018-12-05,应为2018-10-08):52.00元"),
        ("361.20", "正好是全部电量都按最高那一档算的"),
        (None, "应为287.20元"),
    ],
)
def test_the_reasons_are_told_in_sentences(charged: str | None, said: str) -> None:
    span = replace(SPAN, charged=Decimal(charged) if charged else None)
    assessment = assess(replace(ACCOUNT, settlements=(span,)), HENAN)
    chinese, english = (sentences(assessment, HENAN, language) for language in ("zh", "en"))  # type: ignore[arg-type]
    assert said in chinese
    assert len(chinese) == len(english)
    assert all("{" not in sentence for sentence in (*chinese, *english))
