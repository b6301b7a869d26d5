"""A new holder or telephone in the file of accounts ends what chats have proved."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cases.paper_proof import PREFIX, made
from bot.contract.messages import Chat
from bot.intake.codes import RowCode
from bot.intake.importer import import_file
from bot.sqlite.database import open_database
from bot.store.once import Opens
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW, Customer, new_file
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, csv_file
from tests.intake.test_rows import put

CHAT = Chat("test", "1")
BEFORE = NOW - timedelta(days=30)
OTHER_NAME = put(ACCOUNT, ACCOUNT_HEAD, "户名", "王芳")
MASKED = put(ACCOUNT, ACCOUNT_HEAD, "户名", f"{ACCOUNT[1][0]}**")
OTHER_PHONE = put(ACCOUNT, ACCOUNT_HEAD, "联系电话", "13900001111")
TRANSFERS = ("户号", "过户日期"), (ACCOUNT[0], "2018-12-10")


@pytest.mark.parametrize(
    ("column", "value", "stays"),
    [
        ("户名", "刘新主", False),
        ("联系电话", "13900001111", False),
        ("用电地址", "李庄村3组13号", True),
        ("联系电话", "", True),
        ("户名", "张建国", True),
        ("户名", "张 建　国", True),
        ("户名", "张·建国", True),
    ],
)
async def test_a_binding_ends_with_its_holder(
    tmp_path: Path, column: str, value: str, stays: bool
) -> None:
    async with open_database(new_file(tmp_path / "office.db")) as database:
        await import_file(database, csv_file(tmp_path / "1.csv", ACCOUNT_HEAD, ACCOUNT), NOW)
        await database.write(lambda store: store.chats.bind(CHAT, ACCOUNT[0], NOW))
        code = await database.write(lambda store: made(store, ACCOUNT[0], "staff:2", NOW))
        changed = put(ACCOUNT, ACCOUNT_HEAD, column, value)
        await import_file(database, csv_file(tmp_path / "2.csv", ACCOUNT_HEAD, changed), NOW)
        bound = await database.read(lambda store: store.chats.bound_accounts(CHAT))
        told = await database.read(lambda store: store.outbox.heads(CHAT.channel, NOW))
        opens = await database.write(
            lambda store: store.once.use(code.removeprefix(PREFIX), Opens.ACCOUNT, NOW)
        )
    assert bound == ((ACCOUNT[0],) if stays else ())
    assert bool(opens) is stays, "nor does a code bind that was printed before"
    assert ["换了户主或者电话" in str(one.what) for one in told] == ([] if stays else [True])


@pytest.mark.parametrize(
    ("day", "bound_on", "to", "stays", "left"),
    [
        ("2018-12-10", NOW, "张建国", False, False),
        ("2018-12-10", BEFORE, "", False, True),  # of who left, as is the record
        ("2018-12-10", BEFORE, "张建国", False, False),  # the record is the new holder's by then
        ("2016-05-01", NOW, "张建国", True, False),
    ],
)
async def test_a_list_of_transfers_ends_it_too(
    tmp_path: Path, day: str, bound_on: datetime, to: str, stays: bool, left: bool
) -> None:
    async with open_database(new_file(tmp_path / "office.db")) as database:
        first = put(
            put(ACCOUNT, ACCOUNT_HEAD, "立户日期", "2015-01-01"),
            ACCOUNT_HEAD,
            "送电日期",
            "2015-01-01",
        )
        await import_file(database, csv_file(tmp_path / "1.csv", ACCOUNT_HEAD, first), NOW)
        await database.write(lambda store: store.chats.bind(CHAT, ACCOUNT[0], bound_on))
        rows = ("户号", "原户名", "新户名", "过户日期"), (ACCOUNT[0], "王芳", to, day)
        report = await import_file(database, csv_file(tmp_path / "2.csv", *rows), NOW)
        bound = await database.read(lambda store: store.chats.bound_accounts(CHAT))
        noted = await database.read(lambda store: store.accounts.left_by(ACCOUNT[0]))
    assert report.added == 1
    assert bound == ((ACCOUNT[0],) if stays else ())
    assert bool(noted) is left, "the particulars of who left prove nothing any more"


def try_to_bind(store: Store) -> list[str]:
    by_words, by_phone = Customer(store, "words"), Customer(store, "phone")
    by_words.commands("bind")
    return [by_words.says(CLAIM)[0].text, by_phone.shares(f"+86{ACCOUNT[2]}", own=True)[0].text]


@pytest.mark.parametrize(
    ("files", "binds"),
    [
        (((BEFORE, ACCOUNT), (NOW, None)), False),
        (((NOW, ACCOUNT), (NOW, None)), True),  # exported after it: the new holder
        (((BEFORE, ACCOUNT), (NOW, None), (NOW, ACCOUNT)), False),  # an old export once more
        (((BEFORE, ACCOUNT), (NOW, None), (NOW, MASKED)), False),  # the same holder, masked
        (((BEFORE, OTHER_NAME), (NOW, ACCOUNT), (NOW, None)), True),
        (((BEFORE, OTHER_PHONE), (NOW, ACCOUNT), (NOW, None)), False),
    ],
)  # fmt: skip
async def test_who_left_does_not_bind_though_no_chat_was_bound_before(
    tmp_path: Path, files: tuple[tuple[datetime, tuple[str, ...] | None], ...], binds: bool
) -> None:
    warned = False
    async with open_database(new_file(tmp_path / "office.db")) as database:
        for number, (now, account) in enumerate(files):
            rows = (ACCOUNT_HEAD, account) if account else TRANSFERS
            report = await import_file(database, csv_file(tmp_path / f"{number}.csv", *rows), now)
            warned |= any(one.code is RowCode.NAMES_WHO_LEFT for one in report.warnings)
        answers = await database.write(try_to_bind)
    assert ["已绑定" in one for one in answers] == [binds, binds]
    assert warned is not binds, "the clerk hears of it where the list is imported"


ACCOUNTS = (ACCOUNT_HEAD, ACCOUNT)  # of 张建国
AFTER = NOW  # named after the change, though the export may be older


def moved(head: str, *rows: str) -> tuple[tuple[str, ...], ...]:
    return tuple(("户号" if row is head else ACCOUNT[0], *row.split()) for row in (head, *rows))


@pytest.mark.parametrize(
    ("named", "files", "binds"),
    [
        (AFTER, [moved("原户名 新户名 过户日期", "张建国 王芳 2018-12-10")], False),
        (AFTER, [moved("過戶前戶名 過戶後戶名 過戶日期", "張·建國 王芳 2018-12-10")], False),
        (AFTER, [moved("旧户主 更名日期", "张建国 2018-12-10")], False),
        (AFTER, [moved("户名 现户名 过户日期", "张建国 王芳 2018-12-10")], False),
        (AFTER, [moved("更名前 更名后 更名时间", "张建国 王芳 2018-12-10")], False),
        (BEFORE, [moved("变更前名称 变更后名称 过户日期", "王芳 张建国 2018-12-10")], True),
        (BEFORE, [moved("新户主姓名 过户日期", "张建国 2018-12-10")], True),
        (BEFORE, [moved("原用户名称 户名 过户日期", "王芳 張建國 2018-12-10")], True),
        (BEFORE, [moved("户名 新户名 过户日期", "张建国 张建国 2018-12-10")], True),
        # A father's and a son's name, or one person anew: the days decide.
        (BEFORE, [moved("原户名 新户名 过户日期", "张建国 张建国 2018-12-10")], False),
        (AFTER, [moved("原户名 新户名 过户日期", "张建国 张建国 2018-12-10")], True),
        # Neither of the two.
        (BEFORE, [moved("原户名 新户名 过户日期", "李强 王芳 2018-12-10")], False),
        (AFTER, [moved("原户名 新户名 过户日期", "李强 王芳 2018-12-10")], True),
        (
            AFTER,
            [moved("原户名 新户名 过户日期", "张建国 李强 2018-11-10", "李强 王芳 2018-12-10")],
            False,
        ),
        (
            BEFORE,
            [moved("原户名 新户名 过户日期", "张建国 李强 2018-11-10", "李强 张建国 2018-12-10")],
            True,
        ),
        # The new holder's record, and then the old export once more.
        (
            AFTER,
            [
                (ACCOUNT_HEAD, OTHER_NAME),
                moved("原户名 新户名 过户日期", "张建国 王芳 2018-12-10"),
                ACCOUNTS,
            ],
            False,
        ),
        # The list came without the names before, or comes so again.
        (AFTER, [TRANSFERS, moved("原户名 新户名 过户日期", "张建国 王芳 2018-12-10")], False),
        (AFTER, [moved("原户名 新户名 过户日期", "张建国 王芳 2018-12-10"), TRANSFERS], False),
        (NOW, [moved("原户主 现户名 过户日期", "张建国 王芳 2018-12-10", "- - 20181210")], False),
    ],
)  # fmt: skip
async def test_the_names_in_a_list_of_transfers_tell_whose_the_record_is(
    tmp_path: Path, named: datetime, files: list[tuple[tuple[str, ...], ...]], binds: bool
) -> None:
    warned = False
    async with open_database(new_file(tmp_path / "office.db")) as database:
        await import_file(database, csv_file(tmp_path / "0.csv", *ACCOUNTS), named)
        await database.write(lambda store: store.chats.bind(CHAT, ACCOUNT[0], named))
        for number, rows in enumerate(files, 1):
            report = await import_file(database, csv_file(tmp_path / f"{number}.csv", *rows), NOW)
            assert not report.refused
            warned |= any(one.code is RowCode.NAMES_WHO_LEFT for one in report.warnings)
        bound = await database.read(lambda store: store.chats.bound_accounts(CHAT))
        answers = await database.write(try_to_bind)
    assert ["已绑定" in one for one in answers] == [binds, binds]
    assert ["正在换户主" in one for one in answers] == [not binds, not binds]
    assert warned is not binds, "the clerk hears of it"
    assert bound == (), "a chat that is bound proves it anew"


@pytest.mark.parametrize(
    ("names", "stays"), [("张建国 王芳", False), ("王芳 张建国", True), ("李强 王芳", True)]
)
async def test_names_that_come_later_end_what_who_left_has_proved_and_do_it_once(
    tmp_path: Path, names: str, stays: bool
) -> None:
    files = TRANSFERS, *[moved("原户名 新户名 过户日期", f"{names} 2018-12-10")] * 2
    bound = []
    async with open_database(new_file(tmp_path / "office.db")) as database:
        await import_file(database, csv_file(tmp_path / "0.csv", *ACCOUNTS), NOW)
        for number, rows in enumerate(files, 1):
            now = NOW + timedelta(minutes=number)
            await import_file(database, csv_file(tmp_path / f"{number}.csv", *rows), now)
            bound.append(await database.read(lambda store: store.chats.bound_accounts(CHAT)))
            await database.write(lambda store: store.chats.bind(CHAT, ACCOUNT[0], NOW))
    assert [len(one) for one in bound[1:]] == [stays, True], "the desk's own code binds after it"
