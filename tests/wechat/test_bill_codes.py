"""Codes for many bills: one table, each binds once, and earlier ones end with it or not at all."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest
import yaml

from tests.desk import Desk
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW
from tests.wechat.office import chat_of, served
from tests.wechat.standin import Kf
from tests.wechat.standin.server import KEY, SECRET, TOKEN

LINK = "https://work.weixin.qq.com/kfid/kfc1?enc_scene=E"


@pytest.fixture
def linked(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "wechat.yaml"
    file.touch(0o600)
    told = {"account": "wk1", "company": Kf.owner, "secret": SECRET, "token": TOKEN, "key": KEY,
            "link": LINK}  # fmt: skip
    file.write_text(yaml.safe_dump({"kf": [told]}))
    return {"JIETI_WECHAT": str(file)}


async def test_a_code_of_the_table_binds_who_scans_it_first(
    sample_desk: Desk, tmp_path: Path, linked: dict[str, str]
) -> None:
    accounts, out = tmp_path / "户号.txt", tmp_path / "码.csv"
    accounts.write_text(f"{SEED}\n{SEED}\n", encoding="utf-8")
    asked = ("bill-codes", accounts, "--out", out)
    assert "1个" in await asyncio.to_thread(sample_desk.does, *asked, **linked)
    assert out.stat().st_mode & 0o777 == 0o600
    with out.open(encoding="utf-8-sig", newline="") as file:
        _, (account, address, _) = csv.reader(file)
    assert (account, address.startswith(f"{LINK}&scene_param=p_")) == (SEED, True)
    assert "已经有了" in await asyncio.to_thread(sample_desk.refuses, *asked, **linked)
    async with Kf(NOW) as kf, served(sample_desk.folder / "jieti.db", kf) as office:
        zhang, other = kf.villager(), kf.villager("wm-other")
        for who in (zhang, other):
            await who.enters(scene_param=address.partition("scene_param=")[2])
            await who.says("你好")
            await office.settles()
        found = [
            await office.read(lambda store, w=who: store.chats.bound_accounts(chat_of(w)))
            for who in (zhang, other)
        ]
    assert found == [(SEED,), ()]


def test_what_cannot_be_made_is_said_and_nothing_is_written(
    sample_desk: Desk, tmp_path: Path, linked: dict[str, str]
) -> None:
    accounts, out = tmp_path / "户号.txt", tmp_path / "码.csv"
    asked = ("bill-codes", accounts, "--out", out)
    assert "户号.txt" in sample_desk.refuses(*asked, **linked)
    accounts.write_text("\n", encoding="utf-8")
    assert "户号.txt:请写上户号" in sample_desk.refuses(*asked, **linked)
    accounts.write_text(f"{SEED}\n4100009999", encoding="utf-8")
    assert "档案里没有,比如4100009999" in sample_desk.refuses(*asked, **linked)
    assert "docs/wechat.md" in sample_desk.refuses(*asked)
    assert not out.exists()
