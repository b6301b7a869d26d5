"""Which names of prices are judged: those made of words for a home alone."""

from __future__ import annotations

import pytest

from bot.bills.pointers import POINTERS, Unknown, pointed_to
from bot.bills.price_names import price_names
from tariff_rules import Price

NAMES = {
    "城镇居民生活用电(不满1千伏)": (Price.TIERED, ()),
    "居民-一户一表-不满1千伏": (Price.TIERED, ()),
    "居民生活用电-合表": (Price.SHARED, ()),
    "居民生活-峰谷": (Price.TIERED, (Unknown.TIME_OF_USE,)),
    "居民生活用电(低保户)": (Price.TIERED, (Unknown.FREE_KWH,)),
    "居民生活-1-10kV": (Price.TIERED, ()),  # at the price of another voltage
    "居民生活(1至10千伏)": (Price.TIERED, ()),
    "居民生活用电-非居民": (None, ()),
    "学校教学和学生生活用电": (None, ()),
    "居民充电桩": (None, ()),
    "城镇居民生活用电(不执行阶梯)": (None, ()),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_its_price_or_none(name: str) -> None:
    assert (price_names(None).price(name, POINTERS), pointed_to(name)) == NAMES[name]
