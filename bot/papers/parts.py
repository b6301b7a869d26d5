"""What several pictures share: whose it is, and the colours of the tiers with their prices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from bot.accounts.masking import mask_account_no, mask_name
from bot.bills.findings import Findings
from bot.papers.canvas import MARGIN, RIGHT, SMALLEST, Canvas, ems, fill
from bot.wording.catalogue import Words

_SQUARE, _ROW = 36, 48


def whose(say: Words, found: Findings) -> str:
    """The account and its holder, masked as the answers are."""
    account, plain = found.account, found.unmasked
    return say(
        "Account {account_no}  {name}",
        account_no=account.account_no if plain else mask_account_no(account.account_no),
        name=account.holder_name if plain else mask_name(account.holder_name),
    )


def legend(canvas: Canvas, say: Words, y: float, prices: Sequence[Decimal]) -> int:
    """A square of each tier's colour with its name and price; returns its height from `y` on.

    As many stand side by side as can be read.
    """
    words = [
        say("Tier {tier} {price}", tier=say.tier(index), price=say.price(price))
        for index, price in enumerate(prices, 1)
    ]
    widest = _SQUARE + 10 + SMALLEST * max(map(ems, words))
    rows = ceil(len(words) / max(1, int((RIGHT - MARGIN) / widest)))
    across = ceil(len(words) / rows)
    room = (RIGHT - MARGIN) / across
    for index, line in enumerate(words):
        x, top = MARGIN + room * (index % across), y + _ROW * (index // across)
        canvas.rect(x, top, _SQUARE, _SQUARE, fill(index + 1), 4)
        canvas.text((x + _SQUARE + 10, top + 28), line, 26, room=room - _SQUARE - 10)
    return _ROW * rows
