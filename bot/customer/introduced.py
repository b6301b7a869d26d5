"""Particulars that come with a question, or alone: who it is first, then what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.contract.messages import Reply
from bot.customer import acting, identify
from bot.customer.turn import Turn
from bot.hearing.claim import Claim, Who
from bot.hearing.heard import Heard, hear
from bot.records.memory import Question

_FEW = 6  # characters: whose home it is, and nothing else


def answers(turn: Turn, answer: Callable[[Turn], tuple[Reply, ...]]) -> tuple[Reply, ...]:
    """Who it is, and the answer to what stands beside it; nothing where none is introduced."""
    found = turn.heard.introduced
    if found is None:
        return ()
    again = replace(turn, heard=hear(found.rest, turn.today))
    if not found.rest:
        return _alone(turn, found.claim)
    if found.claim.account_no in turn.bound:
        turn.store.chats.turn_to(turn.chat, found.claim.account_no)
        return answer(again)
    who = replace(turn, heard=replace(turn.heard, who=Who(found.claim, says_who=True)))
    if _names_home(again.heard):
        return acting.identified(who) if identify.is_waiting(turn) else _bound_alone(who)
    reply, bound = identify.introduce(who, Question(None, found.rest))
    if not bound:
        return (reply,)
    this = replace(again.heard, means_own_home=False)  # 我自己家的也看下: the one just proved
    return (reply, *answer(replace(again, heard=this)))


def _names_home(heard: Heard) -> bool:
    """我妈家: whose home it is, and nothing is asked."""
    return len(heard.plain) <= _FEW and heard.means_other_home and heard.asked is None


def _bound_alone(who: Turn) -> tuple[Reply, ...]:
    return acting.named_account(who, who.heard.who.claim.account_no)


def _alone(turn: Turn, claim: Claim) -> tuple[Reply, ...]:
    """Particulars and nothing else: what waits for them is answered."""
    who = replace(turn, heard=replace(turn.heard, who=Who(claim, says_who=True)))
    if claim.account_no in turn.bound or not identify.is_waiting(turn):
        return acting.named_account(who, claim.account_no)
    return acting.identified(who)
