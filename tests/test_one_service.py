"""One service on one database, as commands."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sqlite.lock import only_service
from bot.store.port import StoreError
from tests.desk import Desk


def test_the_second_service_is_told_which_process_serves(desk: Desk) -> None:
    with only_service(desk.folder / "jieti.db"):
        said = desk.refuses("run", JIETI_TOKEN="1:a")
        assert f"编号{os.getpid()}" in said
        assert "--wait" in said
    assert "编号" not in desk.refuses("run")


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
