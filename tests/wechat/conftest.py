from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.joining import added
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.wechat.office import Office, served
from tests.wechat.standin import Kf, Member, Villager, Wecom


@pytest.fixture
async def kf() -> AsyncIterator[Kf]:
    async with Kf(NOW) as server:
        yield server


@pytest.fixture
async def office(kf: Kf, tmp_path: Path) -> AsyncIterator[Office]:
    async with served(tmp_path / "jieti.db", kf) as opened:
        yield opened


@pytest.fixture
def zhang(kf: Kf) -> Villager:
    return kf.villager()


PAGE = "https://jieti.example.cn"
SCAN = "https://work.weixin.qq.com/kfid/wk1"


@dataclass
class Desk:
    """The office whose staff are in WeCom, a head and a clerk, and a customer at 微信客服."""

    office: Office
    wecom: Wecom
    head: Member
    clerk: Member
    zhang: Villager

    def waits(self, **span: float) -> None:
        for one in self.office.servers:
            one.waits(**span)

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
        served(
            tmp_path / "jieti.db", kf, wecom, page=PAGE, scan=SCAN, robot=wecom.robot
        ) as office,
    ):  # fmt: skip

        def staffed(store: Store) -> None:
            for one in store.staff.members():
                store.staff.remove(one.id, NOW)
            (channel,) = (name for name in office.wechat.works.sources if name.startswith("app:"))
            for name, role, id_ in (
                ("周明", Role.HEAD, "zhouming"), ("王芳", Role.CLERK, "wangfang"),
            ):  # fmt: skip
                who, _ = added(store, office.desk, name, role, "shell", NOW, Chat(channel, id_))
                office.staff[name] = who

        await office.database.write(staffed)
        yield Desk(
            office, wecom, wecom.member("zhouming"), wecom.member("wangfang"), kf.villager()
        )
