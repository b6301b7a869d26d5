"""An office with one of each role, and cases in each state, for tests of the commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.cases.acting import Acting
from bot.cases.opening import Matter, open_
from bot.contract.hours import Hours
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import Case, CaseKind, Party, Remedy, State
from bot.records.staff import Role, Staff
from bot.store.port import Store
from tests.dialogue.conversation import NOW, OFFICE

Team = dict[Role, Staff]
HOURS = Hours()
CHAT = Chat("test", "1")
LATER = NOW + timedelta(days=2)  # when the commands are given: on the Monday after
NAMES = {
    Role.ELECTRICIAN: "李强", Role.CLERK: "王芳", Role.HEAD: "周明", Role.AUDITOR: "赵敏",
}  # fmt: skip


def staff(store: Store) -> Team:
    """One of each role."""
    found = {}
    for role, name in NAMES.items():
        store.staff.invite(name, role, name, "admin", NOW, LATER)
        one = store.staff.redeem(name, Chat("test", name), NOW)
        assert one
        found[role] = one
    return found


def acting(store: Store, who: Staff | Party) -> Acting:
    """Somebody at the time at which the commands are given."""
    return Acting(store, who, LATER, OFFICE)


def case_in(store: Store, state: State, words: str = "电费不对", chat: Chat = CHAT) -> Case:
    """A customer's case in that state: goodwill is decided and approved, the auditor writes."""
    customer = Acting(store, Party.CUSTOMER, NOW, OFFICE)
    case = open_(customer, Matter(chat, CaseKind.COMPLAINT, Said(words)))
    at = {name: NOW + timedelta(minutes=minute) for name, minute in _MOMENTS[state].items()}
    after = replace(
        case,
        state=state,
        decision=Remedy.GOODWILL,
        goodwill=Decimal(30),
        approved_by=1,
        taken_over=4,
        merged_into="TS20181222999" if state is State.MERGED else "",
        voided="误登记" if state is State.VOID else "",
        **at,
    )
    return store.cases.change(case, after, NOW, "system")


_MOMENTS = {
    State.OPEN: {},
    State.CONTACTED: {"contacted_at": 10},
    State.ON_HOLD: {"contacted_at": 10, "held_at": 20},
    State.ANSWERED: {"contacted_at": 10, "answered_at": 30},
    State.CLOSED: {"contacted_at": 10, "answered_at": 30, "closed_at": 40},
    State.MERGED: {"contacted_at": 10},
    State.VOID: {"contacted_at": 10, "closed_at": 40},
}
