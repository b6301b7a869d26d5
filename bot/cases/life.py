"""The states of a case, who may move it from which to which, and what only the head decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cases.roles import May, may_in
from bot.records.case import Case, CaseKind, Remedy, State
from bot.records.staff import Role
from tariff_rules import Verdict


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
    APPROVED = "approved"  # already, by somebody else
    NO_REASON = "no_reason"
    ABOVE_LIMIT = "above_limit"
    NO_CHAT = "no_chat"
    OWN = "own"  # decided by the same person, above what the office lets one alone give
    HOUSEHOLDS = "households"  # two cases about two of them
    WOULD_LOSE = "would_lose"  # what was charged wrongly or decided in the case that ends


class Task(StrEnum):
    """What the case this project was born from took, besides an answer."""

    CALL = "call"  # 打电话: a message did not reach the customer
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
    if not may_in(case, role, rule.needs):
        return Refusal.ROLE
    if case.state not in rule.start:
        return Refusal.STATE
    if move is not Move.CLOSE or case.kind is CaseKind.REPORT:
        return None
    if not case.decision:
        return Refusal.NO_DECISION
    if waits_for_head(case):
        return Refusal.NOT_APPROVED
    if case.decision is Remedy.BILLING_CORRECTION and Task.CORRECTION not in case.tasks:
        return Refusal.NOT_CARRIED_OUT
    return None


def is_right(case: Case) -> bool:
    """Whether the findings say that the bill agrees with the rule."""
    return case.verdict is Verdict.AGREES and not is_overcharged(case)


def is_overcharged(case: Case) -> bool:
    """Whether the findings say that too much was charged."""
    return case.difference is not None and case.difference > 0


def is_undercharged(case: Case) -> bool:
    """Whether the bill is not right, to the customer's advantage: nothing is asked of them."""
    wrong = case.verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY)
    return wrong and not is_overcharged(case)


def overrules(case: Case) -> bool:
    """Whether the decision leaves uncorrected what was charged too much: that needs a reason."""
    decided = case.decision is not None
    return decided and is_overcharged(case) and case.decision is not Remedy.BILLING_CORRECTION


def needs_head(case: Case) -> bool:
    """Whether the decision holds only once the head has approved it."""
    if case.decision is None:
        return False
    costs = case.decision is not Remedy.EXPLANATION
    return costs or overrules(case) or is_undercharged(case)


def waits_for_head(case: Case) -> bool:
    """Whether a decision is there that the head has not approved yet."""
    return needs_head(case) and case.approved_by is None


def is_of_money(case: Case) -> bool:
    """Whether money hangs on the case: it is not put away past the head."""
    return is_overcharged(case) or is_undercharged(case) or needs_head(case)


def fitting(case: Case) -> tuple[Task, ...]:
    """What the matter may take besides an answer: of a right bill nothing has to be mended."""
    if case.kind is CaseKind.REPORT or is_right(case):
        return ()
    if is_overcharged(case):
        return tuple(task for task in Task if task is not Task.CALL)
    if is_undercharged(case):
        return (Task.FILE, Task.SIMILAR, Task.TRAINING)
    return (Task.APOLOGY, Task.FILE, Task.TRAINING)


def still_to_do(case: Case) -> tuple[Task, ...]:
    """What a wrong bill takes besides an answer, and is not ticked off; a right one takes none."""
    if not is_overcharged(case):
        return ()
    return tuple(task for task in fitting(case) if task not in case.tasks)
