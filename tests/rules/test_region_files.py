from __future__ import annotations

from pathlib import Path

import pytest

from tariff_rules import RegionFileError, UnknownRegionError, load_region, region_names
from tariff_rules.region_files import REGIONS, read_region

HENAN = (REGIONS / "henan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", region_names())
def test_every_shipped_region_loads(name: str) -> None:
    assert load_region(name).region == name


def test_an_unknown_region_names_the_known_ones() -> None:
    with pytest.raises(UnknownRegionError, match="henan"):
        load_region("atlantis")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["0.56", "0.61", "0.86"]', "[0.56, 0.61, 0.86]", "must be quoted"),
        ('["0.56", "0.61", "0.86"]', '["0.56", "0.61"]', "one price more than limits"),
        ('["180", "260"]', '["260", "180"]', "must rise"),
        ('["180", "260"]', '["180kWh", "260"]', "not plain decimals"),
        ("confidence: found, sources: [H03]}", "confidence: found, sources: []}", "no source"),
        ("confidence: found, sources: [H03]}", "confidence: sure, sources: [H03]}", "sure"),
        ("confidence: found, sources: [H03]}", "confidence: found, sources: [X1]}", "X1"),
        ("from: 2013-01-01", "from: 2012-12-01", "overlaps"),
        ("from: 2013-01-01", "from: soon", "not a date"),
        ("  - from: 2012-07-01\n", "  - begin: 2012-07-01\n", "from: is missing"),
        ("region: henan", "region: [", "cannot be read"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in HENAN
    path = tmp_path / "village.yaml"
    path.write_text(HENAN.replace(old, new), encoding="utf-8")
    with pytest.raises(RegionFileError, match=message) as caught:
        read_region(path)
    assert "village.yaml" in str(caught.value)
