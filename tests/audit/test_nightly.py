"""The audit of the night: cases for who is responsible, word to the heads and to customers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit.exports import RESULTS
from bot.audit.parts import parts_of
from bot.audit.trend import FILE, by_month
from bot.cli.audit_nightly import Nightly, look_through
from bot.cli.settings import read_settings
from bot.contract.messages import Chat, Reply
from bot.intake.mending import NOT_TAKEN, TAKEN
from bot.records.account import AccountRecord
from bot.records.case import State
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.store.port import Store
from tests.audit.exports import household, reading, write
from tests.dialogue.conversation import NOW

HEAD, ELECTRICIAN, CUSTOMER = (Chat("telegram", name) for name in ("77", "78", "5"))
NIGHT = NOW.replace(hour=3, minute=0, day=24)  # a Monday
LATE, METER = "4100000132", "0041000123"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A household that was registered late and billed 52 yuan too much; a meter on no account."""
    folder = tmp_path / "导出"
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


async def test_what_is_new_is_on_the_desk_in_the_morning_and_is_told_once(
    folder: Path, tmp_path: Path
) -> None:
    desk = read_settings({}).desk
    async with open_database(tmp_path / "office" / "office.db") as database:
        await database.write(people)

        async def night(days: int) -> tuple[str, ...]:
            nightly = Nightly(folder, tells=True)
            now = NIGHT + timedelta(days=days)
            return tuple((await look_through(nightly, database, desk, now)).numbers)

        def told(store: Store, hour: int) -> dict[str, list[str]]:
            waiting = store.outbox.heads("telegram", NIGHT.replace(hour=hour))
            return {
                one.chat.chat_id: one.what.text.splitlines()
                for one in waiting
                if isinstance(one.what, Reply)
            }

        first = await night(0)
        cases = await database.read(lambda store: [store.cases.get(n) for n in first])
        at_night = await database.read(lambda store: told(store, 3))
        at_ten = await database.read(lambda store: told(store, 10))
        again = await night(1)

        def close(store: Store) -> None:
            for case in cases:
                assert case is not None
                store.cases.change(case, replace(case, state=State.CLOSED), NIGHT, "staff:1")

        await database.write(close)
        explained = await night(2)
        write(
            folder,
            "表计领用.csv",
            [{"领用日期": "2018-10-12", "领用人": "赵师傅", "资产编号": METER, "现状态": "领用"}],
        )
        changed = await night(3)
        assignee = await database.read(lambda store: store.staff.member(ELECTRICIAN))
    assert len(first) == 2
    assert (again, explained, len(changed)) == ((), (), 1)
    of_account, of_meter = sorted((c for c in cases if c), key=lambda c: c.account_no is None)
    assert (of_account.account_no, of_account.assignee) == (LATE, None)
    assert assignee is not None
    assert of_meter.assignee == assignee.id
    assert METER not in of_meter.question
    assert METER[-4:] in of_meter.question
    assert list(at_night) == ["77"], "nobody's telephone rings at three"
    assert "新开工单2张" in at_night["77"][0]
    assert "****0132" in " ".join(at_ten["5"])
    assert "52.00" not in " ".join(at_ten["5"])
    assert len(list((folder / RESULTS).glob("*.xlsx"))) == 4
    (month,) = by_month(folder / RESULTS / FILE)
    assert (month.day, month.opened) == ((NIGHT + timedelta(days=3)).date(), 1)


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
