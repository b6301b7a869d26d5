"""How 95598 classes a case (分类): levels 2 and 3, from `codes.yaml`, which names its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Code:
    """One class.

    Attributes:
        level2, level3: as 95598 names them; level 3 is empty where none was found.
        matters: drafts for whose matter it is proposed.
        report: it classes a report about a person.
    """

    level2: str
    level3: str = ""
    matters: tuple[str, ...] = ()
    report: bool = False

    @property
    def name(self) -> str:
        """Both levels."""
        return "·".join(filter(None, (self.level2, self.level3)))


@cache
def codes() -> Mapping[str, Code]:
    """All classes by their key, in the order of the file."""
    text = (resources.files("bot.cases") / "codes.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {
        key: Code(
            one["level2"],
            one.get("level3", ""),
            tuple(one.get("matters", ())),
            bool(one.get("report", False)),
        )
        for key, one in found.items()
    }


def proposed(matter: str) -> str:
    """The class for the matter of a draft; empty where none is proposed."""
    return next((key for key, one in codes().items() if matter in one.matters), "")
