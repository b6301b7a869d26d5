"""Records of the office's exports: accounts, readings and issued bills.

Account and meter numbers are text. kWh and yuan are exact decimals; a month is its first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
    """

    account_no: str
    holder_name: str
    phone: str = ""
    address: str = ""
    registered_on: date | None = None
    powered_on: date | None = None
    price_name: str = ""
    status: str = ""


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
class BillRecord:
    """One issued bill (电费账单): kWh settled and yuan charged for a bill month (电费年月)."""

    account_no: str
    bill_month: date
    kwh: Decimal
    charged: Decimal
    issued_on: date | None = None
