"""One service on one database, as commands."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.sqlite.lock import only_service
from bot.sqlite.waiting import begin_to_write, is_served
from bot.store.port import StoreError
from tests.desk import Desk


def test_the_second_service_is_told_which_process_serves(desk: Desk) -> None:
    with only_service(desk.folder / "jieti.db"):
        said = desk.refuses("run", JIETI_TOKEN="1:a")
        assert f"编号{os.getpid()}" in said
        assert "--wait" in said
    assert "编号" not in desk.refuses("run")


def test_an_import_knows_whether_somebody_is_served(tmp_path: Path) -> None:
    database = tmp_path / "jieti.db"
    assert not is_served(database)
    with only_service(database):
        assert is_served(database)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    database.with_name("jieti.db-lock").write_text(str(gone.pid))
    assert not is_served(database)


def test_who_wants_to_write_gets_in_between_two_pieces(tmp_path: Path) -> None:
    path = tmp_path / "jieti.db"
    with closing(connect(path)) as one, closing(connect(path)) as other:
        begin_to_write(one)
        free = threading.Timer(0.05, one.rollback)
        free.start()
        begin_to_write(other)
        free.join()
        assert not one.in_transaction


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)


def test_the_lock_goes_with_the_process_however_it_ends(tmp_path: Path) -> None:
    database = tmp_path / "new folder" / "jieti.db"
    code = (
        "import os, sys, pathlib; from bot.sqlite.lock import only_service\n"
        "with only_service(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", code, database], check=False)
    assert ended.returncode == -9
    mine, refused = only_service(database), pytest.raises(StoreError, match=str(os.getpid()))
    with mine, refused, only_service(database):
        pass
    lock = database.with_name("jieti.db-lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "jieti.db-lock").symlink_to("/nowhere/else")
    with pytest.raises(StoreError, match=r"jieti\.db-lock"), only_service(tmp_path / "jieti.db"):
        pass


def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "other.db"
    (tmp_path / "jieti.db").touch()
    link.symlink_to(tmp_path / "jieti.db")
    mine, refused = only_service(tmp_path / "jieti.db"), pytest.raises(StoreError, match="serves")
    with mine, refused, only_service(link):
        pass
