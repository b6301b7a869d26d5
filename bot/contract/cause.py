"""Why one bill is thought to be more than another."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """The reason that a customer names."""

    TIER = "tier"  # more of it lies in higher tiers
    USE = "use"  # more was used
    PRICE = "price"  # the prices rose
