"""Whatever anybody does in whatever order: a case's state fits its moments, and no money moves
without an approval of just that decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bills.lookup import findings_for, history_of
from bot.cases import deciding, handing, joining, merging, moving
from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Move, Task
from bot.cases.opening import Matter, open_, register
from bot.contract.hours import Hours
from bot.contract.said import Said
from bot.records.case import CameBy, Case, CaseKind, Party, Rating, Remedy, State
from bot.records.staff import Role, Staff
from bot.store.port import Store
from tests.cases.desk import CHAT, staff
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW, OFFICE, empty_store, put_account

WHO = [*Role, Party.CUSTOMER, *[Role.HEAD] * 8]  # who may everything, most often
Command = Callable[[Acting, Case], object]


def newest(acting: Acting) -> Case:
    return acting.store.cases.newest_first()[0]


def decide_goodwill(acting: Acting, case: Case) -> Case:
    return deciding.decide(acting, case, Remedy.GOODWILL, Decimal(30))


def decide(what: Remedy) -> Command:
    return lambda acting, case: deciding.decide(acting, case, what)


def says(words: str) -> Command:
    matter = Matter(CHAT, CaseKind.COMPLAINT, Said(words))
    return lambda acting, _: register(acting, matter, None)


MOVES = [which for which in Move if which is not Move.MERGE]  # which takes two cases
COMMANDS: dict[str, Command] = {
    **{which.value: lambda a, c, w=which: moving.move(a, c, w) for which in MOVES},
    "bad": lambda a, c: moving.rate(a, c, Rating.BAD),
    "good": lambda a, c: moving.rate(a, c, Rating.GOOD),
    "goodwill": decide_goodwill,
    "explain": decide(Remedy.EXPLANATION),
    "correct": decide(Remedy.BILLING_CORRECTION),
    "approve": lambda a, c: deciding.approve(a, c, deciding.stamp(c)),
    "approve_old": lambda a, c: deciding.approve(a, c, "goodwill-99900"),
    "paid": lambda a, c: deciding.employee_paid(a, c, Decimal(50)),
    "tick": lambda a, c: deciding.tick(a, c, Task.CORRECTION),
    "take": handing.take_over,
    "back": handing.hand_back,
    "via": lambda a, c: joining.came_by(a, c, CameBy.REGULATOR),
    "account": lambda a, c: joining.set_account(a, c, SEED, None),
    "open": lambda a, _: open_(a, Matter(CHAT, CaseKind.REFUND, Said(""))),
    "merge_new": lambda a, c: merging.merge(a, c, newest(a)),
    "merge_old": lambda a, c: merging.merge(a, c, a.store.cases.newest_first()[-1]),
    "complain": says("还没人管"),
}


# Ways that chance alone rarely goes.
STARTS = [
    "", "answer explain close", "answer explain close good", "goodwill approve",
    "take answer explain close",
    "goodwill approve answer close", "open merge_old", "answer explain close reopen",
]  # fmt: skip


def unfit(case: Case) -> str:
    """What in a case contradicts its state; empty if nothing does."""
    wrong = {
        "open but contacted": case.state is State.OPEN and case.contacted_at,
        "contacted without when": case.state is State.CONTACTED and not case.contacted_at,
        "answered without when": case.state is State.ANSWERED
        and not (case.answered_at and case.contacted_at),
        "unanswered with an answer": case.state in (State.OPEN, State.CONTACTED, State.ON_HOLD)
        and case.answered_at,
        "closed without when": (case.state is State.CLOSED) != (case.closed_at is not None),
        "on hold without since when": (case.state is State.ON_HOLD) != (case.held_at is not None),
        "merged into nothing": (case.state is State.MERGED) != bool(case.merged_into),
        "rated but not closed": case.rating and case.state is not State.CLOSED,
        "approved nothing": case.approved_by and case.decision in (None, Remedy.EXPLANATION),
        "goodwill without a decision": (case.decision is Remedy.GOODWILL)
        != (case.goodwill is not None),
        "closed without a decision": case.state is State.CLOSED and not case.decision,
        "a person writes in a finished case": case.taken_over
        and case.state in (State.CLOSED, State.MERGED),
        "deadlines before the complaint": case.contact_by < case.complained_at,
    }
    return ", ".join(name for name, is_so in wrong.items() if is_so)


@settings(max_examples=100)
@given(
    st.sampled_from(STARTS),
    st.lists(
        st.tuples(
            st.sampled_from(sorted(COMMANDS)), st.sampled_from(WHO),
            st.sampled_from([0, 0, 0, 1, 2]),
            st.integers(0, 50),
        ),
        min_size=1,
        max_size=20,
    )
)  # fmt: skip
def test_any_sequence_of_commands_leaves_cases_that_hold_together(
    start: str,
    steps: list[tuple[str, Role | Party, int, int]],
) -> None:
    with empty_store() as store:
        put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
        people = staff(store)
        now = NOW
        open_(Acting(store, Party.CUSTOMER, now, OFFICE), Matter(CHAT, CaseKind.COMPLAINT, Said()))
        for name, role, which, hours in [(n, Role.HEAD, 0, 1) for n in start.split()] + steps:
            now += timedelta(hours=hours)
            who = people[role] if isinstance(role, Role) else role
            cases = store.cases.newest_first()
            _do(Acting(store, who, now, OFFICE), name, cases[which % len(cases)])


def _do(acting: Acting, name: str, case: Case) -> None:
    """One command; a refused one changes nothing, and none unmakes a merge or slips money by."""
    before = {one.number: one for one in acting.store.cases.newest_first()}
    try:
        COMMANDS[name](acting, case)
    except RefusedError:
        assert {c.number: c for c in acting.store.cases.newest_first()} == before
        return
    for after in acting.store.cases.newest_first():
        was = before.get(after.number)
        assert unfit(after) == ""
        if was is None:
            continue
        assert was.state is not State.MERGED or after.state is State.MERGED
        if deciding.stamp(was) != deciding.stamp(after):
            assert after.approved_by is None
        assert name != "approve_old"
        if after.approved_by != was.approved_by and after.approved_by:
            assert isinstance(acting.who, Staff)
            assert acting.who.role is Role.HEAD
        actors = {event.actor for event in acting.store.cases.events(after.number)}
        assert actors <= {"customer", "bot", "system", *(f"staff:{n}" for n in range(1, 5))}


def test_the_right_decision_is_approved_and_closed() -> None:
    """The way that the property must leave open."""
    with empty_store() as store:
        people = staff(store)
        clerk = Acting(store, people[Role.CLERK], NOW, OFFICE)
        head = replace(clerk, who=people[Role.HEAD])
        case = open_(clerk, Matter(CHAT, CaseKind.COMPLAINT, Said("电费不对")))
        case = moving.move(clerk, case, Move.ANSWER)
        case = decide_goodwill(clerk, case)
        with pytest.raises(RefusedError, match="not_approved"):
            moving.move(clerk, case, Move.CLOSE)
        case = deciding.approve(head, case, deciding.stamp(case))
        assert moving.move(clerk, case, Move.CLOSE).state is State.CLOSED


def test_a_number_is_given_once_whatever_was_removed(store: Store) -> None:
    acting = Acting(store, Party.CUSTOMER, NOW, OFFICE)
    matter = Matter(CHAT, CaseKind.REFUND, Said("退钱"))
    numbers = [open_(acting, matter).number for _ in range(4)]
    for gone in (numbers[1], numbers[3]):
        store.connection.execute("DELETE FROM case_event WHERE case_number = ?", (gone,))
        store.connection.execute("DELETE FROM complaint_case WHERE number = ?", (gone,))
    assert open_(acting, matter).number == "TS20181222005"
    next_day = replace(acting, now=NOW + timedelta(days=1))
    assert open_(next_day, matter).number == "TS20181223001"


@pytest.mark.parametrize("opened", ["2018-12-22T10:00", "2025-03-03T10:00"])
def test_a_case_of_a_customer_and_of_a_clerk_promise_the_same(store: Store, opened: str) -> None:
    hours = Hours(((time(8, 30), time(12)), (time(14), time(17))))
    now = datetime.fromisoformat(opened).replace(tzinfo=NOW.tzinfo)
    customer = Acting(store, Party.CUSTOMER, now, replace(OFFICE, hours=hours))
    clerk = replace(customer, who=staff(store)[Role.CLERK])
    matter = Matter(CHAT, CaseKind.HUMAN, Said("转人工"))
    promised = {
        (case.contact_by, case.answer_by)
        for case in (open_(customer, matter), open_(clerk, matter))
    }
    assert len(promised) == 1


def test_what_a_case_keeps_of_its_bill_is_what_the_findings_hold(store: Store) -> None:
    found = findings_for(history_of(store, SEED), OFFICE, None)
    case = open_(
        Acting(store, Party.CUSTOMER, NOW, OFFICE),
        Matter(CHAT, CaseKind.COMPLAINT, Said("贵"), SEED),
        found,
    )
    assert case.difference == Decimal("52.00")
    assert '"late_registration"' in (case.assessment or "")
    assert "河南省阶梯电价" in (case.assessment or ""), "a person can read it in the table"
