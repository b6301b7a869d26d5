"""What is kept for the next message: what was answered last, and misses in a row."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action
from bot.customer.turn import Turn


def remember(turn: Turn, action: Action) -> None:
    """What was answered last; a correction asks for it again."""
    memory = turn.memory
    if memory.last is not action:
        turn.remember(replace(memory, last=action))


def understood(turn: Turn) -> None:
    """What came was understood: earlier misses no longer count."""
    turn.remember(replace(turn.memory, misses=0))


def missed(turn: Turn) -> int:
    """How often in a row nothing was understood, this time included."""
    memory = turn.memory
    turn.remember(replace(memory, misses=memory.misses + 1))
    return memory.misses + 1
