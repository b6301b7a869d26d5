"""All that is wrong with the settings is said at once; a name that is none, with the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar, cast

from bot.cli.setting_table import NAMES
from bot.contract.errors import SettingsError
from bot.wording.catalogue import words

T = TypeVar("T")
PREFIX = "JIETI_"


class Reading:
    """Reads parts of the settings, and keeps what is wrong with any of them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._faults = list(_unknown(environment))

    def __call__(self, part: Callable[..., T], *more: object) -> T:
        """What the part is; nothing where something is wrong, which `must_be_right` tells."""
        try:
            return part(self._environment, *more)
        except SettingsError as error:
            self._faults.append(error.told(words()))
            return cast("T", None)

    def must_be_right(self) -> None:
        """Nothing where nothing was wrong.

        Raises:
            SettingsError: says all that is wrong, a line each.
        """
        if self._faults:
            raise SettingsError.of("\n".join(self._faults))


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    say = words()
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name in NAMES:
            continue
        near = get_close_matches(name, NAMES, n=1)
        if near:
            yield say("{name} is no setting; is {near} meant?", name=name, near=near[0])
        else:
            yield say("{name} is no setting; README lists them.", name=name)
