"""Who says to be under 14 is bound by a parent or guardian, and asks the rest like everybody."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Reply
from bot.contract.said import Claim
from bot.customer import identify
from bot.customer.intent_to_action import action_of
from bot.customer.turn import Turn
from bot.wording.phrases_binding import for_a_guardian, guardian_here


def child(turn: Turn) -> tuple[Reply, ...]:
    """A child, or the guardian who comes for it; a chat that is bound was bound by one."""
    heard = turn.heard
    if not (heard.by_child or heard.by_guardian):
        return ()
    memory = turn.memory
    if memory.child and heard.by_guardian:
        turn.remember(replace(memory, child=False))
        return (guardian_here(turn.say),) if action_of(heard) is None else ()
    if not heard.by_child or turn.bound:
        return ()
    asks = action_of(heard) is not None and heard.claim == Claim()
    told = () if asks and not identify.is_waiting(turn) else (for_a_guardian(turn.say),)
    turn.remember(replace(memory, child=True, claim=None))
    return told
