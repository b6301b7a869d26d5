"""What each command writes into the history: all of it, in the name of who gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.cases import deciding, joining, merging, moving
from bot.cases.acting import RefusedError
from bot.cases.life import Move
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import CameBy, CaseKind, Party, Rating, Remedy, State
from bot.records.staff import Role
from bot.sqlite.store import SqliteStore
from tests.cases.desk import LATER, Team, acting, case_in
from tests.cases.test_commands import COMMANDS, SAID
from tests.dialogue.conversation import NOW

Changes = dict[str, tuple[str, str]]
THEN = LATER.isoformat()
CONTACTED, HELD, ANSWERED, CLOSED = (
    (NOW + timedelta(minutes=minute)).isoformat() for minute in (10, 20, 30, 40)
)
CHAT_BACK = ("4", "")
NEW_DATES: Changes = {
    "contact_by": ("2018-12-24T18:00:00+08:00", "2018-12-25T18:00:00+08:00"),
    "answer_by": ("2019-01-02", "2019-01-03"),
    "law_by": ("2018-12-28", "2018-12-29"),
}
NOTHING_DECIDED: Changes = {
    "decision": ("goodwill", ""), "approved_by": ("1", ""), "goodwill_fen": ("3000", ""),
}  # fmt: skip
CHANGED: list[tuple[str, str, Changes]] = [
    ("contact", "open", {"state": ("open", "contacted"), "contacted_at": ("", THEN)}),
    (
        "answer", "open",
        {"state": ("open", "answered"), "contacted_at": ("", THEN), "answered_at": ("", THEN)},
    ),
    ("answer", "contacted", {"state": ("contacted", "answered"), "answered_at": ("", THEN)}),
    ("hold", "open", {"state": ("open", "on_hold"), "held_at": ("", THEN)}),
    ("hold", "contacted", {"state": ("contacted", "on_hold"), "held_at": ("", THEN)}),
    (
        "resume", "on_hold",
        {"state": ("on_hold", "contacted"), "answer_by": NEW_DATES["answer_by"],
         "held_at": (HELD, "")},
    ),
    (
        "close", "answered",
        {"state": ("answered", "closed"), "closed_at": ("", THEN), "taken_over": CHAT_BACK},
    ),
    (
        "reopen", "answered",
        {"state": ("answered", "open"), **NEW_DATES, "contacted_at": (CONTACTED, ""),
         "answered_at": (ANSWERED, "")},
    ),
    (
        "reopen", "closed",
        {"state": ("closed", "open"), **NEW_DATES, "contacted_at": (CONTACTED, ""),
         "answered_at": (ANSWERED, ""), "closed_at": (CLOSED, "")},
    ),
    ("rate", "closed", {"rating": ("", "good")}),
    (
        "merge", "on_hold",
        {"state": ("on_hold", "merged"), "held_at": (HELD, ""),
         "merged_into": ("", "TS20181222002"), "taken_over": CHAT_BACK},
    ),
    (
        "decide", "open",
        {"decision": ("goodwill", "explanation"), "approved_by": ("1", ""),
         "goodwill_fen": ("3000", ""), "decided_by": ("", "3"), "decisions": ("0", "1")},
    ),
    ("approve", "open", {"approved_by": ("", "3")}),
    ("reject", "open", {"decision": ("goodwill", ""), "goodwill_fen": ("3000", ""),
                        "rejected": ("", "太多")}),
    ("paid", "open", {"employee_paid_fen": ("", "5000")}),
    ("tick", "open", {"tasks": ("", "file")}),
    ("assign", "open", {"assignee": ("", "2")}),
    ("take over", "open", {"taken_over": ("4", "3")}),
    ("hand back", "open", {"taken_over": CHAT_BACK}),
    ("account", "open", {"account_no": ("", "4100000123"), **NOTHING_DECIDED}),
    (
        "came by", "open",
        {"contact_by": (NEW_DATES["contact_by"][0], "2018-12-29T18:00:00+08:00"),
         "answer_by": (NEW_DATES["answer_by"][0], "2018-12-29"), "via": ("own", "12345")},
    ),
]  # fmt: skip
WRITTEN = [
    ("merge into", "merged_from", "TS20181222002: 电表不准"),
    ("write", "written", "下午给您打电话"),
    ("note", "note", "客户耳背"),
    ("take in", "material", "还没人管"),
    ("message", "material", "还没人管"),
    ("withdraw", "withdrawn", "不投诉了"),
]


def history_after(
    store: SqliteStore, team: Team, name: str, state: State
) -> list[tuple[object, ...]]:
    """What a command of the head adds to the history of a case in that state."""
    head = team[Role.HEAD]
    case = case_in(store, state)
    before = len(store.cases.events(case.number))
    COMMANDS[name][0](acting(store, head), case)
    return [
        (event.at, event.actor, event.what, event.detail, dict(event.changes))
        for event in store.cases.events(case.number)[before:]
    ]


@pytest.mark.parametrize(("name", "state", "changes"), CHANGED)
def test_a_command_changes_this_and_no_more(
    store: SqliteStore, team: Team, name: str, state: str, changes: Changes
) -> None:
    found = history_after(store, team, name, State(state))
    assert found == [(LATER, "staff:3", "changed", "", changes)]


@pytest.mark.parametrize(("name", "what", "text"), WRITTEN)
def test_words_stand_in_the_history(
    store: SqliteStore, team: Team, name: str, what: str, text: str
) -> None:
    assert history_after(store, team, name, State.OPEN) == [(LATER, "staff:3", what, text, {})]


def test_every_command_is_held_to_what_it_writes() -> None:
    assert {name for name, *_ in [*CHANGED, *WRITTEN]} == set(COMMANDS)


def test_what_the_customer_waits_for_stands_still_while_a_case_is_held(
    store: SqliteStore,
    team: Team,
) -> None:
    head = acting(store, team[Role.HEAD])
    case = moving.move(replace(head, now=NOW), case_in(store, State.OPEN), Move.HOLD)
    after = moving.move(head, case, Move.RESUME)
    assert (after.state, after.held_at) == (State.OPEN, None)
    assert after.contact_by == case.contact_by + timedelta(days=2)


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("rating", Rating)
def test_only_a_bad_word_opens_the_case_again_and_each_is_said_once(
    store: SqliteStore, rating: Rating
) -> None:
    customer = acting(store, Party.CUSTOMER)
    after = moving.rate(customer, case_in(store, State.CLOSED), rating)
    bad = rating is Rating.BAD
    assert (after.state, after.rating) == ((State.OPEN, None) if bad else (State.CLOSED, rating))
    with pytest.raises(RefusedError, match="state"):
        moving.rate(customer, after, Rating.FAIR)


@pytest.mark.parametrize(
    ("what", "amount"),
    [
        (Remedy.GOODWILL, None),
        (Remedy.EXPLANATION, Decimal(30)),
        (Remedy.BILLING_CORRECTION, Decimal(30)),
    ],
)
def test_goodwill_and_only_goodwill_has_an_amount(
    store: SqliteStore, team: Team, what: Remedy, amount: Decimal | None
) -> None:
    clerk = acting(store, team[Role.CLERK])
    case = case_in(store, State.OPEN)
    case = clerk.change(case, replace(case, difference=Decimal(52)))
    with pytest.raises(ValueError, match="goodwill"):
        deciding.decide(clerk, case, what, amount)
    assert store.cases.get(case.number) == case


@pytest.mark.parametrize("what", [None, Remedy.EXPLANATION])
def test_what_costs_nothing_is_not_approved(
    store: SqliteStore, team: Team, what: Remedy | None
) -> None:
    head = acting(store, team[Role.HEAD])
    case = case_in(store, State.OPEN)
    case = head.change(case, replace(case, decision=what, goodwill=None, approved_by=None))
    assert deciding.amount_of(case) == 0
    with pytest.raises(RefusedError, match="no_decision"):
        deciding.approve(head, case, deciding.stamp(case))


@pytest.mark.parametrize("remedy", [Remedy.CHECK, Remedy.BILLING_CORRECTION])
def test_no_correction_is_decided_where_no_amount_was_found(
    store: SqliteStore, team: Team, remedy: Remedy
) -> None:
    clerk = acting(store, team[Role.CLERK])
    with pytest.raises(RefusedError, match="state"):
        deciding.decide(clerk, case_in(store, State.OPEN), remedy)


@pytest.mark.parametrize("reports", [(True, False), (False, True), (True, True)])
def test_a_report_is_merged_with_a_report_alone(
    store: SqliteStore, team: Team, reports: tuple[bool, bool]
) -> None:
    head = acting(store, team[Role.HEAD])
    cases = []
    for report in reports:
        case = case_in(store, State.OPEN)
        kind = CaseKind.REPORT if report else CaseKind.COMPLAINT
        cases.append(head.change(case, replace(case, kind=kind)))
    one, into = cases
    if all(reports):
        assert merging.merge(head, one, into).number == into.number
        return
    with pytest.raises(RefusedError, match="state"):
        merging.merge(head, one, into)
    assert [store.cases.get(case.number) for case in cases] == cases


def test_a_case_is_not_merged_with_itself(store: SqliteStore, team: Team) -> None:
    head = acting(store, team[Role.HEAD])
    case = case_in(store, State.OPEN)
    with pytest.raises(RefusedError, match="state"):
        merging.merge(head, case, case)
    assert store.cases.get(case.number) == case


@pytest.mark.parametrize("older_into", [True, False])
def test_two_cases_in_one_have_the_earlier_dates_and_every_reason(
    store: SqliteStore, team: Team, older_into: bool
) -> None:
    head = acting(store, team[Role.HEAD])
    older = case_in(store, State.OPEN)
    newer = case_in(store, State.OPEN, chat=Chat("test", "2"))
    older = joining.set_account(head, older, "4100000123", None)
    older = joining.note(head, older, Said("找记者", agencies=frozenset({"media"})))
    newer = joining.note(head, newer, Said("告你们", agencies=frozenset({"court", "media"})))
    later = replace(
        newer,
        complained_at=LATER,
        contact_by=newer.contact_by + timedelta(days=1),
        answer_by=newer.answer_by + timedelta(days=1),
    )
    newer = head.change(newer, later)
    one, into = (newer, older) if older_into else (older, newer)
    whole = merging.merge(head, one, into)
    assert (whole.complained_at, whole.contact_by, whole.answer_by) == (
        older.complained_at, older.contact_by, older.answer_by,
    )  # fmt: skip
    assert whole.account_no == "4100000123"
    assert sorted(whole.escalations) == ["court", "media"]
    assert store.cases.get(whole.number) == whole


@pytest.mark.parametrize(("minutes", "moves"), [(-1, True), (0, False), (1, False)])
def test_words_that_were_said_earlier_set_the_dates_of_their_way(
    store: SqliteStore, team: Team, minutes: int, moves: bool
) -> None:
    clerk = acting(store, team[Role.CLERK])
    case = joining.came_by(clerk, case_in(store, State.OPEN), CameBy.CITY)
    case = clerk.change(case, replace(case, complained_at=LATER))
    said_at = LATER + timedelta(minutes=minutes)
    item = replace(SAID, said_at=said_at)
    after = joining.take_in(clerk, case, item, Said(item.text))
    assert after.complained_at == min(said_at, LATER)
    assert (after.answer_by != case.answer_by) is moves
    assert f"{after.answer_by:%m-%d}" == ("12-31" if moves else "12-29")
