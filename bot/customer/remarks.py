"""One remark below an answer: a figure in the customer's words that does not fit, or is unclear.

The records answer all the same; at most one thing is asked about at a time.
"""

from __future__ import annotations

from bot.bills.findings import Findings
from bot.customer.turn import Turn
from bot.hearing import marks
from bot.hearing.spans import this_month


def remark(turn: Turn, found: Findings) -> str:
    """The remark, or empty."""
    heard = turn.heard
    wants_newest = heard.months == (this_month(turn.today),)
    closed = found.assessment.account.closed_on is not None
    if wants_newest and not closed and found.bill.bill_month != turn.today.replace(day=1):
        return turn.say("This month's bill has not come in yet; this is the newest one.")
    if heard.doubts:
        return turn.say(
            "You wrote “{words}”; we are not sure what it is. What is above comes from the "
            "readings and bills on file. If it does not agree with your figure, write it as 230 "
            "kWh or 230 yuan.",
            words=heard.doubts[0],
        )
    said = heard.amount_said
    charged = found.bill.charged
    if said and not said.holds(charged):
        return turn.say(
            "You speak of {said}, but this bill on file is {charged}. Does your {said} belong to "
            "another month or another account? Send the month, or a picture of the bill.",
            said=turn.say.money(said.low) if said.low == said.high else said.words,
            charged=turn.say.money(charged),
        )
    return _of_use(turn, found)


def _of_use(turn: Turn, found: Findings) -> str:
    """Where the customer has other kWh of this bill: what is on file, and from what."""
    said, used = (
        marks.kwh_of_bill(turn.heard.plain, turn.heard.understood.entities),
        found.bill.kwh,
    )
    if said is None or said.holds(used):
        return ""
    return turn.say(
        "On file this bill has {used}, the difference of the two readings. If the figure of yours "
        "stands on the meter or in a message of ours, send a picture: it is compared.",
        used=turn.say.kwh(used),
    )
