from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tariff_rules import Confidence, RegionFileError, UnknownRegionError, load_region, region_names
from tariff_rules.region_files import REGIONS, read_region
from tests.rules.build import without_examples

HENAN = (REGIONS / "henan.yaml").read_text(encoding="utf-8")
LAST_LIMITS = (
    'limits: {per_months: 1, value: ["180", "260"], confidence: found, sources: [H03, H07'
)
PRICES = 'value: ["0.56", "0.61", "0.86"], confidence: found, sources: [H03'


@pytest.mark.parametrize("name", region_names())
def test_every_shipped_region_loads(name: str) -> None:
    tariff = load_region(name)
    assert tariff.region == name
    for schedule in tariff.schedules:
        for figure, evidence in schedule.evidence.items():
            assert evidence.sources or evidence.confidence is Confidence.MEMORY, figure


def test_all_33_regions_are_there() -> None:
    assert len(region_names()) == 33


def test_an_unknown_region_names_the_known_ones() -> None:
    with pytest.raises(UnknownRegionError, match="henan"):
        load_region("atlantis")


def test_an_office_overrides_a_region_with_a_file_of_its_own(tmp_path: Path) -> None:
    dearer = without_examples(HENAN).replace('"0.61"', '"0.62"')
    (tmp_path / "henan.yaml").write_text(dearer, encoding="utf-8")
    (tmp_path / "village.yaml").write_text(
        HENAN.replace("region: henan", "region: village"), encoding="utf-8"
    )
    assert load_region("henan", tmp_path).schedules[-1].prices["year"][1] == Decimal("0.62")
    assert load_region("henan").schedules[-1].prices["year"][1] == Decimal("0.61")
    assert load_region("village", tmp_path).region == "village"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (PRICES, PRICES.replace('"', ""), "must be quoted"),
        (PRICES, PRICES.replace(', "0.86"', ""), "one price more than limits"),
        (LAST_LIMITS, LAST_LIMITS.replace('"180", "260"', '"260", "180"'), "must rise"),
        (LAST_LIMITS, LAST_LIMITS.replace('"180"', '"180kWh"'), "without a unit"),
        (LAST_LIMITS, LAST_LIMITS.replace('"180"', '"NaN"'), "without a unit"),
        (LAST_LIMITS, LAST_LIMITS.replace("per_months: 1", "per_months: 5"), "divide 12"),
        ("sources: [H03, H07, H21, H27]", "sources: []", "no source"),
        ("confidence: found, sources: [H03, H07, H21, H27]", "sources: [H03]", "confidence"),
        ("confidence: found, sources: [H03, H07, H21, H27]",
         "confidence: sure, sources: [H03]", "sure"),
        ("sources: [H03, H07, H21, H27]", "sources: [X1]", "X1"),
        ("from: 2013-01-01", "from: 2012-12-01", "overlaps"),
        ("from: 2013-01-01", "from: soon", "not a date"),
        ("to: 2012-12-31", "to: 2012-06-01", "ends before"),
        ("in_force: {from: 2013-01-01, ", "in_force: {begin: 2013-01-01, ", "begin"),
        ("  - in_force: {from: 2013", "  - price: 3\n    in_force: {from: 2013", "price"),
        ("started_month: {value: whole", "started_month: {value: half", "whole"),
        ("price_change: {value", "prise_change: {value", "is no rule"),
        ('to: "03-15"', 'to: "15 March"', "11-15"),
        ("months: 4, limits", "months: 5, limits", "12 months"),
        ("persons: 6", 'persons: "6"', "whole number"),
        ("method: deducted_first", "method: given", "deducted_first"),
        ("region: henan", "region: [", "cannot be read"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_by_name_line_and_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in HENAN
    path = tmp_path / "henan.yaml"
    path.write_text(HENAN.replace(old, new), encoding="utf-8")
    with pytest.raises(RegionFileError, match=message) as caught:
        read_region(path)
    assert "henan.yaml" in str(caught.value)
    assert " line " in str(caught.value)


def test_the_line_is_that_of_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "henan.yaml"
    text = HENAN.replace('time_of_use: {value: {peak: "0.03"', "time_of_use: {value: {peak: 0.03")
    path.write_text(text, encoding="utf-8")
    line = next(i for i, row in enumerate(text.split("\n"), 1) if "peak: 0.03" in row)
    with pytest.raises(RegionFileError, match=f"line {line}: schedules"):
        read_region(path)


def test_a_seasonal_region_needs_every_month_and_every_season(tmp_path: Path) -> None:
    guangdong = (REGIONS / "guangdong.yaml").read_text(encoding="utf-8")
    path = tmp_path / "guangdong.yaml"
    path.write_text(guangdong.replace("[5, 6, 7, 8, 9, 10]", "[5, 6]"), encoding="utf-8")
    with pytest.raises(RegionFileError, match="missing: 7, 8, 9, 10"):
        read_region(path)
    path.write_text(guangdong.replace('other: ["200", "400"]', 'o: ["1", "2"]'), encoding="utf-8")
    with pytest.raises(RegionFileError, match="for each season"):
        read_region(path)


def test_no_figure_of_any_region_is_a_float() -> None:
    for path in REGIONS.glob("*.yaml"):
        leaves = _leaves(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert not [leaf for leaf in leaves if isinstance(leaf, float)], path.name


def _leaves(data: object) -> list[object]:
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in _leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in _leaves(value)]
    return [data]
