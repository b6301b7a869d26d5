"""Who may see a case, who works on it, who is told of it, and what its findings propose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.bills.lookup import findings_for, history_of
from bot.cases import handing, joining, people, proposing, reports
from bot.cases.acting import RefusedError
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import Case, CaseKind, Party, Payer, Remedy, State
from bot.records.staff import Role
from bot.sqlite.store import SqliteStore
from tariff_rules import Verdict
from tests.cases.desk import CHAT, Team, acting, case_in
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW, OFFICE


def report(store: SqliteStore, words: str) -> Case:
    case = case_in(store, State.OPEN, words)
    return store.cases.change(case, replace(case, kind=CaseKind.REPORT), NOW, "system")


def names(some: object) -> list[str]:
    return [one.name for one in some]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("有人收红包", []),
        ("李强收红包", ["李强"]),
        ("老李收红包", ["李强"]),
        ("小李收红包", ["李强"]),
        ("李师傅收红包", ["李强"]),
        ("李工收红包", ["李强"]),
        ("台区经理收红包", ["李强"]),
        ("所长收红包", ["周明"]),
        ("主任和王会计分了钱", ["王芳", "周明"]),
        ("赵经理收红包", ["赵敏"]),
        ("大李收红包", ["李强"]),  # so they call one of that name, too: rather one too many
    ],
)
def test_a_report_is_kept_from_whom_it_may_be_about(
    store: SqliteStore, team: Team, words: str, about: list[str]
) -> None:
    case = report(store, words)
    by_number = {one.id: one.name for one in team.values()}
    assert sorted(by_number[number] for number in people.accused(store, case)) == sorted(about)
    auditor = [name for name in ("赵敏",) if name not in about]
    head = [name for name in ("周明",) if name not in about]
    assert names(reports.heads(store, case)) == auditor
    assert names(reports.responsible(store, case)) == auditor
    assert names(handing.able(store, case)) == auditor
    assert names(reports.may_be_given(store, case)) == head
    released = replace(case, released=True)
    assert names(reports.heads(store, released)) == [*auditor, *head]
    assert names(reports.responsible(store, released)) == auditor
    for one in team.values():
        assert reports.sees(store, one, case) is (one.name in auditor), one.name
        assert reports.sees(store, one, released) is (one.name in {*auditor, *head}), one.name


def test_what_is_added_to_a_report_may_be_about_somebody_too(
    store: SqliteStore, team: Team
) -> None:
    case = report(store, "有人收红包")
    item = joining.Material(CHAT, "8", "1", "", "text", "就是你们所长", "", NOW, NOW)
    joining.message_came(acting(store, Party.CUSTOMER), case, item, item.text)
    assert people.accused(store, case) == {team[Role.HEAD].id}
    complaint = replace(case, kind=CaseKind.COMPLAINT)
    assert people.accused(store, complaint) == frozenset()


def test_a_report_goes_to_no_hand_that_must_not_have_it(store: SqliteStore, team: Team) -> None:
    head = acting(store, team[Role.HEAD])
    case, plain = report(store, "有人收红包"), case_in(store, State.OPEN)
    with pytest.raises(RefusedError, match="role"):
        handing.assign(head, case, team[Role.HEAD])
    case = reports.release(acting(store, team[Role.AUDITOR]), case)
    assert handing.assign(head, case, team[Role.HEAD]).assignee == team[Role.HEAD].id
    for role in (Role.ELECTRICIAN, Role.CLERK):
        with pytest.raises(RefusedError, match="role"):
            handing.assign(head, case, team[role])
    assert names(handing.able(store, plain)) == ["李强", "王芳", "周明"]
    with pytest.raises(RefusedError, match="role"):
        handing.assign(head, plain, team[Role.AUDITOR])


@pytest.mark.parametrize(
    ("assignee", "opened_by", "gone", "told"),
    [
        (None, None, [], ["王芳"]),
        (1, None, [], ["李强"]),
        (1, 3, [], ["李强"]),
        (None, 1, [], ["李强"]),
        (1, 3, [1], ["周明"]),
        (1, None, [1], ["王芳"]),
        (None, None, [2], ["周明"]),
    ],
)
def test_who_works_on_a_case(
    store: SqliteStore,
    team: Team,
    assignee: int | None,
    opened_by: int | None,
    gone: list[int],
    told: list[str],
) -> None:
    assert [one.id for one in team.values()] == [1, 2, 3, 4]
    case = case_in(store, State.OPEN)
    case = store.cases.change(
        case, replace(case, assignee=assignee, opened_by=opened_by), NOW, "system"
    )
    for number in gone:
        assert store.staff.remove(number, NOW)
    assert names(people.responsible(store, case)) == told
    assert names(people.heads(store, case)) == ["周明"]


def test_an_electrician_sees_what_is_theirs(store: SqliteStore, team: Team) -> None:
    one = team[Role.ELECTRICIAN]
    case = case_in(store, State.OPEN)
    assert not people.sees(store, one, case)
    assert people.sees(store, one, replace(case, assignee=one.id))
    assert people.sees(store, one, replace(case, opened_by=one.id))
    assert not people.sees(store, one, replace(case, taken_over=one.id))
    for role in (Role.CLERK, Role.HEAD, Role.AUDITOR):
        assert people.sees(store, team[role], case)


@pytest.mark.usefixtures("team")
def test_the_customer_s_chats(store: SqliteStore) -> None:
    own, son = CHAT, Chat("test", "2")
    store.chats.bind(son, SEED, NOW)
    store.chats.bind(own, SEED, NOW)
    case = case_in(store, State.OPEN)
    bound = replace(case, account_no=SEED)
    assert people.customers_of(store, case) == (own,)
    assert people.customers_of(store, bound) == (own,), "the son did not ask"
    assert people.customers_of(store, replace(bound, kind=CaseKind.REPORT)) == (own,)


@pytest.mark.usefixtures("team")
def test_of_a_case_of_the_desk_the_only_chat_that_proved_the_account(store: SqliteStore) -> None:
    own, son = CHAT, Chat("test", "2")
    for chat in (Chat("desk", ""), Chat("desk", SEED)):
        case = case_in(store, State.OPEN, chat=chat)
        assert people.customers_of(store, case) == ()
        case = replace(case, account_no=SEED)
        store.chats.bind(own, SEED, NOW)
        assert people.customers_of(store, case) == (own,)
        assert people.customers_of(store, replace(case, kind=CaseKind.REPORT)) == ()
        store.chats.bind(son, SEED, NOW)
        assert people.customers_of(store, case) == (), "nobody knows which of them asked"
        store.chats.end_binding(son, SEED)
        store.chats.end_binding(own, SEED)


def test_who_has_no_chat_is_not_taken_over(store: SqliteStore, team: Team) -> None:
    case = case_in(store, State.OPEN, chat=Chat("desk", ""))
    with pytest.raises(RefusedError, match="no_chat"):
        handing.take_over(acting(store, team[Role.CLERK]), case)
    assert store.cases.get(case.number) == case


CHECK = (Remedy.CHECK, Payer.NOBODY)
EXPLAIN = (Remedy.EXPLANATION, Payer.NOBODY)
CORRECT = (Remedy.BILLING_CORRECTION, Payer.COMPANY)


@pytest.mark.parametrize(
    ("verdict", "difference", "proposed"),
    [
        (verdict, difference, CORRECT if difference in {"52.00", "0.01"} else CHECK)
        for verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY)
        for difference in ("52.00", "0.01", "0", "-3.00", None)
    ]
    + [
        (Verdict.AGREES, "0", EXPLAIN),
        (Verdict.NOT_COMPARED, None, EXPLAIN),
        (Verdict.INCOMPLETE, None, CHECK),
        (None, None, CHECK),
    ],
)
def test_what_the_findings_propose(
    verdict: Verdict | None, difference: str | None, proposed: tuple[Remedy, Payer]
) -> None:
    amount = None if difference is None else Decimal(difference)
    assert proposing.remedy_for(verdict, amount) == proposed


@pytest.mark.usefixtures("team")
def test_corrected_records_change_what_is_proposed_until_it_is_decided(
    store: SqliteStore,
) -> None:
    found = findings_for(history_of(store, SEED), OFFICE, None)
    customer = acting(store, Party.CUSTOMER)
    first = case_in(store, State.OPEN)
    undecided = customer.change(
        first, replace(first, decision=None, goodwill=None, approved_by=None)
    )
    decided = case_in(store, State.OPEN, chat=Chat("test", "2"))
    said = Said("怎么还没人管")
    assert joining.join(customer, decided, CaseKind.COMPLAINT, said, found) == decided
    after = joining.join(customer, undecided, CaseKind.COMPLAINT, said, found)
    assert (after.difference, after.remedy, after.payer) == (
        Decimal("52.00"), Remedy.BILLING_CORRECTION, Payer.COMPANY,
    )  # fmt: skip
    changed = store.cases.events(after.number)[-1]
    assert (changed.actor, changed.changes["difference_fen"]) == ("bot", ("", "5200"))
    again = len(store.cases.events(after.number))
    later = replace(customer, now=customer.now + timedelta(hours=1))
    assert joining.join(later, after, CaseKind.REFUND, Said("退钱"), found) == replace(
        after, escalations=("third_time",)
    )
    added = store.cases.events(after.number)[again:]
    assert [(one.what, one.detail, list(one.changes)) for one in added] == [
        ("refund", "退钱", []), ("changed", "", ["raised"]),
    ]  # fmt: skip


@pytest.mark.usefixtures("team")
def test_a_word_without_findings_leaves_what_is_proposed(store: SqliteStore) -> None:
    case = case_in(store, State.OPEN)
    said = Said("怎么还没人管")
    assert joining.join(acting(store, Party.CUSTOMER), case, CaseKind.HUMAN, said) == case
    last = store.cases.events(case.number)[-1]
    assert (last.what, last.detail, last.actor) == ("human", said.words, "customer")


def test_another_account_takes_away_what_the_first_one_showed(
    store: SqliteStore, team: Team
) -> None:
    clerk = acting(store, team[Role.CLERK])
    found = findings_for(history_of(store, SEED), OFFICE, None)
    case = joining.set_account(clerk, case_in(store, State.OPEN), SEED, found)
    assert (case.verdict, case.difference) == (Verdict.WRONG_FACT, Decimal("52.00"))
    assert case.bill_month is not None
    after = joining.set_account(clerk, case, "4100000200", None)
    assert (after.account_no, after.verdict, after.assessment, after.difference) == (
        "4100000200", None, None, None,
    )  # fmt: skip
    assert (after.remedy, after.payer, after.decision) == (*CHECK, None)
