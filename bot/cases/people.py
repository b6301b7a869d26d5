"""Who may see a case, and who is told of it. A report never reaches whom it is about."""

from __future__ import annotations

from bot.cases.naming import is_named
from bot.cases.planning import planned
from bot.cases.roles import May, may
from bot.contract.characters import bare
from bot.contract.messages import Chat
from bot.records.account import AccountRecord
from bot.records.case import ASKED, Case, CaseKind
from bot.records.staff import Role, Staff
from bot.store.port import Store

DESK = "desk"  # the channel of what staff take in or ask: nobody can be written to there


def accused(store: Store, case: Case) -> frozenset[int]:
    """Numbers of those whom a report may be about: rather one too many than one too few."""
    if case.kind is not CaseKind.REPORT:
        return frozenset()
    items = (item.text for item in store.materials.of_case(case.number))
    more = (event.detail for event in store.cases.events(case.number, CaseKind.REPORT))
    said = "\n".join([case.question, *items, *more])
    return frozenset(one.id for one in store.staff.members() if is_named(one, said))


def sees(store: Store, who: Staff, case: Case) -> bool:
    """Whether that person may see the case."""
    if case.kind is CaseKind.REPORT:
        return may(who.role, May.SEE_REPORTS) and who.id not in accused(store, case)
    mine = (case.assignee, case.opened_by, *(one.who for one in planned(case)))
    if may(who.role, May.SEE_ALL) or who.id in mine:
        return True
    asked = store.cases.events(case.number, ASKED)
    return any(event.detail == str(who.id) for event in asked)


def asked_in(store: Store, case: Case) -> tuple[Chat, ...]:
    """The chats that a case came from; none where staff took it in."""
    return tuple(c for c in store.cases.chats_of(case.number) if c.channel != DESK)


def customers_of(store: Store, case: Case) -> tuple[Chat, ...]:
    """The chats that asked: where it came from, and where a case came from that went into it.

    Of a case that staff took in, the one chat that has proved the account. Of several nobody
    knows which one asked, and what one person of a household writes is not for all of it.
    """
    asked = asked_in(store, case)
    if asked or not case.account_no or case.kind is CaseKind.REPORT:
        return asked
    proved = store.chats.bound_to(case.account_no)
    return proved if len(proved) == 1 else ()


def proved_by(store: Store, case: Case, chat: Chat) -> bool:
    """Whether that chat has proved the account of the case."""
    return case.account_no is not None and case.account_no in store.chats.bound_accounts(chat)


def electrician_of(store: Store, account: AccountRecord | None) -> Staff | None:
    """The electrician whom the office's exports name as responsible for the account's area.

    Of several of one name it is the one who was here first: nobody gets an area by a name.
    """
    named = bare(account.manager if account else "")
    same = (one for one in store.staff.members(Role.ELECTRICIAN) if bare(one.name) == named)
    return next(same, None) if named else None


def heads(store: Store, case: Case) -> tuple[Staff, ...]:
    """The heads, of a case that is no report: those are as `reports` has it."""
    return _may_know(store, case, Role.HEAD)


def responsible(store: Store, case: Case) -> tuple[Staff, ...]:
    """Who works on a case: the one it is given to, else who took it in, else the counter."""
    for number in (case.assignee, case.opened_by):
        one = store.staff.get(number)
        if one is not None and one in store.staff.members():
            return (one,)
    return _may_know(store, case, Role.CLERK) or heads(store, case)


def _may_know(store: Store, case: Case, role: Role) -> tuple[Staff, ...]:
    return tuple(one for one in store.staff.members(role) if sees(store, one, case))
