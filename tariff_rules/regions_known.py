"""The regions that have a file, and the tariff of one of them, read when it is first asked for.

What reads files is imported only then: an import of `tariff_rules` reads none.
"""

from __future__ import annotations

from functools import cache

from tariff_rules.tariff import Tariff

TYPE_CHECKING = False  # `typing` is not imported for this alone
if TYPE_CHECKING:
    from pathlib import Path


def region_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of all regions that have a file, in the office's own folder or in the package."""
    from tariff_rules import region_files  # noqa: PLC0415

    return region_files.names(folder)


@cache
def load_region(name: str, folder: Path | None = None) -> Tariff:
    """The tariff of one region, read once.

    Args:
        name: of the file, without `.yaml`.
        folder: of an office's own files; one of the same name wins over the package's.

    Raises:
        UnknownRegionError: there is no file of that name.
        RegionFileError: the file cannot be used.
    """
    from tariff_rules import region_files  # noqa: PLC0415

    return region_files.read_region(region_files.find(name, folder))
