from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tariff_rules import FactError, RegionFileError, TariffRulesError, assess_facts, load_region

SPAN = {"from": "2018-10-08", "to": "2018-12-20", "kwh": "420"}
FACTS = {"region": "henan", "registered_on": "2018-10-08", "settlements": [SPAN]}


def deep(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(
    "span",
    [
        {"kwh": 10**6000},
        {"kwh": "9" * 6000},
        {"kwh": "1e999999999"},
        {"kwh": "4_20"},
        {"kwh": deep(5000)},
        {"from": deep(5000)},
        {"to": "9999-12-31"},
        {"from": "0001-01-01"},
        {"periods": {"x" * 100_000: "420"}},
        {"estimated": deep(5000)},
    ],
)
def test_an_absurd_settlement_is_refused_in_one_short_sentence(span: dict[str, Any]) -> None:
    with pytest.raises(FactError) as refused:
        assess_facts(
            {**FACTS, "time_of_use": [{"from": "2010-01-01"}], "settlements": [SPAN | span]}
        )
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    "more",
    [
        {"settlements": [SPAN] * 20_000},
        {"settlements": deep(5000)},
        {"price": deep(5000)},
        {"reader": {}},
        {"region": "a" * 100_000},
        {"registered_on": "9999-12-31"},
        {"tier_months": {"9" * 5000: 13}},
        {"household": [{"from": "2018-10-08", "persons": 10**30}]},
        {"nobody" * 10_000: 1},
    ],
)
def test_absurd_facts_are_refused_in_one_short_sentence(more: dict[str, Any]) -> None:
    with pytest.raises(TariffRulesError) as refused:
        assess_facts({**FACTS, **more})
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('["180", "260"]', '["180", "1e999999999"]'),
        ('["180", "260"]', '["180", "1e-400"]'),
        ("2013-01-01", "0001-01-01"),
        ("confidence: found", "confidence: [found]"),
    ],
)
def test_an_absurd_figure_of_a_region_is_refused_by_file_and_line(
    tmp_path: Path, said: str, instead: str
) -> None:
    text = (Path("tariff_rules") / "regions" / "henan.yaml").read_text("utf-8")
    assert said in text
    (tmp_path / "absurd.yaml").write_text(text.replace(said, instead), "utf-8")
    with pytest.raises(RegionFileError, match=r"absurd\.yaml: line \d+"):
        load_region("absurd", tmp_path)
