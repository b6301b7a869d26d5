"""A made-up supply office (青石供电所) as four export files; every person in it is invented."""

from __future__ import annotations

from pathlib import Path

FILES = ("01_用户档案.csv", "02_抄表数据.xlsx", "03_应收电费.xls", "04_用电情况.csv")


def sample_files() -> tuple[Path, ...]:
    """The export files, in the order in which they must be imported."""
    return tuple(Path(__file__).parent / name for name in FILES)
