"""Short ways to write accounts in tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tariff_rules import ServiceAccount, Settlement


def settlement(first: str, last: str, kwh: str, charged: str | None = None) -> Settlement:
    return Settlement(
        date.fromisoformat(first),
        date.fromisoformat(last),
        Decimal(kwh),
        None if charged is None else Decimal(charged),
    )


def account(
    registered: str, powered: str | None, *settlements: Settlement, region: str = "henan"
) -> ServiceAccount:
    return ServiceAccount(
        region,
        date.fromisoformat(registered),
        None if powered is None else date.fromisoformat(powered),
        settlements,
    )


def seed(kwh: str, charged: str | None) -> ServiceAccount:
    return account(
        "2018-12-05", "2018-10-08", settlement("2018-10-08", "2018-12-20", kwh, charged)
    )


def without_examples(file: str) -> str:
    """A region's file without the bills that it prints: an office's own prices make others."""
    head, _, rest = file.partition("examples:\n")
    return head + rest[rest.index("schedules:\n") :]
