"""What `bot/store` promises of cases and what is said in them, kept by every store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.contract.messages import Chat
from bot.records.case import CameBy, CaseKind, Event, Rating, Remedy, State
from bot.store.cases import Only, alike
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.store.rows import (
    ACCOUNT,
    CHAT,
    DAY,
    DECEMBER,
    OTHER,
    add_case,
    join,
    material,
)


def test_cases_are_numbered_by_the_day_and_open_their_history(store: Store) -> None:
    one, two = add_case(store), add_case(store)
    next_day = add_case(store, NOW + DAY)
    assert [case.number for case in (one, two, next_day)] == [
        "TS20181222001",
        "TS20181222002",
        "TS20181223001",
    ]
    assert store.cases.get(one.number) == one
    assert store.cases.get("TS20181222009") is None
    assert store.cases.newest_first() == (next_day, two, one)
    assert store.cases.events(one.number) == (Event(NOW, "opened", one.question, "customer"),)


def test_a_change_is_kept_and_told_with_what_was_before(store: Store) -> None:
    old = add_case(store)
    later = NOW + DAY
    new = replace(
        old,
        state=State.CONTACTED,
        contacted_at=later,
        difference=Decimal("52.07"),
        decision=Remedy.GOODWILL,
        goodwill=Decimal("30.50"),
        tasks=("visit", "letter"),
    )
    assert store.cases.change(old, new, later, "staff:1") == new
    assert store.cases.get(old.number) == new
    (told,) = store.cases.events(old.number)[1:]
    assert (told.at, told.what, told.actor) == (later, "changed", "staff:1")
    assert told.changes == {
        "state": ("open", "contacted"),
        "contacted_at": ("", later.isoformat()),
        "difference_fen": ("", "5207"),
        "decision": ("", "goodwill"),
        "goodwill_fen": ("", "3050"),
        "tasks": ("", "visit,letter"),
    }
    assert store.cases.events(old.number, "state") == (told,)
    assert store.cases.change(new, new, later, "staff:1") == new
    assert len(store.cases.events(old.number)) == 2


def test_only_what_differs_is_stored(store: Store) -> None:
    old = add_case(store)
    store.cases.change(old, replace(old, customer_name="张建国"), NOW, "staff:1")
    store.cases.change(old, replace(old, state=State.CONTACTED), NOW, "staff:2")
    kept = store.cases.get(old.number)
    assert kept == replace(old, customer_name="张建国", state=State.CONTACTED)


def test_an_assessment_is_kept_and_not_told(store: Store) -> None:
    """It is long, and what it says stands in the verdict."""
    old = add_case(store)
    store.cases.take_touched()
    new = store.cases.change(old, replace(old, assessment="{}"), NOW, "bot")
    assert store.cases.get(old.number) == new
    assert [event.what for event in store.cases.events(old.number)] == ["opened"]
    assert store.cases.take_touched() == (new,)
    both = replace(new, assessment=None, difference=Decimal(52))
    store.cases.change(new, both, NOW, "bot")
    assert list(store.cases.events(old.number)[-1].changes) == ["difference_fen"]


def test_what_changed_is_taken_once(store: Store) -> None:
    assert store.cases.take_touched() == ()
    one, two = add_case(store), add_case(store)
    assert store.cases.take_touched() == (one, two)
    assert store.cases.take_touched() == ()
    store.cases.sound_alarm(one.number, NOW, "life")
    assert store.cases.take_touched() == (one,)
    assert [e.detail for e in store.cases.events(one.number, "alarm")] == ["life"]
    closed = store.cases.change(two, replace(two, state=State.CLOSED), NOW, "staff:1")
    assert store.cases.take_touched() == (closed,)
    store.cases.touch_unfinished()
    assert store.cases.take_touched() == (one,)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("TS20181222001", {1}),
        ("ts20181222", {1, 2, 3}),
        ("4100000123", {1}),
        ("王小明", {2}),
        ("张建国", {1}),
        ("电价", {1}),
        ("跳闸", {2}),
        ("多收", {3}),
        ("50%", {2}),
        ("%", {2}),
        ("_", {3}),
        ("a_b", {3}),
        ("\\", {1}),
        ("'", set()),
        ("抄表", set()),
    ],
)
def test_cases_are_found_by_what_stands_in_them(
    store: Store, phrase: str, found: set[int]
) -> None:
    store.accounts.put_account(ACCOUNT)
    questions = {1: r"电价 \ 为什么", 2: "涨了50%", 3: "aXb 和 a_b"}
    cases = {
        number: add_case(
            store,
            account_no=ACCOUNT.account_no if number == 1 else None,
            question=question,
            customer_name="王小明" if number == 2 else "",
        )
        for number, question in questions.items()
    }
    store.materials.put(cases[2].number, material("m1", "我家跳闸了"))
    store.cases.add_event(cases[3].number, NOW, "note", "他说多收了", "staff:1")
    store.cases.add_event(cases[3].number, NOW, "called", "抄表员", "staff:1")  # no note
    wanted = [cases[number] for number in sorted(found, reverse=True)]
    assert list(store.cases.find(phrase)) == wanted


def test_cases_are_found_by_class_and_by_cause(store: Store) -> None:
    classed, caused, other = add_case(store), add_case(store), add_case(store)
    for case, code, found in (
        (classed, "tariff", '{"causes": []}'),
        (caused, "", '{"causes": [{"cause": "late_registration"}]}'),
    ):
        store.cases.change(case, replace(case, code=code, assessment=found), NOW, "staff:1")
    assert store.cases.find() == ()
    found = store.cases.find(other.number, codes=["tariff"], causes=["late_registration"])
    assert [case.number for case in found] == [c.number for c in (other, caused, classed)]
    assert store.cases.find("没有这个", causes=["late%registration"]) == ()


def test_only_the_cases_that_are_meant_are_read_newest_first(store: Store) -> None:
    who = join(store, "token", OTHER)
    old, mine, other = (add_case(store, NOW + n * DAY) for n in (0, 3, 5))
    changed = {
        "old": replace(old, state=State.CLOSED, via=CameBy.HOTLINE, opened_by=who),
        "mine": replace(mine, assignee=who, kind=CaseKind.REFUND, bill_month=date(2018, 10, 1)),
        "other": replace(other, state=State.CLOSED),
    }
    for before, after in zip((old, mine, other), changed.values(), strict=True):
        store.cases.change(before, after, NOW, "staff:1")
    names = {case.number: name for name, case in changed.items()}

    def which(only: Only, most: int | None = None) -> list[str]:
        return [names[case.number] for case in store.cases.which(only, most)]

    day = NOW.date()
    assert which(Only()) == ["other", "mine", "old"]
    assert which(Only(), 2) == ["other", "mine"]
    assert which(Only(state=State.CLOSED)) == ["other", "old"]
    assert which(Only(kind=CaseKind.REFUND)) == ["mine"]
    assert which(Only(via=CameBy.HOTLINE)) == ["old"]
    assert which(Only(had=who)) == ["mine", "old"]
    assert which(Only(since=day + 3 * DAY)) == ["other", "mine"]
    assert which(Only(since=day + 3 * DAY, until=day + 3 * DAY)) == ["mine"]
    assert which(Only(until=day)) == ["old"]
    assert which(Only(about=(day, day))) == ["old"]
    assert which(Only(about=(date(2018, 10, 1), date(2018, 10, 31)))) == ["mine"]
    assert which(Only(until=date.max)) == ["other", "mine", "old"]
    assert which(Only(before=mine.opened_at)) == ["old"]
    assert which(Only(state=State.CLOSED, had=who, until=day + 9 * DAY), 5) == ["old"]


def test_cases_are_counted_by_what_they_are_alike_in(store: Store) -> None:
    """Reports are apart, since not everybody sees them; what was a mistake does not count."""
    cases = [add_case(store) for _ in range(5)]
    report = add_case(store, kind=CaseKind.REPORT)
    on_time, late, law = cases[0].contact_by, cases[0].contact_by + DAY, NOW.date()
    for case, changes in zip(
        cases,
        (
            {},
            {"contacted_at": on_time, "answered_at": NOW, "rating": Rating.GOOD},
            {"contacted_at": late, "answered_at": late + 30 * DAY},
            {"contacted_at": on_time, "answered_at": NOW + DAY, "law_by": law},
            {"state": State.VOID},
        ),
        strict=True,
    ):
        store.cases.change(case, replace(case, **changes), NOW, "staff:1")  # type: ignore[arg-type]
    now = [case for case in store.cases.newest_first() if case.state is not State.VOID]
    expected = Counter(alike(case) for case in now if case.kind is not CaseKind.REPORT)
    assert Counter({replace(one, count=1): one.count for one in store.cases.counted()}) == expected
    assert sorted(str(one.answered) for one in expected) == ["False", "False", "None", "True"]
    assert store.cases.reports() == (report,)


def test_the_unfinished_case_is_the_newest_of_the_chat(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    number = ACCOUNT.account_no
    add_case(store, account_no=number, bill_month=DECEMBER)
    newest = add_case(store, NOW + DAY)
    add_case(store, NOW + 2 * DAY, kind=CaseKind.REPORT)
    assert store.cases.unfinished(CHAT) == newest
    assert store.cases.unfinished(OTHER) is None
    merged = replace(newest, state=State.MERGED)
    store.cases.change(newest, merged, NOW, "staff:1")
    other = store.cases.unfinished(CHAT)
    assert other
    assert other.bill_month == DECEMBER


def test_a_case_has_the_chats_of_all_that_went_into_it(store: Store) -> None:
    one, two = add_case(store, chat=OTHER), add_case(store)
    three = add_case(store, chat=Chat("desk", ""))
    assert store.cases.chats_of(three.number) == ()
    for case, into in ((one, two), (two, three)):
        store.cases.change(case, replace(case, merged_into=into.number), NOW, "staff:1")
    assert set(store.cases.chats_of(three.number)) == {CHAT, OTHER}
    assert store.cases.chats_of(two.number) == (CHAT, OTHER)


def test_cases_are_counted_and_listed_by_account_and_chat(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    number = ACCOUNT.account_no
    old = add_case(store, NOW - 30 * DAY, account_no=number)
    closed = store.cases.change(old, replace(old, state=State.CLOSED), NOW, "staff:1")
    new = add_case(store, account_no=number, chat=OTHER)
    report = add_case(store, NOW + DAY, kind=CaseKind.REPORT, account_no=number)
    assert store.cases.count_open() == 2
    assert store.cases.count_since(number, NOW - 30 * DAY) == 2
    assert store.cases.count_since(number, NOW) == 1
    assert store.cases.of_account(number) == (report, new, closed)
    assert store.cases.of_chat(CHAT) == (report, closed)
    assert store.cases.of_chat(Chat("test", "3")) == ()


def test_what_a_customer_said_again_is_in_the_history(store: Store) -> None:
    case = add_case(store)
    store.cases.add_event(case.number, NOW, CaseKind.COMPLAINT, "又说", "customer")
    store.cases.add_event(case.number, NOW, CaseKind.COMPLAINT, "代他说", "staff:1")
    store.cases.add_event(case.number, NOW, "note", "x", "customer")
    assert [e.detail for e in store.cases.events(case.number, CaseKind.COMPLAINT)] == [
        "又说",
        "代他说",
    ]


def test_a_taken_over_chat_leads_to_its_newest_taken_case(store: Store) -> None:
    member = join(store, "token", OTHER)
    one, two, _ = add_case(store), add_case(store), add_case(store)
    assert store.cases.taken_over(CHAT) is None
    for case in (two, one):
        store.cases.change(case, replace(case, taken_over=member), NOW, "staff:1")
    assert store.cases.taken_over(CHAT) == replace(two, taken_over=member)
    assert store.cases.taken_over(OTHER) is None


def test_materials_belong_to_a_case_are_edited_and_go_over(store: Store) -> None:
    case, other = add_case(store), add_case(store)
    row = store.materials.put(case.number, material("m1", "一"))
    assert store.materials.put(case.number, material("m2", "二", sender="8")) != row
    assert store.materials.put(case.number, material("m1", "改")) == row
    assert [m.text for m in store.materials.of_case(case.number)] == ["改", "二"]
    assert store.materials.edit(CHAT, "m1", "再改") == (case.number, "改")
    assert store.materials.edit(OTHER, "m1", "x") is None
    assert store.materials.attach(CHAT, "m2", "file-2", "后来取到了") == case.number
    assert store.materials.attach(OTHER, "m2", "file-3", "x") is None
    late = store.materials.of_case(case.number)[1]
    assert (late.file_id, late.text) == ("file-2", "后来取到了")
    assert store.materials.of_case(case.number)[0] == material("m1", "再改")
    assert store.materials.case_of(CHAT, "m2") == case.number
    assert store.materials.case_of(CHAT, "m3") is None
    store.materials.move(case.number, other.number)
    assert store.materials.of_case(case.number) == ()
    assert len(store.materials.of_case(other.number)) == 2
    assert store.materials.case_of(CHAT, "m1") == other.number


def test_the_latest_case_is_that_of_the_sender_the_origin_and_the_moment(store: Store) -> None:
    case, other = add_case(store), add_case(store)
    store.materials.put(case.number, material("m1", "一", origin="user 5"))
    store.materials.put(other.number, material("m2", "二"))
    latest = store.materials.latest_case
    assert latest(CHAT, "7", None, NOW) == other.number
    assert latest(CHAT, "7", "user 5", NOW) == case.number
    assert latest(CHAT, "7", "user 6", NOW) is None
    assert latest(CHAT, "8", None, NOW) is None
    assert latest(OTHER, "7", None, NOW) is None
    assert latest(CHAT, "7", None, NOW + DAY) is None


def test_whoever_looks_on_is_told_which_cases_something_happened_to(store: Store) -> None:
    case, other = add_case(store), add_case(store)
    mark, before = store.cases.changed_after(None)
    assert not before
    store.cases.add_event(other.number, NOW, "note", "看过了", "staff:1")
    later, changed = store.cases.changed_after(mark)
    assert changed == {other.number}
    store.cases.change(case, replace(case, state=State.CONTACTED), NOW, "staff:1")
    assert store.cases.changed_after(later)[1] == {case.number}
    assert store.cases.changed_after(mark)[1] == {case.number, other.number}
