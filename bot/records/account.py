"""Records of the office's exports: accounts, readings and issued bills.

Account and meter numbers are text. kWh and yuan are exact decimals; a month is its first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """One account (用电户).

    Attributes:
        account_no: 户号.
        holder_name: 户名.
        phone: registered phone (预留电话), digits only; empty when unknown.
        address: 用电地址.
        registered_on: registration date (立户日期).
        powered_on: power-on date (送电日期); None when not recorded.
        price_name: name of the price list (电价名称), empty when unknown.
        status: 用户状态 as the office writes it, empty when unknown.
        area: 台区; empty when unknown.
        manager: who is responsible for the area (台区经理), by name; empty when unknown.
        named_on: the day on which the records first named this holder; None when unknown.
    """

    account_no: str
    holder_name: str
    phone: str = ""
    address: str = ""
    registered_on: date | None = None
    powered_on: date | None = None
    price_name: str = ""
    status: str = ""
    area: str = ""
    manager: str = ""
    named_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """One reading of one register (示数) of a meter, with the reading before it.

    `kwh` is the difference times the multiplier, as the office settled it.
    """

    account_no: str
    meter_no: str
    register_kind: str
    bill_month: date
    last_reading: Decimal
    this_reading: Decimal
    last_read_on: date
    this_read_on: date
    multiplier: Decimal
    kwh: Decimal


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A reading whose earlier date is not known: the next reading of the register follows it.

    `last_reading` is None where the export has only what the meter shows (示数); `kwh` then is
    what the export gives, if anything.
    """

    account_no: str
    meter_no: str
    register_kind: str
    bill_month: date
    last_reading: Decimal | None
    this_reading: Decimal
    this_read_on: date
    multiplier: Decimal
    kwh: Decimal | None

    def since(self, last_read_on: date) -> ReadingRecord:
        """The reading, now that its earlier date is known, and its last reading."""
        if self.last_reading is None or self.kwh is None:
            raise ValueError("the last reading is not known")
        return ReadingRecord(
            self.account_no,
            self.meter_no,
            self.register_kind,
            self.bill_month,
            self.last_reading,
            self.this_reading,
            last_read_on,
            self.this_read_on,
            self.multiplier,
            self.kwh,
        )


class BillKind(StrEnum):
    """What a bill of a month is beside others of that month."""

    NORMAL = "normal"  # 正常电费
    CORRECTION = "correction"  # 冲正、退补; its kWh and yuan may be below zero
    SUPPLEMENT = "supplement"  # 补收


@dataclass(frozen=True, slots=True)
class BillRecord:
    """One issued bill (电费账单): kWh settled and yuan charged for a bill month (电费年月)."""

    account_no: str
    bill_month: date
    kwh: Decimal
    charged: Decimal
    issued_on: date | None = None
    kind: BillKind = BillKind.NORMAL
