"""What `bot/store` promises of transactions, accounts, chats and staff, kept by every store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.contract.messages import Call, Figures, Reply
from bot.records.account import AccountRecord, BillRecord
from bot.records.case import State
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.records.memory import Awaited, Memory, Question
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.store.accounts import Change
from bot.store.port import Database, Store, UnusableError
from tests.dialogue.conversation import NOW
from tests.store.memory import MemoryDatabase
from tests.store.rows import (
    ACCOUNT,
    CHAT,
    DAY,
    DECEMBER,
    LI,
    OTHER,
    add_case,
    handled,
    join,
    put_everything,
    reading,
    seen,
)

ASKED = Memory(question=Question(None, "户号"), awaited=Awaited("note", "TS20181222001"))


def test_what_failed_inside_an_attempt_is_taken_back_and_nothing_else(store: Store) -> None:
    put_everything(store)
    store.chats.put_language(OTHER, "en", chosen=True)
    before = seen(store)

    def everything_else() -> None:
        store.accounts.put_account(replace(ACCOUNT, holder_name="别人"))
        store.accounts.put_bill(BillRecord(ACCOUNT.account_no, DECEMBER, Decimal(1), Decimal(2)))
        store.audit.add(NOW, "a", "b", "c")
        add_case(store)
        (old,) = store.cases.newest_first()[1:]
        store.cases.change(old, replace(old, state=State.CLOSED), NOW, "staff:1")
        store.chats.forget(OTHER)
        store.inbox.receive("test", [("9", "{}")], NOW)
        handled(store)
        store.materials.edit(CHAT, "m1", "anders")
        store.outbox.cancel("k")
        store.retention.hold(old.number, NOW, "shell:1", on=True)
        store.staff.redeem("token", OTHER, NOW)
        raise ValueError("at the end")

    with pytest.raises(ValueError, match="at the end"), store.attempt():
        everything_else()
    assert seen(store) == before


def test_attempts_inside_attempts_end_alone(store: Store) -> None:
    def half() -> None:
        store.audit.add(NOW, "a", "lost", "c")
        raise ValueError("in the middle")

    with store.attempt():
        store.audit.add(NOW, "a", "kept", "c")
        with pytest.raises(ValueError, match="in the middle"), store.attempt():
            half()
        store.audit.add(NOW, "a", "kept too", "c")
    trail = store.audit.verify()
    assert (trail.entries, trail.broken_at) == (3, None)


@pytest.fixture(params=["sqlite", "memory"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "memory":
        yield MemoryDatabase()
        return
    async with open_database(tmp_path / "a.db") as opened:
        yield opened


async def test_a_transaction_is_whole_or_nothing(database: Database) -> None:
    def half(store: Store) -> None:
        store.chats.put_memory(CHAT, Memory(misses=2), NOW)
        raise ValueError("in the middle")

    await database.write(lambda store: store.chats.put_memory(CHAT, Memory(misses=1), NOW))
    for run in (database.write, database.note):
        with pytest.raises(ValueError, match="in the middle"):
            await run(half)
    assert await database.read(lambda store: store.chats.get_memory(CHAT)) == Memory(misses=1)
    await database.note(lambda store: store.chats.put_memory(CHAT, Memory(misses=3), NOW))
    assert await database.read(lambda store: store.chats.get_memory(CHAT)) == Memory(misses=3)


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(UnusableError):
        await database.read(lambda store: store.chats.put_language(CHAT, "en", chosen=True))
    assert await database.read(lambda store: store.chats.language_of(CHAT)) == (None, False)


def test_an_account_is_added_changed_or_left_as_it_is(store: Store) -> None:
    assert store.accounts.get(ACCOUNT.account_no) is None
    assert store.accounts.put_account(ACCOUNT) is Change.ADDED
    assert store.accounts.put_account(ACCOUNT) is Change.UNCHANGED
    less = AccountRecord(ACCOUNT.account_no, "", powered_on=date(2018, 10, 8))
    assert store.accounts.put_account(less) is Change.CHANGED
    kept = store.accounts.get(ACCOUNT.account_no)
    assert kept == replace(ACCOUNT, powered_on=date(2018, 10, 8))


def test_accounts_are_found_by_phone_and_holder_in_order_of_number(store: Store) -> None:
    namesake = AccountRecord("4100000099", "张建国", "13900000000")
    for record in (LI, ACCOUNT, namesake):
        store.accounts.put_account(record)
    assert store.accounts.with_phone("13800005678") == (ACCOUNT, LI)
    assert store.accounts.with_phone("1380000567") == ()
    assert store.accounts.of_holder("张建国") == (namesake, ACCOUNT)
    assert store.accounts.of_holder("张") == ()


def test_accounts_are_found_by_each_of_several_words(store: Store) -> None:
    for record in (LI, ACCOUNT):
        store.accounts.put_account(record)
    name, phone = ACCOUNT.holder_name, ACCOUNT.phone
    assert store.accounts.matching((name,), 5) == (ACCOUNT,)
    assert store.accounts.matching((name, ACCOUNT.account_no[-4:]), 5) == (ACCOUNT,)
    assert store.accounts.matching((phone,), 5) == (ACCOUNT, LI)
    assert store.accounts.matching((phone,), 1) == (ACCOUNT,)
    for none in ((), ("%",), (name, LI.holder_name)):
        assert store.accounts.matching(none, 5) == ()


def test_near_is_at_the_same_address_then_by_the_day_of_registration(store: Store) -> None:
    day = date(2018, 12, 5)
    seed = replace(ACCOUNT, address="柳河村", registered_on=day)
    others = {
        "4100000301": ("东岗村", day), "4100000302": ("柳河村", day.replace(day=20)),
        "4100000303": ("柳河村", day.replace(day=6)),
        "4100000304": ("东岗村", day.replace(year=2012)),
    }  # fmt: skip
    for number, (village, registered) in others.items():
        one = replace(seed, account_no=number, address=village, registered_on=registered)
        store.accounts.put_account(one)
    store.accounts.put_account(seed)
    numbers = [f"41000003{n}" for n in ("03", "02", "01", "04")]
    assert list(store.accounts.near(seed, 9)) == numbers
    assert list(store.accounts.near(seed, 2)) == numbers[:2]


def test_the_accounts_that_have_bills_are_listed_in_order(store: Store) -> None:
    for number in ("4100000099", ACCOUNT.account_no, LI.account_no):
        store.accounts.put_account(replace(ACCOUNT, account_no=number))
    for number in ("4100000099", ACCOUNT.account_no):
        bill = BillRecord(number, date(2018, 12, 1), Decimal(420), Decimal("287.20"))
        store.accounts.put_bill(bill)
    assert store.accounts.billed(5) == ("4100000099", ACCOUNT.account_no)
    assert store.accounts.billed(1) == ("4100000099",)


def test_a_fact_is_kept_once_a_key_and_what_says_the_same_changes_nothing(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    first = FactRecord(
        ACCOUNT.account_no,
        FactKind.HOUSEHOLD,
        Standing.KNOWN,
        "2018-03-01",
        {"from": "2018-03-01", "persons": 6},
        FactSource.FILE,
        "多人口登记.csv 2",
        NOW,
    )
    none = replace(first, kind=FactKind.TIME_OF_USE, standing=Standing.NONE, since="", value=None)
    assert store.accounts.put_fact(none) is Change.ADDED
    assert store.accounts.put_fact(first) is Change.ADDED
    again = replace(first, source=FactSource.PAPER, basis="户口簿", noted_at=NOW + DAY)
    assert store.accounts.put_fact(again) is Change.UNCHANGED
    more = replace(again, value={"from": "2018-03-01", "persons": 7})
    assert store.accounts.put_fact(more) is Change.CHANGED
    assert store.accounts.facts_of(ACCOUNT.account_no) == (more, none)
    assert store.accounts.facts_of(LI.account_no) == ()
    assert store.accounts.drop_fact(ACCOUNT.account_no, FactKind.HOUSEHOLD, "2018-03-01")
    assert not store.accounts.drop_fact(ACCOUNT.account_no, FactKind.HOUSEHOLD, "2018-03-01")
    assert store.accounts.facts_of(ACCOUNT.account_no) == (none,)
    still_open = replace(first, standing=Standing.UNKNOWN, since="", value=None)
    assert store.accounts.put_fact(still_open) is Change.ADDED
    assert store.accounts.put_fact(more) is Change.ADDED
    assert store.accounts.facts_of(ACCOUNT.account_no) == (more, none)


def test_a_binding_is_used_and_ended_by_itself(store: Store) -> None:
    for record in (ACCOUNT, LI):
        store.accounts.put_account(record)
    later = NOW + timedelta(days=9)
    store.chats.bind(CHAT, ACCOUNT.account_no, NOW)
    store.chats.bind(OTHER, ACCOUNT.account_no, later)
    store.chats.bind(CHAT, LI.account_no, NOW)
    store.chats.note_use(CHAT, LI.account_no, later)
    store.chats.note_use(CHAT, "nobody's", later)
    first, second = store.chats.bindings_of(ACCOUNT.account_no)
    assert (first.chat, first.bound_at, first.used_at) == (CHAT, NOW, NOW)
    assert (second.chat, second.used_at) == (OTHER, later)
    assert store.chats.unused_bindings(later) == (first,)
    store.chats.end_binding(CHAT, ACCOUNT.account_no)
    assert store.chats.unused_bindings(later) == ()
    assert store.chats.bound_accounts(CHAT) == (LI.account_no,)
    assert store.chats.bound_accounts(OTHER) == (ACCOUNT.account_no,)


def test_a_chat_turns_to_an_account_without_proving_it_anew(store: Store) -> None:
    for record in (ACCOUNT, LI):
        store.accounts.put_account(record)
        store.chats.bind(CHAT, record.account_no, NOW)
    assert store.chats.bound_accounts(CHAT) == (LI.account_no, ACCOUNT.account_no)
    store.chats.turn_to(CHAT, ACCOUNT.account_no)
    store.chats.turn_to(OTHER, ACCOUNT.account_no)
    assert store.chats.bound_accounts(CHAT) == (ACCOUNT.account_no, LI.account_no)
    assert store.chats.bound_accounts(OTHER) == ()
    (binding,) = store.chats.bindings_of(ACCOUNT.account_no)
    assert binding.bound_at == NOW


def test_figures_that_wait_for_a_chat_are_taken_back(store: Store) -> None:
    figures = Figures(ACCOUNT.account_no, "sent")
    for chat, key in ((CHAT, "a"), (OTHER, "b")):
        store.outbox.put(key, chat, Reply("287.20", figures=figures), NOW, case_number="TS1")
        store.outbox.put(f"{key}0", chat, Reply("您好"), NOW)
    assert store.outbox.take_back(CHAT, LI.account_no) == ()
    assert store.outbox.take_back(CHAT, ACCOUNT.account_no) == (("a", "TS1"),)
    assert store.outbox.count("waiting") == 3


def test_readings_and_bills_have_one_row_a_key_in_order_of_time(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    first, second = reading(11), reading(12)
    for one in (second, first):
        assert store.accounts.put_reading(one) is Change.ADDED
    assert store.accounts.put_reading(first) is Change.UNCHANGED
    settled = replace(first, kwh=Decimal("120.5"))
    assert store.accounts.put_reading(settled) is Change.CHANGED
    assert store.accounts.put_reading(replace(first, register_kind="峰")) is Change.ADDED
    kept = store.accounts.readings_of(ACCOUNT.account_no)
    assert kept == (replace(first, register_kind="峰"), settled, second)
    assert store.accounts.readings_of(LI.account_no) == ()

    november = BillRecord(ACCOUNT.account_no, date(2018, 11, 1), Decimal(100), Decimal("56.07"))
    december = replace(november, bill_month=DECEMBER, issued_on=date(2018, 12, 21))
    for bill in (december, november):
        assert store.accounts.put_bill(bill) is Change.ADDED
    assert store.accounts.put_bill(november) is Change.UNCHANGED
    assert store.accounts.put_bill(replace(december, charged=Decimal(-3))) is Change.CHANGED
    assert store.accounts.bills_of(ACCOUNT.account_no) == (
        november,
        replace(december, charged=Decimal(-3)),
    )


def test_a_chat_has_its_accounts_the_current_one_first(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    store.accounts.put_account(LI)
    chats = store.chats
    for account, chat in ((ACCOUNT, CHAT), (LI, CHAT), (ACCOUNT, OTHER)):
        chats.bind(chat, account.account_no, NOW)
    assert chats.bound_accounts(CHAT) == (LI.account_no, ACCOUNT.account_no)
    chats.bind(CHAT, ACCOUNT.account_no, NOW + DAY)
    assert chats.bound_accounts(CHAT) == (ACCOUNT.account_no, LI.account_no)
    assert set(chats.bound_to(ACCOUNT.account_no)) == {CHAT, OTHER}
    assert chats.unbind(CHAT) == 2
    assert chats.unbind(CHAT) == 0
    assert chats.bound_accounts(CHAT) == ()
    assert chats.bound_to(ACCOUNT.account_no) == (OTHER,)


def test_failed_tries_count_for_the_chat_and_for_the_account(store: Store) -> None:
    chats = store.chats
    for minutes, chat, account in ((0, CHAT, "1"), (1, CHAT, "2"), (2, OTHER, "1")):
        chats.add_failure(chat, account, NOW + timedelta(minutes=minutes))
    assert chats.failures_since(CHAT, NOW - DAY) == 2
    assert chats.failures_since(CHAT, NOW) == 1
    assert chats.failures_on_account("1", NOW) == 2
    assert chats.failures_on_account("1", NOW + timedelta(minutes=1)) == 1
    assert chats.failures_since(CHAT, NOW - DAY) == 1  # what lapsed is gone


def test_forget_leaves_failed_tries(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    chats = store.chats
    for chat in (CHAT, OTHER):
        chats.bind(chat, ACCOUNT.account_no, NOW)
        chats.put_memory(chat, ASKED, NOW)
        chats.put_language(chat, "zh_Hant", chosen=chat == OTHER)
        chats.add_failure(chat, "1", NOW)
    assert chats.get_memory(CHAT) == ASKED
    assert (chats.language_of(CHAT), chats.language_of(OTHER)) == (
        ("zh_Hant", False),
        ("zh_Hant", True),
    )
    chats.forget(CHAT)
    assert (chats.bound_accounts(CHAT), chats.get_memory(CHAT)) == ((), Memory())
    assert chats.language_of(CHAT) == (None, False)
    assert chats.failures_since(CHAT, NOW - DAY) == 1
    assert chats.bound_accounts(OTHER)
    assert chats.get_memory(OTHER) == ASKED


def test_what_was_read_is_no_door_into_the_store(store: Store) -> None:
    store.outbox.put("k", CHAT, Call("x", {"rows": [1]}), NOW)
    (waiting,) = store.outbox.heads("test", NOW)
    assert isinstance(waiting.what, Call)
    waiting.what.params["rows"].append(2)
    assert store.outbox.heads("test", NOW)[0].what == Call("x", {"rows": [1]})


def test_an_invitation_is_good_once_and_until_it_expires(store: Store) -> None:
    store.staff.invite("token", Role.CLERK, "小李", "admin", NOW, NOW + DAY)
    assert store.staff.redeem("Token", CHAT, NOW) is None
    assert store.staff.redeem("token", CHAT, NOW + DAY) is None
    member = store.staff.redeem("token", CHAT, NOW)
    assert member is not None
    assert (member.chat, member.name, member.role) == (CHAT, "小李", Role.CLERK)
    assert store.staff.redeem("token", OTHER, NOW) is None
    assert store.staff.member(CHAT) == store.staff.get(member.id) == member
    assert store.staff.member(OTHER) is None
    assert store.staff.get(None) is None
    assert store.staff.get(member.id + 1) is None


def test_who_left_is_still_known_and_comes_back_under_the_same_number(store: Store) -> None:
    clerk = join(store, "one", CHAT)
    head = join(store, "two", OTHER, Role.HEAD)
    assert [one.id for one in store.staff.members()] == [clerk, head]
    assert [one.id for one in store.staff.members(Role.HEAD, Role.AUDITOR)] == [head]
    assert store.staff.remove(clerk, NOW)
    assert not store.staff.remove(clerk, NOW)
    assert not store.staff.remove(clerk + head, NOW)
    assert store.staff.member(CHAT) is None
    assert store.staff.get(clerk)
    assert [one.id for one in store.staff.members()] == [head]
    assert [one.id for one in store.staff.everybody()] == [clerk, head]
    assert join(store, "three", CHAT, Role.AUDITOR) == clerk
    again = store.staff.member(CHAT)
    assert again
    assert again.role is Role.AUDITOR
