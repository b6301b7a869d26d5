"""What is kept for the next message: what was answered last, and misses in a row."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action
from bot.contract.month import Month
from bot.customer.turn import Turn


def remember(turn: Turn, action: Action, bill: Month | None = None) -> None:
    """What was answered last, of which bill; a correction or a short question is about that."""
    memory = turn.memory
    shown = (bill.year, bill.month) if bill and bill.year else memory.shown
    if (memory.last, memory.shown) != (action, shown):
        turn.remember(replace(memory, last=action, shown=shown))


def understood(turn: Turn) -> None:
    """What came was understood: earlier misses no longer count."""
    turn.remember(replace(turn.memory, misses=0))


def missed(turn: Turn) -> int:
    """How often in a row nothing was understood, this time included."""
    memory = turn.memory
    turn.remember(replace(memory, misses=memory.misses + 1))
    return memory.misses + 1
