"""The cases of whoever writes: which they are, and that one is taken back."""

from __future__ import annotations

from bot.cases import joining
from bot.contract.messages import Action, Reply
from bot.customer.turn import Turn, reply_with
from bot.hearing.complaints import names_case
from bot.hearing.marks import case_number_in
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.wording import phrases
from bot.wording.case_status import case_status


def theirs(turn: Turn) -> tuple[Case, ...]:
    """The cases of this chat and those of its accounts that came in at the desk, newest first."""
    found = list(turn.store.cases.of_chat(turn.chat))
    for account_no in turn.bound:
        # Not what another chat of the household asked: that is between them and us.
        at_the_desk = (c for c in turn.store.cases.of_account(account_no) if not c.chat_id)
        found += [c for c in at_the_desk if c not in found]
    return tuple(sorted(found, key=lambda c: c.opened_at, reverse=True))


def with_what_goes_on(turn: Turn, newest_first: tuple[Case, ...]) -> tuple[Case, ...]:
    """Also the cases in which theirs go on: those come first. They may be another chat's, too."""
    numbers = [case.merged_into for case in newest_first if case.merged_into]
    others = filter(None, map(turn.store.cases.get, numbers))
    found = dict.fromkeys([*newest_first, *others])
    return tuple(sorted(found, key=lambda c: (not c.merged_into, c.opened_at), reverse=True))


def withdraw(turn: Turn) -> Reply:
    """The customer wants to leave it there: noted in the case, which a person closes."""
    named = turn.store.cases.get(case_number_in(turn.text))
    open_ones = (case for case in theirs(turn) if case.state in UNFINISHED)
    case = turn.store.cases.unfinished(turn.chat) or next(open_ones, None)
    if named and _may_take_back(turn, named):
        case = named
    if case is None and not names_case(turn.heard.plain):
        return phrases.welcome(turn.say)  # 还是算了吧, and nothing was registered
    if case is None:
        told = case_status(turn.say, (), turn.office.hours, turn.now)
        return reply_with(turn.say, *told, Action.HUMAN)
    joining.withdraw(turn.acting, case, turn.text)
    return phrases.withdrawn(turn.say, case.number)


def _may_take_back(turn: Turn, case: Case) -> bool:
    """Whether it is of an account that this chat proved, whichever chat of it was asked."""
    apart = case.kind in (CaseKind.REPORT, CaseKind.DATA)
    return case.account_no in turn.bound and case.state in UNFINISHED and not apart
