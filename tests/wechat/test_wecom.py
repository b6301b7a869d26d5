"""Staff in WeCom: the application against the stand-in, and customers beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.joining import added
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.office import Office, served
from tests.wechat.plays import said
from tests.wechat.standin import Kf, Member, Villager, Wecom

PAGE = "https://jieti.example.cn"


@dataclass
class Desk:
    """The office whose staff are in WeCom, a head and a clerk, and a customer at 微信客服."""

    office: Office
    wecom: Wecom
    head: Member
    clerk: Member
    zhang: Villager

    async def does(self, who: Member, *what: str) -> list[str]:
        """Presses these, or writes what is no button; returns what came for it."""
        who.hears()
        for one in what:
            shown = {label for card in who.received for label in card.buttons}
            await (who.presses(one) if one in shown else who.says(one))
            await self.office.settles()
        return [one.text for one in who.hears()]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with (
        Kf(NOW) as kf, Wecom(NOW) as wecom,
        served(tmp_path / "jieti.db", kf, wecom, page=PAGE) as office,
    ):  # fmt: skip

        def staffed(store: Store) -> None:
            for one in store.staff.members():
                store.staff.remove(one.id, NOW)
            (channel,) = (name for name in office.wechat.works.sources if name.startswith("app:"))
            for name, role, id_ in (
                ("周明", Role.HEAD, "zhouming"), ("王芳", Role.CLERK, "wangfang"),
            ):  # fmt: skip
                added(store, office.desk, name, role, "terminal", NOW, Chat(channel, id_))

        await office.database.write(staffed)
        yield Desk(
            office, wecom, wecom.member("zhouming"), wecom.member("wangfang"), kf.villager()
        )


async def test_x(desk: Desk) -> None:
    await said(desk.office, desk.zhang, QUESTION, CLAIM, "那多收的钱退不退?")
    for who in (desk.head, desk.clerk):
        for one in who.hears():
            print(who.id, "|", one.text, one.buttons, one.page)
    for what in (f"/case {(await desk.office.case()).number}", "我来办"):
        print("=====", what)
        await desk.does(desk.clerk, what)
        for one in desk.clerk.received[-3:]:
            print("---", one.text, one.buttons, one.page, one.task[:5])
