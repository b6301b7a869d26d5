"""Feasts without their year (春节后, 中秋): of the years that the account's bills are of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.bills.history import HistoryError
from bot.bills.lookup import history_of
from bot.customer.turn import Turn
from bot.hearing.heard import Heard
from bot.hearing.spans import months_of, with_feasts_of

# A bill is made within so long after its month: a feast of that time may be in one to come.
_MADE_WITHIN = timedelta(days=92)


def of_their_bills(turn: Turn, heard: Heard) -> Heard:
    """What was heard, where the bills end long ago with the feasts of their last year.

    Who asks in November about 春节后 means this year's; of an account whose newest bill is two
    years old no such bill will ever be here.
    """
    bound = turn.bound if any(span.feast for span in heard.spans) else ()
    if not bound:
        return heard
    named = heard.claim.account_no
    try:
        newest = history_of(turn.store, named if named in bound else bound[0]).bill()
    except HistoryError:
        return heard
    if newest is None or newest.bill_month + _MADE_WITHIN >= turn.today:
        return heard
    spans = with_feasts_of(heard.spans, heard.plain, newest.bill_month + _MADE_WITHIN)
    return replace(heard, spans=spans, months=months_of(spans, turn.today))
