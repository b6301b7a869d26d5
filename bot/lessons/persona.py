"""The words of the customer of a practice (`persona.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from bot.bills.findings import Findings
from bot.lessons.homes import SURNAMES, Kind
from bot.wording.catalogue import words

CONTENT = "content"
COLLEAGUES = ["电工", "抄表员", "师傅"]


def opening(kind: Kind, found: Findings | None, draw: Random) -> str:
    """How the customer begins."""
    colleague = draw.choice(SURNAMES) + draw.choice(COLLEAGUES)
    return str(draw.choice(_texts()["opening"][kind])).format(
        colleague=colleague, **_figures(found)
    )


def asks(what: str, found: Findings | None) -> str:
    """What is asked back where that is missing or wrong in the answer."""
    return str(_texts()["asks"][what]).format(**_figures(found))


def content() -> str:
    """The last word of a customer who was answered."""
    return str(_texts()[CONTENT])


def _figures(found: Findings | None) -> Mapping[str, str]:
    if found is None:
        return {}
    say = words()
    return {
        "month": say.month(found.bill.bill_month),
        "charged": say.money(found.bill.charged),
        "kwh": say.kwh(found.bill.kwh),
        "price": say.price(found.billed.charge.tiers[-1].price),
    }


@cache
def _texts() -> Mapping[str, Any]:
    text = resources.files("bot.lessons") / "persona.yaml"
    found: Mapping[str, Any] = yaml.safe_load(text.read_text(encoding="utf-8"))
    return found
