"""Build hook: compiles every catalogue, for a wheel and for an editable install."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Writes a .mo beside each .po, and packs that alone into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before anything is packed."""
        for po in Path(self.root, "locales").glob("*/LC_MESSAGES/*.po"):
            mo = po.with_suffix(".mo")
            new = mo.with_suffix(f".{os.getpid()}")  # whoever reads meanwhile reads a whole one
            with po.open("rb") as source, new.open("wb") as target:
                write_mo(target, read_po(source))
            new.replace(mo)
            if self.target_name == "wheel" and version != "editable":
                packed = Path("bot", mo.relative_to(self.root))
                build_data["force_include"][str(mo)] = str(packed)
