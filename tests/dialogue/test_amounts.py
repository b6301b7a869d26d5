"""An amount as people say it is held against the bill only where it does not fit (287.20 yuan)."""

from __future__ import annotations

import pytest

from tests.dialogue.conversation import Customer

FITS = [
    "280多块", "两百八十多", "二百八十来块", "280几块", "将近290块", "不到290块", "快三百块",
    "小300块", "近300块", "290块左右", "大概290元", "差不多280块", "大约三百元", "280上下",
    "280块出头", "287块",
]  # fmt: skip
DOES_NOT = [
    "380多块", "180来块", "不到200块", "将近500元", "大概100元", "200块左右", "490多块",
    "387块2",
]  # fmt: skip


@pytest.mark.parametrize("said", FITS)
def test_about_right_is_right(customer: Customer, said: str) -> None:
    assert "您说的是" not in customer.asks(f"为什么12月电费收了我{said}")


@pytest.mark.parametrize("said", DOES_NOT)
def test_what_does_not_fit_is_asked_about(customer: Customer, said: str) -> None:
    assert "您说的是" in customer.asks(f"为什么12月电费收了我{said}")
    assert "您说的是" in customer.asks(f"短信上写12月电费是{said}")
