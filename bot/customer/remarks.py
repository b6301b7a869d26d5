"""One remark below an answer: a figure in the customer's words that does not fit, or is unclear.

The records answer all the same; at most one thing is asked about at a time.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.bills.findings import Findings
from bot.customer.turn import Turn
from bot.hearing.grammar import EntityKind, doubts_in, entities_in
from bot.hearing.normalise import plain
from bot.hearing.spans import months_in, this_month

# The amount of this bill, and not of another month or household.
_OF_THIS_BILL = re.compile(r"(?:收|扣|要|交|单子?|电费|这个?月|这[次回张])[^,。;!?]{0,6}$")
_OF_ANOTHER = re.compile(
    r"(?<!电)费|换表|装表|上|以前|平时|往常|去年|原来|邻居|隔壁|对门|别人|人家|他家|她家|退|多收|多交"
)
_ROUNDED = 1  # yuan: people leave out jiao and fen


def remark(turn: Turn, found: Findings) -> str:
    """The remark, or empty."""
    if turn.no_figures:
        return ""
    today = turn.now.date()
    wants_newest = months_in(turn.text, today) == (this_month(today),)
    if wants_newest and found.bill.bill_month != today.replace(day=1):
        return turn.say("This month's bill has not come in yet; this is the newest one.")
    doubts = doubts_in(turn.text)
    if doubts:
        return turn.say(
            "You wrote “{words}”; we are not sure what it is. What is above comes from the "
            "readings and bills on file. If it does not agree with your figure, write it as 230 "
            "kWh or 230 yuan.",
            words=doubts[0],
        )
    said = _amount_said(turn)
    if said is not None and abs(said - found.bill.charged) >= _ROUNDED:
        return turn.say(
            "You speak of {said}, but this bill on file is {charged}. Does your {said} belong to "
            "another month or another account? Send the month, or a picture of the bill.",
            said=turn.say.money(said),
            charged=turn.say.money(found.bill.charged),
        )
    return ""


def _amount_said(turn: Turn) -> Decimal | None:
    """What the customer says this bill is, where one amount alone is named."""
    figures = (*entities_in(turn.text), *turn.proposal.figures)
    amounts = [e for e in figures if e.kind is EntityKind.AMOUNT]
    text = plain(turn.text)
    if len(amounts) != 1 or _OF_ANOTHER.search(text):
        return None
    (amount,) = amounts
    if isinstance(amount.value, Decimal) and _OF_THIS_BILL.search(text[: amount.start]):
        return None if amount.text.endswith("多") else amount.value
    return None
