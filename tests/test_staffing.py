"""An office without a messenger: `jieti staff` adds people, links them, lets them go."""

from __future__ import annotations

from tests.desk import Desk

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
