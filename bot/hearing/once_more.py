"""The last question once more, of another month, household, number of kWh, tier or household size.

那12月呢, 去年呢, 那400度呢, 那三档呢 name only what is another; the rest was said before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.hearing.asks import OF_ANY_MONTH, Asked, Asks
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.heard import Heard
from bot.hearing.questions import year_in
from bot.hearing.total import total

_TAILS = r"(?:的话|的|呢|嘞|哩|喃|咧|捏|哇|吗|啊|是?多少|怎么样|怎样|咋样)*[??。. ]*$"
_BEFORE = r"^(?:那么?|要是|如果|再|换成|改成|用|到|第)*$"
_KINDS = {EntityKind.KWH, EntityKind.TIER, EntityKind.HOUSEHOLD}
_AMONG_MONTHS = {Asks.MOST, Asks.LEAST, Asks.AVERAGE, Asks.EACH}
_OF_A_TIER = {Asks.TIER_SINCE, Asks.TIER_YES, Asks.TIER_MONTHS, Asks.TIER_KWH}


def names_only(now: Heard) -> Entity | None:
    """The one figure that a text names and nothing else (那400度呢); None where it says more."""
    if len(now.understood.entities) != 1:
        return None
    (figure,) = now.understood.entities
    before, after = now.plain[: figure.start], now.plain[figure.end :]
    alone = re.match(_BEFORE, before) and re.match(_TAILS, after) and (before or after)
    return figure if figure.kind in _KINDS and alone else None


@total(None)
def once_more(last: Heard, now: Heard) -> Heard | None:
    """What the last question says with what is named now; None where that makes none."""
    asked = last.asked
    if asked is None or asked.what not in OF_ANY_MONTH:
        return None
    # What it was compared with stays the bill before: 那11月呢 after 12月比11月.
    if asked.all_homes and asked.what is Asks.EACH:  # each home, not each month
        asked = replace(asked, what=Asks.SUM)
    asked = replace(asked, between=False, of_that=False, of_those=False, all_homes=False)
    year = year_in(now.plain)
    if (now.months or year is not None) and asked.what is not Asks.NEXT_MONTH:
        one = len(now.months) == 1
        asked = replace(asked, year=None if one else year)
        if one and asked.what in _AMONG_MONTHS:  # one alone is neither the most nor the least
            asked = replace(asked, what=Asks.USED)
        return replace(last, spans=now.spans, months=now.months, plain=now.plain, asked=asked)
    figure = names_only(now)
    if figure is None or not isinstance(figure.value, Decimal):
        return replace(last, asked=asked) if now.means_other_home else None
    changed = _with_figure(asked, figure, figure.value)
    return replace(last, asked=changed) if changed else None


def _with_figure(asked: Asked, figure: Entity, value: Decimal) -> Asked | None:
    """The question with that figure; None where it asks of no such figure."""
    if figure.kind is EntityKind.TIER:
        return replace(asked, tier=int(value)) if asked.what in _OF_A_TIER else None
    of_persons = asked.what is Asks.IF_PERSONS
    if asked.figure is None or of_persons is not (figure.kind is EntityKind.HOUSEHOLD):
        return None
    return replace(asked, figure=value)
