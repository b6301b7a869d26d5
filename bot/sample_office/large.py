"""A made-up office of any size, with planted situations and the truth about them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from bot.sample_office.ordinary import Lists, ordinary
from bot.sample_office.planting import CONNECTIONS, Village
from bot.sample_office.planting_bills import BILLS
from bot.sample_office.planting_complaints import COMPLAINTS

OF_AN_OFFICE = 10_000
FEWEST = 200
SITUATIONS = (*CONNECTIONS, *BILLS, *COMPLAINTS)


def offices(accounts: int, seed: int) -> Iterator[tuple[int, Lists, list[dict[str, Any]]]]:
    """Offices of at most `OF_AN_OFFICE` households: number, lists by kind, truth.

    Args:
        accounts: households in all.
        seed: the same seed gives the same offices.
    """
    for number, done in enumerate(range(0, accounts, OF_AN_OFFICE), start=1):
        village = Village(number, random.Random(f"{seed}-{number}"))  # noqa: S311 - no secret
        of_this = min(OF_AN_OFFICE, accounts - done)
        for _ in range(max(1, of_this // 1000)):
            for plant in SITUATIONS:
                plant(village)
        while village.made < of_this:
            ordinary(village.lists, village.home(), village.chance)
        yield number, village.lists, village.truth
