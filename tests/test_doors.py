"""One complaint through every door: the same answers, the same case, the same care."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.console import Console
from bot.cli.settings import CHANNELS
from bot.clock import CHINA
from bot.counter.asking import ask
from bot.sqlite.database import open_database
from bot.sqlite.store import SqliteStore
from bot.staff.turn import DeskSettings
from bot.wording.catalogue import words
from tests.desk import Desk
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW, OFFICE, put_account, put_bill
from tests.dialogue.test_seed import ANSWER, QUESTION
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL, BILL_HEAD, READING, READING_HEAD
from tests.intake.exports import csv_file as write
from tests.staff.conftest import Team, team_of
from tests.staff.office import Office, Person

DESK = DeskSettings(OFFICE, channels=CHANNELS)
AFTER = ("那多收的钱退不退?", "今年第一档还剩多少度?", "我要投诉,你们给个说法")
OF_THE_DOOR = {"channel", "chat_id", "touched"}


def opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


async def by_telegram(path: Path) -> list[str]:
    """What the customer hears in the messenger."""
    with closing(opened(path)) as db:
        office = Office(SqliteStore(db), NOW)
        customer = Person(office, 66, "张建国")
        for text in (QUESTION, CLAIM, *AFTER):
            customer.says(text)
        return [heard.text for heard in office.heard if heard.chat == customer.id]


async def by_terminal(path: Path) -> list[str]:
    """What the customer is answered in a terminal."""
    async with open_database(path) as database:
        console = Console(database, DESK, words(), io.StringIO(), lambda: NOW)
        replies = [await console.says(text) for text in (QUESTION, CLAIM, *AFTER)]
        return [reply.text for several in replies for reply in several]


async def by_asking(path: Path) -> list[str]:
    """What a clerk gets who asks in the customer's words."""
    async with open_database(path) as database:
        said = [
            await database.write(
                lambda store, text=text: ask(store, DESK, SEED, text, NOW, "shell:test")
            )
            for text in (QUESTION, *AFTER)
        ]
        return [reply.text for reply in said]


DOORS = {"telegram": by_telegram, "terminal": by_terminal, "ask": by_asking}


@pytest.fixture
async def walked(tmp_path: Path) -> dict[str, tuple[list[str], Path]]:
    """By door: what was answered, and the database that it left behind."""
    found = {}
    for name, door in DOORS.items():
        path = tmp_path / f"{name}.db"
        async with open_database(path) as database:
            await database.write(
                lambda store: put_account(
                    store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08"
                )
            )
            await database.write(
                lambda store: put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
            )
        found[name] = await door(path), path
    return found


Walked = dict[str, tuple[list[str], Path]]


async def test_every_door_says_the_same(walked: Walked) -> None:
    (telegram, _), (terminal, _), (asked, _) = walked.values()
    assert terminal == telegram
    who, bound, answer, *after, complaint = telegram
    assert "户号" in who
    assert bound.startswith("好了,已绑定户号 ******0123。")
    assert answer == ANSWER
    *before, told_whole = asked
    assert before == [ANSWER, *after]
    # A talk tells once what happens next with the case; who asks at a counter has heard nothing.
    assert set(complaint.splitlines()) < set(told_whole.splitlines())


async def test_every_door_leaves_the_same_case(walked: Walked) -> None:
    cases, events = [], []
    for _, path in walked.values():
        with closing(opened(path)) as db:
            (row,) = db.execute("SELECT * FROM complaint_case").fetchall()
            cases.append({k: v for k, v in dict(row).items() if k not in OF_THE_DOOR})
            rows = db.execute("SELECT at, what, detail, actor FROM case_event ORDER BY id")
            events.append([tuple(row) for row in rows])
    assert cases[0] == cases[1] == cases[2]
    assert events[0] == events[1] == events[2]
    assert (cases[0]["question"], cases[0]["difference_fen"]) == (QUESTION, 5200)


class Counter:
    """An office whose database is also used at the terminal, while its staff have Telegram."""

    def __init__(self, desk: Desk, store: SqliteStore) -> None:
        self.desk, self.store = desk, store
        self.team: Team = team_of(Office(store, datetime.now(CHINA).replace(microsecond=0)))
        self.team.clerk.hears()

    @property
    def number(self) -> str:
        return self.team.office.case().number


@pytest.fixture
def counter(desk: Desk) -> Iterator[Counter]:
    desk.does(
        "import",
        write(desk.folder / "1.csv", ACCOUNT_HEAD, ACCOUNT),
        write(desk.folder / "2.csv", READING_HEAD, READING),
        write(desk.folder / "3.csv", BILL_HEAD, BILL),
    )
    with closing(opened(desk.folder / "jieti.db")) as db:
        yield Counter(desk, SqliteStore(db))


def _by_telegram(counter: Counter) -> str:
    counter.team.stranger.says("为什么这么贵")
    return counter.team.stranger.says(CLAIM)


def _by_terminal(counter: Counter) -> str:
    return counter.desk.does("chat", input=f"为什么这么贵\n{CLAIM}\n")


def _by_asking(counter: Counter) -> str:
    return counter.desk.does("ask", SEED, "为什么这么贵")


Opens = Callable[[Counter], str]


@pytest.mark.parametrize("opens", [_by_telegram, _by_terminal, _by_asking])
def test_a_case_opened_at_any_door_is_told_and_its_clocks_run(
    counter: Counter, opens: Opens
) -> None:
    assert "52.00元" in opens(counter)
    clerk, head = counter.team.clerk, counter.team.head
    assert f"新工单 {counter.number}" in clerk.hears()
    counter.team.office.waits(days=30)
    assert f"工单 {counter.number} 已超时" in head.hears()


@pytest.mark.parametrize("opens", [_by_terminal, _by_asking])
def test_nothing_is_called_sent_that_nobody_can_deliver(counter: Counter, opens: Opens) -> None:
    opens(counter)
    said = counter.team.clerk.presses_data(f"send:{counter.number}")
    waiting = counter.store.connection.execute(
        "SELECT channel FROM outbox WHERE state = 'waiting' AND channel <> 'telegram'"
    ).fetchall()
    assert "已发给客户" not in said
    assert waiting == []


def test_whatever_is_said_in_a_terminal_reaches_who_took_the_case_over(counter: Counter) -> None:
    _by_terminal(counter)
    number, clerk, customer = counter.number, counter.team.clerk, counter.team.stranger
    customer.says("/bind")
    customer.says(CLAIM)
    customer.says("我要投诉,电费不对")
    clerk.says(f"/merge TS{number[2:-3]}002 {number}")
    clerk.presses_data(f"takeover:{number}")
    clerk.hears()
    counter.desk.does("chat", input="头一句\n第二句\n")
    told = clerk.hears()
    assert "头一句" in told
    assert "第二句" in told
    kept = [item.text for item in counter.store.materials.of_case(number)]
    assert kept == ["头一句", "第二句"]
