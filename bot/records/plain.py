"""Readings and bills as they are stored, without a word of doubt: thousands of them at once.

Days and months are ISO text, kWh are Wh, yuan are fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class PlainReading(NamedTuple):
    """The reading of a total register with both its days; see `ReadingRecord`."""

    account_no: str
    meter_no: str
    register_kind: str
    bill_month: str
    part: int
    last_wh: int
    this_wh: int
    last_read_on: str
    this_read_on: str
    multiplier: str
    wh: int


class PlainBill(NamedTuple):
    """A normal bill, the only one of its month; see `BillRecord`."""

    account_no: str
    bill_month: str
    part: int
    wh: int
    charged_fen: int
    issued_on: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class PlainStored:
    """What became of them.

    Attributes:
        added: records that are new.
        unchanged: records that were there.
        held: accounts of which nothing was stored, for what is known of them has to be looked at.
        read: of the other accounts, the months with a reading of the total register.
    """

    added: int
    unchanged: int
    held: frozenset[str]
    read: frozenset[tuple[str, str]]
