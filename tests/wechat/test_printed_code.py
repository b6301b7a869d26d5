"""An office that has a 服务号 alone: the code on a letter is the maker's, and binds once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import yaml

from tests.desk import Desk
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW
from tests.wechat.office import Office, chat_of, served
from tests.wechat.standin import Follower, Mp
from tests.wechat.standin.server import KEY, SECRET, TOKEN


async def bound(office: Office, who: Follower) -> tuple[str, ...]:
    found: tuple[str, ...] = await office.read(
        lambda store: store.chats.bound_accounts(chat_of(who))
    )
    return found


async def test_a_printed_code_of_the_service_account_is_scanned_and_binds_once(
    sample_desk: Desk, tmp_path: Path
) -> None:
    asked = ("letter", SEED, "2018-12", "--scan", "--out")
    async with Mp(NOW) as mp:
        accounts = tmp_path / "wechat.yaml"
        accounts.touch(0o600)
        told = {"account": mp.owner, "secret": SECRET, "token": TOKEN, "key": KEY, "api": mp.url}
        accounts.write_text(yaml.safe_dump({"mp": [told]}))
        settings = {"JIETI_WECHAT": str(accounts)}
        out = tmp_path / "a.pdf"
        await asyncio.to_thread(sample_desk.does, *asked, out, **settings)
        assert out.read_bytes().startswith(b"%PDF-")
        (url,) = mp.codes
        mp.is_verified = False
        told = await asyncio.to_thread(sample_desk.refuses, *asked, tmp_path / "b.pdf", **settings)
        assert "48001" in told, "and the code before goes on"
        zhang, other = mp.follower(), mp.follower("o-other")
        async with served(sample_desk.folder / "jieti.db", mp) as office:
            for who in (zhang, other):
                await who.scans_code(url)
                await office.settles()
            assert (await bound(office, zhang), await bound(office, other)) == ((SEED,), ())
