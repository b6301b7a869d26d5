"""Short questions for which no account is needed: hours, telephone, prices, when tiers restart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.bills.own_rules import tariff_of
from bot.contract.messages import Action, Reply
from bot.customer import acting, handbook, identify, relief
from bot.customer.turn import Turn, reply_with
from bot.hearing.asks import Asked, Asks
from bot.hearing.entity import EntityKind
from bot.hearing.marked import Mark
from bot.hearing.ratios import ratio_in
from bot.hearing.topics import Matter
from bot.records.memory import Question
from bot.wording import phrases, rule, short_case, short_ratio
from tariff_rules import Schedule

Replies = tuple[Reply, ...]


def _told(turn: Turn, lines: list[str], *actions: Action) -> Replies:
    head, *rest = lines
    return (reply_with(turn.say, head, "\n".join(rest), *actions, Action.HUMAN),)


def _hours(turn: Turn, _: Asked) -> Replies:
    return _told(turn, short_case.hours(turn.say, turn.office.hours))


def _place(turn: Turn, _: Asked) -> Replies:
    return _told(turn, short_case.place(turn.say, turn.office.phone))


def _phone(turn: Turn, _: Asked) -> Replies:
    """Ours, or an authority's; who does not ask for it but means to turn there complains."""
    above = turn.heard.alarm.agencies
    if above and Mark.ASKS not in turn.heard.marked:
        return ()  # 我要找市长热线
    if "12398" in above:
        return handbook.answer(turn, Matter("complaining", "12398"))
    if "12345" in above:
        return _told(turn, short_case.government(turn.say))
    return _told(turn, short_case.telephone(turn.say, turn.office.name, turn.office.phone))


def _share(turn: Turn, _: Asked) -> Replies:
    return _told(turn, short_case.share(turn.say))


def _what_can(turn: Turn, _: Asked) -> Replies:
    return (phrases.greeting(turn.say, turn.office.name),)


def _no_typing(turn: Turn, _: Asked) -> Replies:
    return (short_case.no_typing(turn.say, turn.office.phone),)


def _appliance(turn: Turn, _: Asked) -> Replies:
    return _told(turn, short_case.appliance(turn.say))


def _push(turn: Turn, _: Asked) -> Replies:
    return _told(turn, short_case.no_push(turn.say), Action.BILL)


def _left(turn: Turn, _: Asked) -> Replies:
    return acting.act(turn, Action.LEFT)


def _welcome(turn: Turn, _: Asked) -> Replies:
    if Mark.STING in turn.heard.marked:
        return acting.act(turn, Action.WHY)
    if Mark.TAKES_BACK in turn.heard.marked and turn.store.cases.unfinished(turn.chat):
        return ()  # 算了不退了 is of the case
    return (phrases.welcome(turn.say),)


def _schedule(turn: Turn) -> Schedule:
    tariff = tariff_of(turn.office)
    return tariff.schedule_on(turn.today) or tariff.schedules[-1]


def _resets(turn: Turn, _: Asked) -> Replies:
    lines = rule.begins_anew(turn.say, _schedule(turn), turn.today)
    return _told(turn, lines, Action.LEFT) if lines else acting.act(turn, Action.RULE)


def _two_months(turn: Turn, _: Asked) -> Replies:
    lines = rule.read_together(turn.say, _schedule(turn))
    return _told(turn, lines, Action.LEFT) if lines else acting.act(turn, Action.RULE)


def _price_gap(turn: Turn, _: Asked) -> Replies:
    prices = _schedule(turn).prices_in(turn.today)
    named = [e.value for e in turn.heard.understood.entities if e.kind is EntityKind.TIER]
    tiers = {int(t) for t in named if isinstance(t, Decimal) and 0 < t <= len(prices)}
    ratio = ratio_in(turn.heard.plain)
    if len(tiers) > 1:
        how = "" if ratio is None else "times" if ratio.times else "percent"
        line = short_ratio.of_prices(turn.say, max(tiers), min(tiers), prices, how=how)
        return _told(turn, [line], Action.RULE)
    lines = rule.steps(turn.say, _schedule(turn), turn.today)
    return _told(turn, lines, Action.RULE) if lines else acting.act(turn, Action.RULE)


def _named_price(turn: Turn, _: Asked) -> Replies:
    """Which tier has the price that is named."""
    prices = _schedule(turn).prices_in(turn.today)
    named = [e.value for e in turn.heard.understood.entities if e.kind is EntityKind.PRICE]
    tiers = [prices.index(one) + 1 for one in named if isinstance(one, Decimal) and one in prices]
    if not tiers:
        return ()
    lines = [
        rule.of_tier(turn.say, _schedule(turn), turn.today.month, tier)
        for tier in dict.fromkeys(tiers)
    ]
    return _told(turn, [*lines, rule.only_above(turn.say)], Action.WHY)


def _other_home(turn: Turn, _: Asked) -> Replies:
    """Of two accounts the other one; else whose account it is must be known first.

    Where it is named by its place, its end or its people, it is turned to already.
    """
    bound, who = turn.bound, turn.heard.who
    if len(bound) == 2 and who.nth <= len(bound):
        if not (who.nth or who.theirs or who.home):
            turn.store.chats.turn_to(turn.chat, bound[1])
        return acting.act(turn, Action.BILL)
    return (identify.ask(turn, Question(Action.BILL, turn.text)),)


ANSWERS: dict[Asks, Callable[[Turn, Asked], Replies]] = {
    Asks.HOURS: _hours,
    Asks.PLACE: _place,
    Asks.PHONE: _phone,
    Asks.SHARE: _share,
    Asks.WHAT_CAN: _what_can,
    Asks.NO_TYPING: _no_typing,
    Asks.RESETS: _resets,
    Asks.TWO_MONTHS: _two_months,
    Asks.APPLIANCE: _appliance,
    Asks.PRAISE: _welcome,
    Asks.FINE: _welcome,
    Asks.PRICE_GAP: _price_gap,
    Asks.NAMED_PRICE: _named_price,
    Asks.OTHER_HOME: _other_home,
    Asks.PUSH: _push,
    Asks.LEFT: _left,
    Asks.SAVE: lambda turn, _: relief.saving(turn),
}
