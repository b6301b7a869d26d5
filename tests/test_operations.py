"""Backup and restore, the doctor, holds, retention and the audit trail, as commands."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clock
from bot.cli import shell
from bot.cli.doctor import examine
from bot.sample_office import sample_files
from bot.sqlite.backup import FORGOTTEN
from bot.sqlite.database import open_database
from bot.wording.catalogue import words
from tests.desk import Desk

CLAIM = "4100000123 张建国 5678"


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample office, and the seed's customer who has asked."""
    desk = Desk(tmp_path_factory.mktemp("filled"))
    desk.does("import", *sample_files())
    desk.does("chat", input=f"为什么超过0.56?\n{CLAIM}\n")
    return desk


@pytest.fixture
def office(filled: Desk, desk: Desk) -> Desk:
    """A copy of it for each test."""
    for file in filled.folder.iterdir():
        shutil.copy2(file, desk.folder)
    return desk


def test_a_backup_is_a_whole_copy_and_a_restore_puts_it_back(office: Desk) -> None:
    database, copy = office.folder / "jieti.db", office.folder / "copy.db"
    assert "已写好" in office.does("backup", copy)
    assert copy.stat().st_mode & 0o077 == 0
    office.does("chat", input="/unbind\n")
    assert rows(database, "SELECT * FROM binding") == []
    assert "原来的那份保留为" in office.does("restore", copy)
    assert len(rows(database, "SELECT * FROM binding")) == 1
    assert "287.20元" in office.does("chat", input="我的账单\n")
    (kept,) = office.folder.glob("jieti.db.*.old")
    assert rows(kept, "SELECT * FROM binding") == []


def test_who_asked_to_be_forgotten_does_not_come_back_with_a_backup(office: Desk) -> None:
    database, first = office.folder / "jieti.db", office.folder / "first.db"
    office.does("backup", first)
    said = office.does("chat", input="/forget\n", JIETI_KEEP_BACKUP_DAYS="30")
    assert "备份" in said
    assert "30天" in said
    later = office.folder / "later.db"
    office.does("backup", later)
    assert "又从里面删掉了" in office.does("restore", first)
    assert rows(database, "SELECT * FROM binding") == []
    assert "又从里面删掉了" not in office.does("restore", later)
    database.unlink()
    # Even where the database is lost, the list lies beside the backups.
    assert "1 " in office.does("restore", first)
    assert rows(database, "SELECT * FROM binding") == []
    (office.folder / "jieti-forgotten.json").write_text("[[1")
    assert "jieti-forgotten.json" in office.refuses("restore", first)
    office.does("chat", input="/help\n")
    assert "jieti-forgotten.json" in office.refuses("backup", office.folder / "third.db")
    assert rows(office.folder / "third.db", "SELECT count(*) FROM binding") == [(0,)]


def test_forgotten_words_are_in_no_file_while_the_service_runs(office: Desk) -> None:
    words = "MARKERONE我这个月多少度"
    office.does("chat", input=f"/unbind\n{words}?\n")
    kept = b"".join(file.read_bytes() for file in office.folder.glob("jieti.db*"))
    assert words.encode() in kept
    with closing(sqlite3.connect(office.folder / "jieti.db")) as reader:  # keeps the log alive
        assert reader.execute("SELECT count(*) FROM dialogue_state").fetchone() == (1,)
        office.does("chat", input="/forget\n")
        for file in office.folder.glob("jieti.db*"):
            assert words.encode() not in file.read_bytes(), file.name


def test_the_list_beside_the_backups_names_nobody(office: Desk) -> None:
    office.does("chat", input="/forget\n")
    office.does("backup", office.folder / "copy.db")
    listed = json.loads((office.folder / FORGOTTEN).read_text(encoding="utf-8"))
    assert [channel for channel, _, _ in listed] == ["console"]
    assert [len(chat) for _, chat, _ in listed] == [64], "a hash alone"


def test_a_backup_never_overwrites(office: Desk) -> None:
    copy = office.folder / "copy.db"
    office.does("backup", copy)
    assert "已经有了,请换个名字" in office.refuses("backup", copy)
    assert "没有数据库" in Desk(office.folder / "none").refuses("backup", copy)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and no more", b"x" * 5000])
def test_what_is_no_backup_is_not_restored(office: Desk, content: bytes) -> None:
    wrong = office.folder / "wrong.db"
    wrong.write_bytes(content)
    said = office.refuses("restore", wrong)
    assert "wrong.db" in said
    assert "287.20元" in office.does("chat", input="我的账单\n")
    with closing(sqlite3.connect(office.folder / "other.db")) as db:
        db.execute("CREATE TABLE other (n)")
        db.commit()
    assert "不是这个程序的数据库" in office.refuses("restore", office.folder / "other.db")


async def test_a_database_in_use_is_not_replaced(office: Desk) -> None:
    copy = office.folder / "copy.db"
    office.does("backup", copy)
    async with open_database(office.folder / "jieti.db"):
        assert "请先停服务" in office.refuses("restore", copy)
    office.does("restore", copy)


def test_the_doctor_looks_at_everything(office: Desk) -> None:
    said = office.does("doctor")
    for subject in (
        "设置",
        "时钟",
        "磁盘",
        "令牌",
        "完好,只有您能读;搁置的消息0条",
        "Telegram:没有令牌",
        "资料:",
        "最近的电费年月",
        "员工:0人",
        "电话:没有填",
        "管理员:没有填",
        "备份:还没有做过",
    ):
        assert subject in said
    assert said.count("令牌") == 1, "what is missing is said once"


async def test_the_doctor_tells_how_old_the_backup_is(office: Desk) -> None:
    assert "! 备份:还没有做过" in office.does("doctor")
    office.does("backup", office.folder / "copy.db")
    assert f"√ 备份:{clock.now():%Y-%m-%d},0天前" in office.does("doctor")
    later = examine(office.environment(), clock.now() + timedelta(days=8), words())
    said = [f"{check.finding} {check.text}" async for check in later]
    assert "! 备份:最近一次是8天前;请 jieti backup 文件名" in said


def test_the_doctor_tells_who_may_read_the_file_of_settings(office: Desk) -> None:
    settings = office.folder / "jieti.env"
    settings.write_text("JIETI_OFFICE_PHONE=0377-1\n")
    settings.chmod(0o644)
    done = office.run("--env-file", settings, "doctor")
    assert (done.returncode, f"× 设置:别人能读 {settings}" in done.stdout) == (1, True)
    settings.chmod(0o600)
    assert f"√ 设置:只有您能读 {settings}" in office.does("--env-file", settings, "doctor")


def test_the_doctor_says_what_is_wrong(office: Desk) -> None:
    done = office.run("doctor", JIETI_REGION="atlantis")
    assert (done.returncode, done.stdout[0]) == (1, "×")
    wrong = office.run("doctor", JIETI_TOKEN="123456:x", JIETI_API_URL="http://127.0.0.1:9/bot")
    assert wrong.returncode == 1
    assert "× Telegram:连不上" in wrong.stdout
    (office.folder / "jieti.db").write_bytes(b"x" * 5000)
    broken = office.run("doctor")
    assert broken.returncode == 1
    assert "× 数据库" in broken.stdout


def test_the_audit_trail_tells_who_saw_what_and_can_be_checked(office: Desk) -> None:
    office.does("explain", "4100000123", "2018-12")
    found = rows(office.folder / "jieti.db", "SELECT actor, action, subject FROM audit")
    case = rows(office.folder / "jieti.db", "SELECT number FROM complaint_case")[0][0]
    assert [entry for entry in found if entry[1] not in ("imported", "records")] == [
        ("system", "sealed", ""),
        ("console:terminal", "bound_with_consent", "4100000123"),
        ("customer", "case:opened", case),
        ("console:terminal", "figures_shown", "4100000123"),
        (shell.actor(), "figures_shown", "4100000123"),
    ]
    imports = [entry for entry in found if entry[1] == "imported"]
    assert imports == [(shell.actor(), "imported", str(n)) for n in range(1, len(imports) + 1)]
    assert "审计记录完整" in office.does("audit-trail", "verify")


def test_after_a_leak_it_can_be_looked_up_who_looked_at_an_account(office: Desk) -> None:
    office.does("explain", "4100000123", "2018-12")
    looked = office.does("audit-trail", "show", "--account", "4100000123").splitlines()
    actions = [line.split("\t")[1:4] for line in looked]
    assert actions[-1] == [shell.actor(), "figures_shown", "4100000123"]
    assert {subject for _, _, subject in actions} == {"4100000123"}
    later = ("audit-trail", "show", "--since", "2090-01-01")
    assert office.does(*later).strip() == "从那天起没有这一户的记录。"
    # To look there is an entry itself.
    assert "trail_shown\t4100000123" in office.does("audit-trail", "show")
    assert "审计记录完整" in office.does("audit-trail", "verify")


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET subject = '4100000999' WHERE id = 2",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit WHERE id = 2",
        "INSERT INTO audit VALUES (99, '2018', 'me', 'saw', 'nothing', '', 'abc', '')",
    ],
)
def test_tampering_with_the_trail_is_found(office: Desk, tamper: str) -> None:
    path = office.folder / "jieti.db"
    office.does("explain", "4100000123", "2018-12")
    with closing(sqlite3.connect(path)) as db:
        if not tamper.startswith("INSERT"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(tamper)
        db.executescript("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed;")
        db.execute(tamper)
        db.commit()
    done = office.run("audit-trail", "verify")
    assert done.returncode == 1
    assert "审计记录在第" in done.stderr


def test_what_is_old_is_removed_and_a_hold_keeps_it(office: Desk) -> None:
    path = office.folder / "jieti.db"
    (number,) = rows(path, "SELECT number FROM complaint_case")[0]
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE complaint_case SET state = 'closed', opened_at = '2018-01-01'")
        db.execute(
            "INSERT INTO inbox (channel, delivery, payload, received_at, state)"
            " VALUES ('telegram', 1, '{}', '2018-01-01', 'done'),"
            " ('telegram', 2, '{}', '2018-01-01', 'waiting')"
        )
        db.commit()
    assert "会一直保留" in office.does("hold", number)
    assert "消息1条,工单0张" in office.does("retention")
    assert rows(path, "SELECT delivery FROM inbox") == [("2",)]
    office.does("hold", number, "--off")
    assert "消息0条,工单1张" in office.does("retention")
    assert rows(path, "SELECT count(*) FROM case_event") == [(0,)]
    assert "没有工单 TS1" in office.refuses("hold", "TS1")
    assert "审计记录完整" in office.does("audit-trail", "verify")
