"""The states of a case, and who may move it from which to which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cases.roles import May, may
from bot.records.case import Case, Remedy, State
from bot.records.staff import Role


class Move(StrEnum):
    """What can be done with a case as a whole."""

    CONTACT = "contact"  # 联系客户
    ANSWER = "answer"  # 答复客户
    HOLD = "hold"  # 挂起
    RESUME = "resume"  # 恢复
    CLOSE = "close"  # 办结
    REOPEN = "reopen"  # 重开
    MERGE = "merge"  # 并案


class Refusal(StrEnum):
    """Why a move is not possible."""

    ROLE = "role"
    STATE = "state"
    NO_DECISION = "no_decision"
    NOT_APPROVED = "not_approved"
    NOT_CARRIED_OUT = "not_carried_out"
    CHANGED = "changed"  # what was to be approved is another decision now
    NO_CHAT = "no_chat"


class Task(StrEnum):
    """What the case this project was born from took, besides an answer."""

    APOLOGY = "apology"  # 致歉
    CORRECTION = "correction"  # 账务更正
    FILE = "file"  # 补全档案
    SIMILAR = "similar"  # 排查同类户
    TRAINING = "training"  # 员工培训


@dataclass(frozen=True, slots=True)
class _Rule:
    start: frozenset[State]
    needs: May


_WORKING = frozenset({State.OPEN, State.CONTACTED})
_RULES = {
    Move.CONTACT: _Rule(frozenset({State.OPEN}), May.WORK),
    Move.ANSWER: _Rule(_WORKING, May.WORK),
    Move.HOLD: _Rule(_WORKING, May.WORK),
    Move.RESUME: _Rule(frozenset({State.ON_HOLD}), May.WORK),
    Move.CLOSE: _Rule(frozenset({State.ANSWERED}), May.CLOSE),
    Move.REOPEN: _Rule(frozenset({State.ANSWERED, State.CLOSED}), May.CLOSE),
    Move.MERGE: _Rule(_WORKING | {State.ON_HOLD, State.ANSWERED}, May.CLOSE),
}


def why_not(case: Case, move: Move, role: Role) -> Refusal | None:
    """Why the move is not possible, or None. A correction is closed when it is carried out."""
    rule = _RULES[move]
    if not may(role, rule.needs):
        return Refusal.ROLE
    if case.state not in rule.start:
        return Refusal.STATE
    if move is not Move.CLOSE:
        return None
    if not case.decision:
        return Refusal.NO_DECISION
    if case.decision is not Remedy.EXPLANATION and case.approved_by is None:
        return Refusal.NOT_APPROVED
    if case.decision is Remedy.BILLING_CORRECTION and Task.CORRECTION not in case.tasks:
        return Refusal.NOT_CARRIED_OUT
    return None
