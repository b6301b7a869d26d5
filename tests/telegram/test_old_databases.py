"""A database of any earlier version is taken over whole: what waited in it is done.

Each row is written as the version wrote that first had its table, and then taken through the
numbered files up to the version that is tried; a later file is covered without a change here.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.sqlite.database import known_version, migrate
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import ANSWER, QUESTION
from tests.earlier import Rows, grown
from tests.standin import BotApi, Person
from tests.telegram.conftest import Serving

NUMBER = "TS20181222001"
AT, TOMORROW = "2018-12-22T09:30:00+08:00", "2018-12-23T09:30:00+08:00"


@dataclass(frozen=True)
class Old:
    """A database of an earlier version, and who had written to it."""

    path: Path
    version: int
    bound: Person  # has proven an account, opened a case and asked on
    asked: Person  # was asked for the account
    told: Person  # is still to hear something


def records() -> Rows:
    return {
        "account": [
            {"account_no": SEED, "holder_name": "张建国", "phone": "13800005678",
             "registered_on": "2018-12-05", "powered_on": "2018-10-08"},
        ],
        "reading": [
            {"account_no": SEED, "meter_no": "1", "register_kind": "总", "multiplier": "1",
             "bill_month": "2018-12-01", "last_wh": 0, "this_wh": 420_000, "wh": 420_000,
             "last_read_on": "2018-10-08", "this_read_on": "2018-12-20"},
        ],
        "bill": [
            {"account_no": SEED, "bill_month": "2018-12-01", "wh": 420_000,
             "charged_fen": 28720, "issued_on": "2018-12-22"},
        ],
    }  # fmt: skip


def of_chats(bound: Person, asked: Person) -> Rows:
    nobody = {"account_no": None, "name": None, "last_four": None}
    waits = json.dumps({"binding": nobody, "pending": QUESTION}, ensure_ascii=False)
    return {
        "binding": [{**chat(bound), "account_no": SEED, "bound_at": AT}],
        "dialogue_state": [{**chat(asked), "state": waits, "updated_at": AT}],
        "complaint_case": [
            {**chat(bound), "number": NUMBER, "account_no": SEED, "kind": "complaint",
             "question": "多收了", "opened_at": AT, "state": "open", "remedy": "check",
             "remedy_payer": "nobody", "contact_by": AT, "answer_by": "2019-01-02"},
        ],
        "case_event": [
            {"case_number": NUMBER, "at": AT, "what": "opened", "detail": "多收了"},
        ],
    }  # fmt: skip


def waiting(told: Person, updates: list[dict[str, Any]]) -> Rows:
    def message(key: str, text: str, not_before: str) -> dict[str, Any]:
        params = {
            "text": f"<b>{text}</b>",
            "parse_mode": "HTML",
            "reply_markup": {"inline_keyboard": [[{"text": "规定", "callback_data": "rule"}]]},
        }
        return {**chat(told), "key": key, "method": "sendMessage", "params": json.dumps(params),
                "created_at": AT, "not_before": not_before}  # fmt: skip

    return {
        "inbox": [
            {"channel": "telegram", "update_id": update["update_id"],
             "payload": json.dumps(update), "received_at": AT}
            for update in updates
        ],
        "outbox": [
            message("telegram:1:0:0", "欠着的回复", ""),
            message("clock:1", "到点的提醒", AT),
            message("clock:2", "明天的提醒", TOMORROW),
            {**message("sent:1:0", "没有人会发的", ""), "channel": "desk", "created_at": TOMORROW},
        ],
    }  # fmt: skip


def chat(person: Person) -> dict[str, str]:
    return {"channel": "telegram", "chat_id": str(person.id)}


@pytest.fixture(params=[1, 2, 3, 4, known_version() - 1, known_version()])
async def old(request: pytest.FixtureRequest, api: BotApi, environment: dict[str, str]) -> Old:
    """Those between have the same rows once they are brought up to date (the last test)."""
    bound, asked, told = (api.person(name) for name in ("张建国", "他儿子", "王芳"))
    with api.holding() as updates:
        await bound.says("今年第一档还剩多少度?")
        await asked.says(CLAIM)
    path = Path(environment["JIETI_DATABASE"])
    made = grown(path.parent, written(bound, asked, told, updates))
    return Old(made[request.param].rename(path), request.param, bound, asked, told)


def written(
    bound: Person, asked: Person, told: Person, updates: list[dict[str, Any]]
) -> dict[int, Rows]:
    """What stands in the old ones, by the version that first had the tables."""
    return {
        1: records() | of_chats(bound, asked),
        2: waiting(told, updates),
        4: {"chat_language": [{**chat(bound), "locale": "zh_Hant", "chosen": 1}]},
    }


@pytest.fixture
def office(old: Old) -> Path:
    """In place of today's: the old one, which `serving` opens."""
    return old.path


def states(old: Old, query: str, *values: str) -> list[str]:
    with closing(sqlite3.connect(old.path)) as db:
        return [row[0] for row in db.execute(query, values)]


async def test_what_waited_is_handled_and_sent(serving: Serving, old: Old) -> None:
    async with serving():
        if old.version < 2:
            await old.bound.says("今年第一档还剩多少度?")
            await old.asked.says(CLAIM)
        may_we, _ = await old.bound.hears(2)  # and that one more chat was bound to the account
        bound, may_we_too = await old.asked.hears(2)
        assert all("Telegram" in asked.plain for asked in (may_we, may_we_too))
        await old.bound.says("同意")
        (left,) = await old.bound.hears()
        await old.asked.says("同意")
        (answer,) = await old.asked.hears()
        said = [message.plain for message in await old.told.hears(2)] if old.version > 1 else []
        await old.bound.says("我的工单到哪一步了?")
        (status,) = await old.bound.hears()
        await old.told.hears_nothing_more()
    assert left.plain.startswith("您家已用到第三檔" if old.version > 3 else "您家已用到第三档")
    assert "已绑定户号 ******0123" in bound.plain
    assert answer.plain.split("\n")[0] == ANSWER.split("\n")[0]
    assert NUMBER in status.plain
    assert set(states(old, "SELECT state FROM inbox")) == {"done"}
    if old.version > 1:
        assert said == ["欠着的回复", "到点的提醒"]
        query = "SELECT state FROM outbox WHERE created_at = ? ORDER BY not_before"
        assert states(old, query, AT) == ["sent", "sent", "waiting"]
        assert states(old, query, TOMORROW) == ["failed"]


def test_from_whichever_version_the_rows_are_the_same(api: BotApi, tmp_path: Path) -> None:
    bound, asked, told = (api.person(name) for name in ("张建国", "他儿子", "王芳"))
    made = grown(tmp_path, written(bound, asked, told, []))
    first, *others = (brought_up(path) for version, path in made.items() if version >= 4)
    assert first["outbox"]
    for other in others:
        assert other == first


def brought_up(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the database once it is as today's, but for the trail and its seals."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.row_factory = sqlite3.Row
        migrate(db, NOW)
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {row[0] for row in db.execute(named)} - {"audit", "record_seal"}
        db.execute("UPDATE binding SET used_at = ''")  # when it was brought up to date
        every = {name: f"SELECT * FROM {name}" for name in tables}  # noqa: S608
        return {name: [tuple(row) for row in db.execute(query)] for name, query in every.items()}
