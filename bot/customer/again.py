"""The last question once more: what was meant instead, or of another month or household."""

from __future__ import annotations

from dataclasses import replace

from bot.bills.lookup import history_of
from bot.contract.messages import Action, Reply
from bot.contract.month import Month
from bot.customer import acting, bill_answers, identify, questions
from bot.customer.follow_up import misheard
from bot.customer.intent_to_action import action_of
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.claim import as_mothers, as_own, names_own_home
from bot.hearing.entity import EntityKind
from bot.hearing.heard import hear
from bot.hearing.once_more import names_only, once_more
from bot.hearing.span_quarters import QUARTER
from bot.records.memory import Question
from bot.wording import phrases

_OF_TWO = {Asks.RATIO, Asks.COMPARED, Asks.WHY_MORE, Asks.BECAUSE, Asks.MORE_HOME}


def turned_home(turn: Turn) -> Turn:
    """Of several homes the one that is named is spoken of from now on; 她家 may be the one."""
    _turn_home(turn)
    kin = turn.memory.kin
    if not turn.heard.who.theirs or kin not in turn.bound:
        return turn
    words = as_own(turn.text) if turn.bound == (kin,) else as_mothers(turn.text)
    return replace(turn, heard=hear(words, turn.today))


def _turn_home(turn: Turn) -> None:
    tail, own = turn.heard.who.home, turn.heard.means_own_home
    who = turn.heard.who
    back = turn.bound[:1] == (turn.memory.kin,) and names_own_home(turn.heard.plain)
    own = own or back
    bound = turn.bound if tail or own or who.nth or who.theirs else ()
    named = [one for one in bound if tail and one.endswith(tail)]
    kin = turn.memory.kin if turn.memory.kin in bound else ""
    if who.theirs and (kin or len(bound) == 2):
        named = [kin] if kin else _in_order(turn)[1:]  # one's own was proved first
    if nth := turn.heard.who.nth:
        named = _in_order(turn)[nth - 1 : nth]
    if own and len(bound) == 2:
        others = [one for one in bound if one != kin] if kin else [bound[1]]
        named = others[:1]  # of two, the one that is not spoken of now
    if len(named) == 1:
        turn.store.chats.turn_to(turn.chat, named[0])


def unknown_home(turn: Turn) -> tuple[Reply, ...]:
    """尾号150那户, 第二户: where that home is not proved, its account is asked for."""
    heard, bound = turn.heard, turn.bound
    who, asks = heard.who, heard.asked or heard.months or heard.asks_on
    named = who.home and ("尾号" in heard.plain or "那户" in heard.plain)
    of_none = named and not any(one.endswith(who.home) for one in bound)
    of_none = of_none or who.nth > len(bound) or (who.theirs and len(bound) == 1)
    if not (bound and asks and of_none) or who.claim.account_no:
        return ()
    return (identify.ask(turn, Question(None, turn.text)),)


def _in_order(turn: Turn) -> list[str]:
    """The accounts of the chat, the one that was bound first leading."""
    since = {
        one: binding.bound_at
        for one in reversed(turn.bound)
        for binding in turn.store.chats.bindings_of(one)
        if binding.chat.key == turn.chat.key
    }
    return sorted(since, key=lambda one: since[one])


def correction(turn: Turn) -> tuple[Reply, ...]:
    """The customer says that the last answer is not what was meant: the same once more."""
    last, heard = _last(turn), turn.heard
    if last is None and heard.is_correction and heard.tier and not (heard.asked or turn.bound):
        return acting.act(turn, Action.RULE)  # 不对,我说的是二档
    if last is None or not heard.is_correction:
        return ()
    misheard(turn)
    return _corrected(turn, last)


def follow_up(turn: Turn) -> tuple[Reply, ...]:
    """那11月呢, 那我妈家呢, 那400度呢: the last question once more, of what is named now."""
    heard, last = turn.heard, _last(turn)
    if last is None and heard.asks_on and turn.bound and not identify.is_waiting(turn):
        last = Action.BILL  # a month alone, and nothing was told yet
    if last is None or not (heard.asks_on or names_only(heard)):
        return _tier_alone(turn)
    if heard.means_other_home:
        return _corrected(turn, last, alone=heard.asks_on)
    if told := _asked_again(turn):
        return told
    if not heard.asks_on:
        return _tier_alone(turn)
    bound = turn.bound
    if last is Action.WHY and bound and bill_answers.names_bill(turn, bound[0]):
        return acting.act(turn, Action.WHY)
    return acting.act(turn, Action.BILL)  # which also says what is not there


def _tier_alone(turn: Turn) -> tuple[Reply, ...]:
    """那一档呢, and nothing was asked that could be asked of it: its price and its limit."""
    figure = None if identify.is_waiting(turn) else names_only(turn.heard)
    of_tier = figure is not None and figure.kind is EntityKind.TIER
    return acting.act(turn, Action.RULE) if of_tier else ()


def _last(turn: Turn) -> Action | None:
    """What was answered last, unless another account is being asked for since."""
    memory = turn.memory
    return memory.last if memory.claim is None else None


def _asked_again(turn: Turn) -> tuple[Reply, ...]:
    """The short question that was answered last, of what is named now; nothing where none was."""
    words = turn.memory.asked
    heard = once_more(hear(words, turn.today), turn.heard) if words else None
    of_one = heard is None or heard.asked is None or heard.asked.what in _OF_TWO
    quarter = any(span.rule == QUARTER for span in turn.heard.spans)
    if (words or quarter) and of_one and len(turn.heard.months) > 2:  # 那上季度呢
        return questions.answer(turn, Asked(Asks.SUM))
    if heard is None or heard.asked is None:
        return ()
    return questions.answer(replace(turn, heard=heard), heard.asked)


def _corrected(turn: Turn, last: Action, *, alone: bool = False) -> tuple[Reply, ...]:
    """The last question of what is meant; `alone` where the words only name it."""
    instead = hear(turn.heard.instead, turn.today)
    if instead.asked:
        told = questions.answer(replace(turn, heard=instead), instead.asked)
        if told:
            return told
    named, other = turn.heard.claim.account_no, turn.heard.means_other_home
    meant = None if other or alone else action_of(instead)
    if instead.months and meant is not Action.BILL:
        meant = None  # 我说的是12月 speaks of the month alone
    action = meant if meant in bill_answers.ACTIONS and meant else last
    others = turn.bound[1:]
    who = turn.heard.who
    turned = who.nth or turn.heard.means_own_home or (who.theirs and len(turn.bound) > 1)
    if other and turned:
        pass  # that home is turned to already
    elif other and not named:
        if len(others) != 1:
            waits = Question(None, turn.memory.asked) if turn.memory.asked else None
            return (identify.ask(turn, waits or Question(action, turn.text)),)
        turn.store.chats.turn_to(turn.chat, others[0])
    elif not named and meant is None and not instead.months:
        return (phrases.what_was_wrong(turn.say),)
    again = _asked_again(turn) if meant is None else ()
    return again or acting.act(_of_same_month(turn) if other else turn, action)


def _of_same_month(turn: Turn) -> Turn:
    """那我另一户: of the month that was told of the first, where its bill is there."""
    heard, shown = turn.heard, turn.memory.shown
    if heard.months or shown is None:
        return turn
    month = Month(shown[1], shown[0])
    if history_of(turn.store, turn.bound[0]).bill(month.month, month.year) is None:
        return turn
    return replace(turn, heard=replace(heard, months=(month,)))
