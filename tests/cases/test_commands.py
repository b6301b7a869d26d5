"""Every command on a case: who may give it, in which state, and what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.cases import deciding, handing, joining, merging, moving
from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Move, Refusal, Task
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import CameBy, Case, Material, Party, Rating, Remedy, State
from bot.records.staff import Role, Staff
from bot.sqlite.store import SqliteStore
from tests.cases.desk import CHAT, LATER, Team, acting, case_in
from tests.dialogue.conversation import NOW

Who = Role | Party
OPEN, CONTACTED, ON_HOLD, ANSWERED, CLOSED, MERGED, VOID = State
ANY, UNFINISHED = set(State), {OPEN, CONTACTED, ON_HOLD, ANSWERED}
NOBODY: set[Who] = set()
HEAD: set[Who] = {Role.HEAD}
COUNTER: set[Who] = {Role.CLERK, Role.HEAD}
WORKERS: set[Who] = {Role.ELECTRICIAN, *COUNTER}
EVERYBODY: list[Who] = [*Role, Party.CUSTOMER]
SAID = Material(CHAT, "7", "1", "", "text", "还没人管", "", NOW, LATER)


def clerk(acting: Acting) -> Staff:
    return acting.store.staff.members(Role.CLERK)[0]


def other(acting: Acting, state: State = OPEN) -> Case:
    return case_in(acting.store, state, "电表不准", Chat("test", "2"))


def approves(acting: Acting, case: Case) -> Case:
    return deciding.approve(acting, case, deciding.stamp(case))


def rejects(acting: Acting, case: Case) -> Case:
    return deciding.reject(acting, case, deciding.stamp(case), "太多")


# Each command: how it is given, by whom and in which state it may be.
COMMANDS: dict[str, tuple[Callable[[Acting, Case], object], set[Who], set[State]]] = {
    "contact": (lambda a, c: moving.move(a, c, Move.CONTACT), WORKERS, {OPEN}),
    "answer": (lambda a, c: moving.move(a, c, Move.ANSWER), WORKERS, {OPEN, CONTACTED}),
    "hold": (lambda a, c: moving.move(a, c, Move.HOLD), WORKERS, {OPEN, CONTACTED}),
    "resume": (lambda a, c: moving.move(a, c, Move.RESUME), WORKERS, {ON_HOLD}),
    "close": (lambda a, c: moving.move(a, c, Move.CLOSE), COUNTER, {ANSWERED}),
    "reopen": (lambda a, c: moving.move(a, c, Move.REOPEN), COUNTER, {ANSWERED, CLOSED}),
    "rate": (
        lambda a, c: moving.rate(a, c, Rating.GOOD), {*WORKERS, Party.CUSTOMER}, {CLOSED},
    ),
    "merge": (lambda a, c: merging.merge(a, c, other(a)), COUNTER, UNFINISHED),
    "merge into": (lambda a, c: merging.merge(a, other(a), c), COUNTER, UNFINISHED),
    "decide": (
        lambda a, c: deciding.decide(a, c, Remedy.EXPLANATION), WORKERS, UNFINISHED,
    ),
    "approve": (lambda a, c: approves(a, replace(c, approved_by=None)), HEAD, UNFINISHED),
    "reject": (lambda a, c: rejects(a, replace(c, approved_by=None)), HEAD, UNFINISHED),
    "paid": (lambda a, c: deciding.employee_paid(a, c, Decimal(50)), WORKERS, UNFINISHED),
    "tick": (lambda a, c: deciding.tick(a, c, Task.FILE), WORKERS, {*UNFINISHED, CLOSED}),
    "assign": (lambda a, c: handing.assign(a, c, clerk(a)), COUNTER, UNFINISHED),
    "take over": (handing.take_over, WORKERS, UNFINISHED),
    "hand back": (handing.hand_back, WORKERS, UNFINISHED),
    "account": (
        lambda a, c: joining.set_account(a, c, "4100000123", None), WORKERS, UNFINISHED,
    ),
    "came by": (lambda a, c: joining.came_by(a, c, CameBy.CITY), WORKERS, UNFINISHED),
    "write": (lambda a, c: handing.write(a, c, "written", "下午给您打电话"), WORKERS, ANY),
    "note": (lambda a, c: joining.note(a, c, Said("客户耳背")), WORKERS, ANY),
    "take in": (lambda a, c: joining.take_in(a, c, SAID, Said(SAID.text)), WORKERS, ANY),
    "message": (lambda a, c: joining.message_came(a, c, SAID, SAID.text), set(EVERYBODY), ANY),
    "withdraw": (lambda a, c: joining.withdraw(a, c, "不投诉了"), set(EVERYBODY), ANY),
}  # fmt: skip


def held(store: SqliteStore, number: str) -> object:
    """All that is known of a case."""
    cases = store.cases
    return cases.get(number), cases.events(number), store.materials.of_case(number)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_for_its_roles_and_states_alone(
    store: SqliteStore, team: Team, name: str
) -> None:
    """A refused one leaves no trace, an allowed one stands in the history."""
    command, roles, states = COMMANDS[name]
    refused: dict[tuple[Who, State], Refusal] = {}
    for who in EVERYBODY:
        actor = team[who] if isinstance(who, Role) else who
        for state in State:
            case = case_in(store, state)
            before = held(store, case.number)
            try:
                command(acting(store, actor), case)
            except RefusedError as error:
                refused[who, state] = error.refusal
                assert held(store, case.number) == before
            else:
                assert held(store, case.number) != before, (who, state)
    assert refused == {
        (who, state): Refusal.STATE if who in roles else Refusal.ROLE
        for who in EVERYBODY
        for state in State
        if who not in roles or state not in states
    }


def test_who_leaves_gives_up_their_unfinished_cases_and_chats(
    store: SqliteStore, team: Team
) -> None:
    gone, stays = team[Role.CLERK], team[Role.ELECTRICIAN]
    begun = [
        (state, assignee, taken_over)
        for state in State
        for assignee, taken_over in (
            (gone.id, stays.id), (stays.id, gone.id), (gone.id, gone.id), (stays.id, stays.id),
            (None, None),
        )
    ]  # fmt: skip
    numbers = []
    for state, assignee, taken_over in begun:
        case = case_in(store, state)
        given = replace(case, assignee=assignee, taken_over=taken_over)
        numbers.append(store.cases.change(case, given, NOW, "system").number)
    for who in (*(team[role] for role in Role if role is not Role.HEAD), Party.CUSTOMER):
        with pytest.raises(RefusedError, match="role"):
            handing.free(acting(store, who), gone)
    given = handing.free(acting(store, team[Role.HEAD]), gone, team[Role.HEAD])
    after = [store.cases.get(number) for number in numbers]
    assert [(c.state, c.assignee, c.taken_over) for c in after if c] == [
        (state, assignee, taken_over)
        if state in {CLOSED, MERGED, VOID}
        else (
            state,
            team[Role.HEAD].id if assignee == gone.id else assignee,
            None if taken_over == gone.id else taken_over,
        )
        for state, assignee, taken_over in begun
    ]
    assert {case.number for case in given} == {
        number
        for number, (state, assignee, _) in zip(numbers, begun, strict=True)
        if assignee == gone.id and state not in {CLOSED, MERGED, VOID}
    }
