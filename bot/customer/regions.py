"""Another region's rule, and what so many kWh cost by the book: nobody's account is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.bills.by_the_book import by_the_book, same_since
from bot.bills.own_rules import tariff_of
from bot.contract.messages import Action, Reply
from bot.customer.follow_up import LONGEST
from bot.customer.intent_to_action import topic_of
from bot.customer.turn import Turn, reply_with
from bot.hearing.asks import Asks
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard, hear
from bot.hearing.marked import Mark
from bot.hearing.once_more import names_only
from bot.hearing.places import BEYOND
from bot.hearing.what_if import of_each_day
from bot.wording import region_facts
from bot.wording import regions as wording
from tariff_rules import Schedule, Tariff, load_region

MOST = 2  # regions that are told of at once
_NO_TIERS = ("峰谷", "谷电", "峰电", "分时", "采暖", "取暖")  # the tiers are no answer to these
_BEFORE = ("年以前", "年之前", "年前")
_OF_OTHER_KWH = {Asks.NEXT_MONTH, Asks.IF_USED}
_DAYS = {1: 30, 2: 60, 12: 365}  # of a cycle, by its months
YEAR = 12  # months
ALONE = 6  # characters: the place and a particle
ELLIPSIS = 10  # and with 那, 省, 要多少


def other_region(turn: Turn) -> tuple[Reply, ...]:
    """A region that is named, and is not the office's own."""
    others = [one for one in turn.heard.regions if one != turn.office.region]
    length = ELLIPSIS if "在" in turn.heard.plain and not turn.bound else ALONE
    if turn.heard.regions and not others and len(turn.heard.plain) <= length:
        return (_told(turn, tariff_of(turn.office), own=True),)
    if not others:
        return ()
    if others[0] == BEYOND:
        return (Reply(wording.not_held(turn.say), ""),)
    named = (load_region(one, turn.office.regions) for one in others[:MOST])
    so = _once_more(turn)
    return tuple(_told(so, one, own=False) for one in named)


def _once_more(turn: Turn) -> Turn:
    """那江苏呢 asks of the kWh that were asked of before; those of now are kept for the next."""
    heard, words = turn.heard, turn.memory.asked
    before = hear(words, turn.today) if words and _kwh(turn) is None else heard
    if len(heard.plain) <= ELLIPSIS and before is not heard:
        figures = before.understood.entities
        understood = replace(heard.understood, entities=figures)
        return replace(turn, heard=replace(heard, understood=understood, marked=before.marked))
    _keep(turn)
    return turn


def _keep(turn: Turn) -> None:
    if _kwh(turn) is not None and len(turn.text) <= LONGEST:
        turn.remember(replace(turn.memory, asked=turn.text))


def so_many_more(turn: Turn) -> tuple[Reply, ...]:
    """要是400度呢 after 一个月用500度一年多少钱, of somebody whose account is not known."""
    heard, words = turn.heard, turn.memory.asked
    supposes = names_only(heard) or (heard.asked and heard.asked.what in _OF_OTHER_KWH)
    if turn.bound or turn.memory.claim or not (words and supposes and _kwh(turn)):
        return ()
    before, of_a_time = hear(words, turn.today), {Mark.BY_MONTH, Mark.BY_YEAR}
    if heard.marked & of_a_time or not before.marked & of_a_time:
        return ()
    again = replace(turn, heard=replace(heard, marked=before.marked))
    return (_told(again, tariff_of(turn.office), own=True),)


def day_meant(turn: Turn) -> date:
    """The day whose rule is asked for: of a year or a season that is named, else today."""
    span = next((one for one in turn.heard.spans if one.of_year and one.first and one.last), None)
    if span is None or span.first is None or span.last is None:
        return turn.today
    if any(word in turn.heard.plain for word in _BEFORE):
        return span.first - timedelta(days=1)
    if span.rule == "part-of-a-year":  # what a region has for that season now
        return turn.today.replace(month=span.first.month, day=1)
    return span.last


def so_many(turn: Turn) -> tuple[Reply, ...]:
    """一年用3000度多少钱: by the office's own region, whoever asks."""
    marked = turn.heard.marked
    of_a_time = marked & {Mark.BY_MONTH, Mark.BY_YEAR} or of_each_day(turn.heard.plain)
    if Mark.COST not in marked or not (of_a_time or not turn.bound):
        return ()
    if turn.heard.claim.account_no or Mark.MORE in marked or _kwh(turn) is None:
        return ()
    _keep(turn)
    return (_told(turn, tariff_of(turn.office), own=True),)


def since(turn: Turn, asks: Asks) -> tuple[Reply, ...]:
    """Since when there are tiers, or prices are what they are."""
    tariff, say = tariff_of(turn.office), turn.say
    schedule = tariff.schedule_on(turn.today)
    if schedule is None:
        return ()
    if asks is Asks.TIERS_SINCE:
        first = next((one.first for one in tariff.schedules if any(one.limits.values())), None)
        head = wording.tiers_since(say, tariff, first) if first else ""
    else:
        head = wording.same_price(say, tariff, same_since(tariff, turn.today), turn.today)
    body = wording.rule(say, tariff, schedule, turn.today)
    return (reply_with(say, head, body, Action.WHY, Action.LEFT, Action.HUMAN),)


def _told(turn: Turn, tariff: Tariff, *, own: bool) -> Reply:
    say, day = turn.say, day_meant(turn)
    schedule = tariff.schedule_on(day)
    if schedule is None:
        return Reply(wording.not_on_day(say, tariff, day), "")
    if not own and (known := _in_book(turn, tariff, schedule)):
        return known
    kwh = _kwh(turn)
    head = ""
    if kwh is not None:
        head = _cost(turn, tariff, schedule, kwh)
    if not head:
        head = wording.tier_of(say, tariff, schedule, day, _tier(turn))
    body = wording.rule(say, tariff, schedule, day)
    if not own:
        body += "\n" + wording.only_there(say, tariff)
    actions = (Action.RULE,) if not own else (Action.LEFT, Action.HUMAN)
    return reply_with(say, head, body, *actions)


def _in_book(turn: Turn, tariff: Tariff, schedule: Schedule) -> Reply | None:
    """What that region's book says of peak and valley, heating or large households."""
    topic = topic_of(turn.heard.understood)
    known = topic and region_facts.answer(turn.say, topic, tariff, schedule, turn.heard.persons)
    if not known and any(word in turn.heard.plain for word in _NO_TIERS):
        return Reply(wording.not_in_book(turn.say, tariff), "")
    if not known:
        return None
    head, lines = known
    body = "\n".join([*lines, wording.only_there(turn.say, tariff)])
    return reply_with(turn.say, head, body, Action.RULE)


def _cost(turn: Turn, tariff: Tariff, schedule: Schedule, kwh: Decimal) -> str:
    """What they cost in the cycle in which the region counts; empty where that is not known."""
    used = _in_cycle(turn.heard, kwh, schedule.cycle.months)
    total = None if used is None else by_the_book(tariff, schedule, used, turn.today)
    if used is None or total is None:
        return ""
    return wording.cost(turn.say, tariff, schedule, used, total)


def _in_cycle(heard: Heard, kwh: Decimal, months: int) -> Decimal | None:
    """The kWh in a cycle of so many months; None where those of a year are not told by it."""
    of_year = Mark.BY_YEAR in heard.marked
    if of_year and months != YEAR:
        return None
    if of_each_day(heard.plain):
        return kwh * _DAYS[months]
    if months == YEAR:
        return kwh * YEAR if Mark.BY_MONTH in heard.marked else kwh
    return kwh * months


def _kwh(turn: Turn) -> Decimal | None:
    found = [
        e.value
        for e in turn.heard.understood.entities
        if e.kind is EntityKind.KWH and isinstance(e.value, Decimal)
    ]
    return found[0] if len(found) == 1 else None


def _tier(turn: Turn) -> int | None:
    found = (e.value for e in turn.heard.understood.entities if e.kind is EntityKind.TIER)
    return next((int(one) for one in found if isinstance(one, Decimal)), None)
