"""What several pictures share: whose it is, and the colours of the tiers with their prices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.accounts.masking import mask_account_no, mask_name
from bot.bills.findings import Findings
from bot.papers.canvas import MARGIN, Canvas, fill
from bot.wording.catalogue import Words


def whose(say: Words, found: Findings) -> str:
    """The account and its holder, masked as the answers are."""
    account, plain = found.account, found.unmasked
    return say(
        "Account {account_no}  {name}",
        account_no=account.account_no if plain else mask_account_no(account.account_no),
        name=account.holder_name if plain else mask_name(account.holder_name),
    )


def legend(canvas: Canvas, say: Words, y: float, prices: Sequence[Decimal]) -> None:
    """A square of each tier's colour with its name and price, side by side, 36 high."""
    room = 216
    for index, price in enumerate(prices):
        x = MARGIN + room * index
        canvas.rect(x, y, 36, 36, fill(index + 1), 4)
        words = say("Tier {tier} {price}", tier=say.tier(index + 1), price=say.price(price))
        canvas.text((x + 46, y + 28), words, 26, room=room - 50)
