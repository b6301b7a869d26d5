"""What a meter shows today: no claim against the last reading, but how much was used since."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.history import PERIODS, History
from bot.bills.lookup import next_settlement
from bot.contract.messages import Action, Reply
from bot.customer.turn import Turn, reply_with
from bot.wording import short, short_use

_MOST = 3  # times what the last bill had
_LITTLE = Decimal(100)  # kWh; below it three times as much says nothing


def so_far(turn: Turn, history: History, shown: Decimal | None) -> Reply | None:
    """How much was used since the last reading, and what that comes to by now.

    None where the meter shows less than when it was read, or no one register tells.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    totals = [one for one in history.readings if one.register_kind not in PERIODS]
    last = max(totals, key=lambda one: one.this_read_on, default=None)
    if shown is None or last is None or shown <= last.this_reading:
        return None
    if turn.today <= last.this_read_on:
        return None
    kwh = (shown - last.this_reading) * last.multiplier
    if kwh > _MOST * max(last.kwh, _LITTLE):
        return None  # so much in so few days is to be looked at
    told = next_settlement(history, turn.office, kwh)
    head = short_use.since_reading(turn.say, last, shown, kwh)
    lines = short.next_month(turn.say, told, told.settlement.first)
    lines.append(turn.say("If you mean what it showed on that day, say so: it is checked."))
    return reply_with(turn.say, head, "\n".join(lines), Action.LEFT, Action.WHY, Action.HUMAN)
