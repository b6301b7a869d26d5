"""What is wanted of the talk itself: who answers, to go on, to be shown, without the number."""

from __future__ import annotations

from bot.contract.messages import Action, Reply
from bot.customer import acting, identify
from bot.customer.turn import Turn
from bot.hearing.wishes import Wish
from bot.wording import phrases, phrases_lives


def who_i_am(turn: Turn) -> tuple[Reply, ...]:
    """Whether this is a machine, or really the office."""
    if not turn.heard.asks_who_i_am:
        return ()
    return (phrases.who_i_am(turn.say, turn.office.name),)


def lost_account(turn: Turn) -> tuple[Reply, ...]:
    """While the account is asked for: what to do without its number."""
    if not turn.heard.lost_account or not identify.is_waiting(turn):
        return ()
    return (identify.remind(turn),)


def account_said(turn: Turn) -> tuple[Reply, ...]:
    """An account number in words may be misheard: it is asked for in figures."""
    heard = turn.heard
    if not heard.account_said or turn.bound or heard.understood.intent != "unclear":
        return ()
    return (identify.remind(turn),)


def wish(turn: Turn) -> tuple[Reply, ...]:
    """What is wanted of the talk itself."""
    wish = turn.heard.wish
    if wish is None:
        return ()
    if wish is Wish.SAFE and turn.store.cases.unfinished(turn.chat):
        return (phrases_lives.safe_now(turn.say, turn.office.phone),)
    if wish is Wish.BY_MONTHS:
        return acting.act(turn, Action.RULE)
    if not turn.bound:
        return ()
    if wish is Wish.SHOWN:
        return acting.act(turn, Action.BILL)
    last = turn.memory.last
    return acting.act(turn, last) if wish is Wish.GO_ON and last else ()
