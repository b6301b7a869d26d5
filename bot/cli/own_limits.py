"""The office's own rules of assessment (考核细则): a YAML file of counts and limits."""

from __future__ import annotations

from typing import Any

from bot.cases.assessing import Count
from bot.cli.setting_kinds import text_in
from bot.contract.errors import SettingsError
from bot.contract.office import Limit
from tariff_rules.yaml_text import read_yaml

NAME = "JIETI_ASSESSMENT"
_NAMES = {"count", "over", "below", "propose"}


def own_limits(_: str, path: str) -> tuple[Limit, ...]:
    """What it proposes at which counts.

    Raises:
        SettingsError: the file cannot be read, or which row cannot be used and what to write.
    """
    text = text_in(NAME, path)
    try:
        rows = read_yaml(text)
    except ValueError as error:
        raise SettingsError(
            "{name}: {path} cannot be read: {error}", name=NAME, path=path, error=error
        ) from error
    if not isinstance(rows, list):
        rows = [rows]
    return tuple(_limit(path, number, row) for number, row in enumerate(rows, start=1))


def _limit(path: str, number: int, row: Any) -> Limit:
    known: dict[str, Any] = row if isinstance(row, dict) and set(row) <= _NAMES else {}
    count, propose = known.get("count"), known.get("propose")
    limits = [known.get("over"), known.get("below")]
    whole = [type(one) is int and one >= 0 for one in limits if one is not None]
    if count not in set(Count) or whole != [True] or not isinstance(propose, str) or not propose:
        raise SettingsError(
            "JIETI_ASSESSMENT: {path}, row {number}: write count (one of {known}), over or below "
            "with a whole number, and propose with what is proposed",
            path=path, number=number, known=", ".join(Count),
        )  # fmt: skip
    return Limit(str(count), propose, limits[0], limits[1])
