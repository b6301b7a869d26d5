"""Rules on what stands in the books: prices, flags, addresses, numbers, areas."""

from __future__ import annotations

import polars as pl

from bot.audit.monthly import before
from bot.audit.office import Office, is_usual
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_HOME = "居民|一户一表|住宅"
_NO_HOME = "非居|商业|工业|农业|农排|排灌|充电|学校|机关|路灯"
_SHARED = "合表"
_NO = "^(?:否|无|0|N|n|no|false|未|不|×)$|不执行|未执行|不阶梯"
_SHORTEST_PHONE = 7  # digits: a fixed line without its area
_HOUSE = r"\d+(?:号|室|栋|单元|幢|楼)|\d-\d"
_TELLING = 0.8  # with so many different ones, an address names a house
_NO_HOUSE = r"(?:村|组|队|社|镇|乡|屯|庄|寨|湾|社区|小区|街道|路|街|巷)$"


def no_tier_flag(office: Office, _: Params) -> pl.DataFrame:
    """C01."""
    rows = office.active.filter(_home(_price()) & ~_price().str.contains(_SHARED))
    missing = pl.col("tier_flag").is_null() | pl.col("tier_flag").str.contains(_NO)
    return _said(rows.filter(missing))


def shared_or_tiered(office: Office, _: Params) -> pl.DataFrame:
    """C08."""
    kind = pl.concat_str("customer_class", "category", separator=" ", ignore_nulls=True)
    shared_kind = kind.str.contains(_SHARED)
    own_meter = kind.str.contains("一户一表|直抄|抄表到户")
    shared_price = _price().str.contains(_SHARED)
    tiered = pl.col("tier_flag").fill_null("").str.contains("^(?:是|有|1|Y|y|√|阶梯)")
    wrong = (
        (shared_kind & (~shared_price & (_price() != "") | tiered))
        | (own_meter & shared_price)
        | (shared_price & tiered)
    )
    rows = office.active.filter(wrong).with_columns(price=_price(), kind=kind)
    return rows.select("account_no", "meter_no", "person", "price", "kind", since="opened_on")


def much_for_a_home(office: Office, p: Params) -> pl.DataFrame:
    """C09."""
    homes = office.active.filter(_home(_price()))
    own = homes.select("account_no", "meter_no", "person")
    rows = office.monthly.join(own, "account_no", how="inner", maintain_order="left")
    high = [before("kwh", n) > p["kwh"] * 1000 for n in (0, 1, 2)]
    rows = rows.filter(pl.all_horizontal(high)).sort("month", descending=True)
    return rows.select("account_no", "meter_no", "person", "kwh", "month", since="month")


def one_address(office: Office, _: Params) -> pl.DataFrame:
    """C10; a village names no house. Where many are alike, only those with a number count."""
    homes = office.active.filter(_home(_price()) & pl.col("address").is_not_null())
    rows = homes.with_columns(
        place=pl.col("address").str.normalize("NFKC").str.replace_all(r"\s", "")
    )
    rows = rows.filter(~pl.col("place").str.contains(_NO_HOUSE))
    if rows["place"].n_unique() < _TELLING * rows.height:
        rows = rows.filter(pl.col("place").str.contains(_HOUSE))
    rows = rows.with_columns(count=pl.len().over("place")).filter(pl.col("count") > 1)
    return rows.select("account_no", "meter_no", "person", "count", since="opened_on")


def one_meter(office: Office, _: Params) -> pl.DataFrame:
    """C11."""
    active = office.active.select("account_no", "person", "opened_on")
    rows = office.meters.join(active, "account_no", how="inner", maintain_order="left")
    rows = rows.with_columns(count=pl.col("account_no").n_unique().over("meter_no"))
    rows = rows.filter(pl.col("count") > 1)
    return rows.select("account_no", "meter_no", "person", "count", since="opened_on")


def no_area(office: Office, _: Params) -> pl.DataFrame:
    """D01."""
    missing = [
        pl.col(name).is_null()
        for name in ("area_no", "section_no")
        if is_usual(office.accounts[name])
    ]
    rows = office.active.filter("listed")
    return _said(rows.filter(pl.any_horizontal(missing)) if missing else rows.clear())


def no_phone(office: Office, _: Params) -> pl.DataFrame:
    """D02, none at all."""
    return _said(office.active.filter(pl.col("listed") & ~_is_phone()))


def shared_phone(office: Office, p: Params) -> pl.DataFrame:
    """D02, one with many accounts."""
    rows = office.active.filter(pl.col("listed") & _is_phone())
    rows = rows.with_columns(count=pl.len().over("phone")).filter(pl.col("count") > p["n"])
    return rows.select("account_no", "meter_no", "person", "count", since="opened_on")


def _is_phone() -> pl.Expr:
    """Whether it can be rung: not 0, not 123, not nothing but noughts."""
    digits = pl.col("phone").fill_null("").str.replace_all(r"\D", "")
    return digits.str.contains(r"[1-9]") & (digits.str.len_chars() >= _SHORTEST_PHONE)


def malformed_number(office: Office, _: Params) -> pl.DataFrame:
    """D03; 16 digits are usual in the south."""
    rows = office.accounts.filter(
        ~pl.col("account_no").str.contains(r"^(?:\d{10}|\d{13}|\d{16})$")
    )
    return _said(rows)


def price_against_use(office: Office, _: Params) -> pl.DataFrame:
    """D04."""
    kind = pl.concat_str("category", "customer_class", separator=" ", ignore_nulls=True)
    rows = office.active.with_columns(price=pl.col("price_name").fill_null(""), kind=kind)
    price, kind = pl.col("price"), pl.col("kind")
    of_home, of_other = _home(kind), kind.str.contains(_NO_HOME)
    other_price = price.str.contains(_NO_HOME)
    home_price = _home(price)
    wrong = (of_home & other_price) | (of_other & home_price)
    return rows.filter(wrong).select(
        "account_no", "meter_no", "person", "price", "kind", since="opened_on"
    )


def negative_or_no_total(office: Office, _: Params) -> pl.DataFrame:
    """D05."""
    periods = pl.sum_horizontal("peak_kwh", "valley_kwh")
    read = office.readings.filter((pl.col("kwh") < 0) | ((periods > 0) & (pl.col("kwh") == 0)))
    billed = office.bills.filter(
        pl.col("normal")
        & ((pl.col("billed_kwh") < 0) | ((periods > 0) & (pl.col("billed_kwh") == 0)))
    ).with_columns(kwh="billed_kwh")
    own = office.accounts.select("account_no", "meter_no", "person")
    names = ["account_no", "month", "kwh"]
    rows = pl.concat([read.select(names), billed.select(names)])
    return rows.join(own, "account_no", how="left").select(
        "account_no", "meter_no", "person", "month", "kwh", since="month"
    )


def _price() -> pl.Expr:
    return pl.coalesce("price_name", "category", "price_code").fill_null("")


def _home(text: pl.Expr) -> pl.Expr:
    return text.str.contains(_HOME) & ~text.str.contains(_NO_HOME)


def _said(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("account_no", "meter_no", "person", since="opened_on")


_PRICE = "accounts.price_name|accounts.category"
RULES = (
    Rule(
        "C01", no_tier_flag, ("accounts.tier_flag", _PRICE),
        mark("A household with a meter of its own, and its tier flag is not set."),
        mark("Set the flag; without it the system works out no tiers."),
        Who.CLERK,
    ),
    Rule(
        "C08", shared_or_tiered,
        ("accounts.price_name|accounts.tier_flag", "accounts.customer_class|accounts.category"),
        mark("The books call it {kind}, the price is {price}."),
        mark("Check what the electricity is used for, and by whom."),
        Who.CLERK,
    ),
    Rule(
        "C09", much_for_a_home, (_PRICE, "readings.account_no|bills.account_no"),
        mark("Price of a home, and {kwh} in {month} after two months alike."),
        mark("Look on the spot. This is no reason to accuse the customer."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "C10", one_address, ("accounts.address", _PRICE),
        mark("{count} accounts of homes at one address."),
        mark("Find out whether they are one household."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "C11", one_meter, ("accounts.meter_no|readings.meter_no",),
        mark("Meter {meter} is on {count} accounts."),
        mark("Correct the books."),
        Who.CLERK,
    ),
    Rule(
        "D01", no_area, ("accounts.area_no|accounts.section_no",),
        mark("No transformer area or no reading section is entered."),
        mark("Enter it."),
        Who.CLERK,
    ),
    Rule(
        "D02", no_phone, ("accounts.phone",),
        mark("No telephone is entered."),
        mark("Enter it: reminders and proof of identity depend on it."),
        Who.CLERK,
    ),
    Rule(
        "D02", shared_phone, ("accounts.phone",),
        mark("The telephone stands with {count} accounts."),
        mark("Enter it: reminders and proof of identity depend on it."),
        Who.CLERK,
    ),
    Rule(
        "D03", malformed_number, ("accounts.account_no",),
        mark("The account number does not have 10, 13 or 16 digits."),
        mark("Correct it."),
        Who.CLERK,
    ),
    Rule(
        "D04", price_against_use,
        ("accounts.price_name", "accounts.category|accounts.customer_class"),
        mark("The price is {price}, the use {kind}."),
        mark("Check which is right."),
        Who.CLERK,
    ),
    Rule(
        "D05", negative_or_no_total, ("readings.kwh|bills.billed_kwh",),
        mark("{kwh} in {month}: less than nothing, or peak and valley without a total."),
        mark("Do not issue the bill before it is corrected."),
        Who.BILLING,
    ),
)  # fmt: skip
