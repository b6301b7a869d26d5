"""The audit of the night: cases for who is responsible, word to the heads and to customers."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.audit.exports import RESULTS
from bot.audit.parts import parts_of
from bot.audit.trend import FILE, by_month
from bot.cli.audit_nightly import VISITS, Nightly, look_through
from bot.cli.settings import read_settings
from bot.contract.messages import Chat, Reply
from bot.intake.mending import NOT_TAKEN, TAKEN
from bot.records.account import AccountRecord
from bot.records.ahead import Why
from bot.records.case import Case, State
from bot.records.inspection import Inspected
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.store.port import Database, Store
from tests.audit.exports import household, reading, write
from tests.dialogue.conversation import NOW

HEAD, ELECTRICIAN, CUSTOMER = (Chat("telegram", name) for name in ("77", "78", "5"))
NIGHT = NOW.replace(hour=3, minute=0, day=24)  # a Monday
LATE, METER = "4100000132", "0041000123"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A household that was registered late and billed 52 yuan too much; a meter on no account."""
    return exports_in(tmp_path / "导出")


def exports_in(folder: Path) -> Path:
    folder.mkdir()
    late = household(132, 立户日期="2018-12-05", 送电日期="2018-10-08")
    write(folder, "档案.csv", [household(130), household(131), late])
    usual = [reading(number, "2018-11-20", "2018-12-20", 80) for number in (130, 131)]
    write(folder, "抄表.csv", [*usual, reading(132, "2018-10-08", "2018-12-20", 420)])
    bill = {"户号": LATE, "电费年月": "201812", "结算电量": 420, "应收电费": "287.20"}
    write(folder, "应收.csv", [bill])
    out = {"领用日期": "2018-10-08", "领用人": "赵师傅", "资产编号": METER, "现状态": "领用"}
    write(folder, "表计领用.csv", [out])
    return folder


def people(store: Store) -> None:
    until = NOW + timedelta(hours=1)
    for chat, role, name in ((HEAD, Role.HEAD, "周明"), (ELECTRICIAN, Role.ELECTRICIAN, "赵师傅")):
        store.staff.invite(chat.chat_id, role, name, "admin", NOW, until)
        assert store.staff.redeem(chat.chat_id, chat, NOW)
    store.accounts.put_account(AccountRecord(LATE, "王一", "13800000132", "青石镇"))
    store.chats.bind(CUSTOMER, LATE, NOW)


@dataclass(frozen=True)
class Nights:
    """Audits of the folder, night after night, and what is told of them."""

    database: Database
    folder: Path

    async def audit(self, night: int) -> tuple[Case, ...]:
        """The cases that are opened that night, that of an account first."""
        nightly, now = Nightly(self.folder, tells=True), NIGHT + timedelta(days=night)
        desk = read_settings({}).desk
        cases = [case for case, _ in (await look_through(nightly, self.database, desk, now)).cases]
        return tuple(sorted(cases, key=lambda case: case.account_no is None))

    async def told(self, hour: int) -> dict[str, list[str]]:
        """What waits to be sent at that hour of the first day, by chat."""

        def waiting(store: Store) -> dict[str, list[str]]:
            heads = store.outbox.heads("telegram", NIGHT.replace(hour=hour))
            replies = [(one.chat.chat_id, one.what) for one in heads]
            return {
                chat: what.text.splitlines() for chat, what in replies if isinstance(what, Reply)
            }

        return await self.database.read(waiting)

    async def close(self, cases: Iterable[Case]) -> None:
        """Close them, as explained."""

        def change(store: Store) -> None:
            for one in cases:
                case = store.cases.get(one.number)
                assert case is not None
                store.cases.change(case, replace(case, state=State.CLOSED), NIGHT, "staff:1")

        await self.database.write(change)


@pytest.fixture
async def nights(folder: Path, tmp_path: Path) -> AsyncIterator[Nights]:
    async with open_database(tmp_path / "office" / "office.db") as database:
        await database.write(people)
        yield Nights(database, folder)


First = tuple[Path, tuple[Case, ...]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    """The first night: the folder of the exports and the office, and the cases that it opened."""
    folder = tmp_path_factory.mktemp("first")

    async def night() -> tuple[Case, ...]:
        async with open_database(folder / "office" / "office.db") as database:
            await database.write(people)
            return await Nights(database, exports_in(folder / "导出")).audit(0)

    return folder, asyncio.run(night())


@pytest.fixture
async def after_one(first: First, tmp_path: Path) -> AsyncIterator[Nights]:
    """The office after its first night."""
    shutil.copytree(first[0], tmp_path, dirs_exist_ok=True)
    async with open_database(tmp_path / "office" / "office.db") as database:
        yield Nights(database, tmp_path / "导出")


async def test_what_is_new_is_on_the_desk_of_whom_the_lists_name(
    first: First, after_one: Nights
) -> None:
    (of_account, of_meter), nights = first[1], after_one
    assignee = await nights.database.read(lambda store: store.staff.member(ELECTRICIAN))
    assert (of_account.account_no, of_account.assignee) == (LATE, None)
    assert assignee is not None
    assert of_meter.assignee == assignee.id
    assert METER not in of_meter.question
    assert METER[-4:] in of_meter.question
    assert len(list((nights.folder / RESULTS).glob("*.xlsx"))) == 1


async def test_the_head_hears_at_once_and_the_customer_once_the_office_is_open(
    after_one: Nights,
) -> None:
    at_night, at_ten = await after_one.told(3), await after_one.told(10)
    assert list(at_night) == ["77"], "nobody's telephone rings at three"
    assert "新开工单2张" in at_night["77"][0]
    assert "新工单" in at_ten["78"][0], "who is responsible"
    assert "****0132" in " ".join(at_ten["5"])
    assert "52.00" not in " ".join(at_ten["5"])


async def test_it_is_told_once_and_again_only_when_its_facts_change(
    first: First, after_one: Nights
) -> None:
    nights = after_one
    assert await nights.audit(1) == ()
    await nights.close(first[1])
    assert await nights.audit(2) == ()
    out = {"领用日期": "2018-10-12", "领用人": "赵师傅", "资产编号": METER, "现状态": "领用"}
    write(nights.folder, "表计领用.csv", [out])
    (changed,) = await nights.audit(3)
    assert changed.account_no is None
    (month,) = by_month(nights.folder / RESULTS / FILE)
    assert (month.day, month.opened) == ((NIGHT + timedelta(days=3)).date(), 1)


async def test_what_was_seen_in_the_field_is_read_as_a_survey(nights: Nights) -> None:
    """420 kWh were billed to the household; a later visit sees 300 on its meter."""
    seen = Inspected(date(2018, 12, 22), LATE, 7, "high", "not_read", True, "", Decimal(300), "",
                     differs=True)  # fmt: skip
    await nights.database.write(lambda store: store.inspections.put(seen))
    of_account, *_ = await nights.audit(0)
    assert "B10" in of_account.question
    listed = (nights.folder / VISITS).read_text("utf-8-sig")
    assert LATE in listed


def test_what_was_taken_in_at_night_is_one_office(folder: Path) -> None:
    for name in (TAKEN, NOT_TAKEN):
        (folder / name).mkdir()
    (folder / "档案.csv").rename(folder / TAKEN / "20181222-0200-档案.csv")
    for name in ("抄表", "应收", "表计领用"):
        (folder / f"{name}.csv").rename(folder / NOT_TAKEN / f"20181222-0200-{name}.csv")
    (part,) = parts_of(folder)
    assert len(part.files) == 4


async def test_an_empty_folder_is_no_fault(tmp_path: Path) -> None:
    desk = read_settings({}).desk
    async with open_database(tmp_path / "office" / "office.db") as database:
        opened = await look_through(Nightly(tmp_path / "office", tells=False), database, desk, NOW)
    assert opened.cases == ()


async def test_a_night_that_fails_is_told_with_what_to_do(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIETI_REGION", "nowhere")
    assert await nights.audit(0) == ()
    (told,) = (await nights.told(3)).values()
    text = "\n".join(told)
    assert "今晚的稽核没有做成" in text
    assert "JIETI_REGION" in text
    assert "请这样做" in text
    assert str(nights.folder) in text


async def test_who_was_registered_late_waits_for_the_heads_word(nights: Nights) -> None:
    nightly, desk = Nightly(nights.folder, tells=False), read_settings({}).desk
    await look_through(nightly, nights.database, desk, NIGHT)
    assert "可以赶在下张账单前告诉客户" in " ".join(
        await nights.database.read(lambda store: _all_told(store, HEAD))
    )
    (word,) = await nights.database.read(lambda store: store.ahead.waiting())
    assert (word.account_no, word.why) == (LATE, Why.REGISTERED_LATE)


def _all_told(store: Store, chat: Chat) -> list[str]:
    found = []
    while heads := [one for one in store.outbox.heads(chat.channel, NIGHT) if one.chat == chat]:
        found += [one.what.text for one in heads if isinstance(one.what, Reply)]
        break
    return found
