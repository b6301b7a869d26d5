"""An office without a messenger: `jieti staff` adds people, links them, lets them go."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.desk import Desk
from tests.dialogue.conversation import new_file


@pytest.fixture(autouse=True)
def database(desk: Desk) -> None:
    new_file(desk.folder / "jieti.db").chmod(0o600)


PAGES = {"JIETI_WEB": "127.0.0.1:8080", "JIETI_WEB_URL": "https://dianfei.example"}


def test_somebody_is_added_linked_listed_and_removed(desk: Desk) -> None:
    told = desk.does("staff", "add", "王芳", "综合柜员", "--link", **PAGES)
    assert "1. 王芳 · 综合柜员" in told
    assert "https://dianfei.example/desk/in/" in told
    assert "2. 赵敏 · 稽查员" in desk.does("staff", "add", "赵敏", "auditor")
    assert "https://dianfei.example/desk/in/" in desk.does("staff", "link", "2", **PAGES)
    assert "王芳" in desk.does("staff", "remove", "1")
    assert "王芳" not in desk.does("staff")
    desk.does("audit-trail", "verify")


def test_what_is_written_wrong_is_said(desk: Desk) -> None:
    for words in (["add", "王芳", "经理"], ["add", "王芳"], ["link", "7"], ["list", "x"]):
        assert "稽查员" in desk.refuses("staff", *words)
    desk.does("staff", "add", "王芳", "综合柜员")
    assert "JIETI_WEB" in desk.refuses("staff", "link", "1")


def test_a_member_of_the_company_is_added_by_the_userid_in_wecom(
    desk: Desk, tmp_path: Path
) -> None:
    add = ("staff", "add", "王芳", "综合柜员", "--wecom", "wangfang")
    assert "docs/wechat.md" in desk.refuses(*add)
    app = {"account": "1000002", "company": "ww1", "secret": "s", "token": "t", "key": "A" * 43}
    accounts = tmp_path / "wechat.yaml"
    accounts.write_text(yaml.safe_dump({"app": [app]}), encoding="utf-8")
    accounts.chmod(0o600)
    assert "1. 王芳 · 综合柜员" in desk.does(*add, JIETI_WECHAT=str(accounts))
    assert "2. 王芳" in desk.does("staff", "add", "王芳", "综合柜员")
