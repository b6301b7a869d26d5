"""`make demo-wechat`: the seed by 微信客服 over the stand-in, as the telephone shows it."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.office import Office, served
from tests.wechat.plays import closed
from tests.wechat.standin import Kf, Villager

WIDTH = 30


def show(who: Villager) -> None:
    for one in who.hears():
        size = len(one.text.encode())
        print(f"┌─ 供电所 ({size} 字节)" if one.text else f"┌─ 供电所 [{one.file}]")
        for line in one.text.split("\n"):
            print(f"│ {line}")
        for label in one.buttons:
            print(f"│   ▸ {label}")
        print("└─")


async def says(office: Office, who: Villager, text: str) -> None:
    print(f"\n张建国:{text}")
    await who.says(text)
    await office.settles()
    show(who)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jieti-wechat-") as folder:
        async with Kf(NOW) as kf, served(Path(folder) / "demo.db", kf) as office:
            who = kf.villager()
            print("— 扫了柜台上的码,进了微信客服 —")
            await who.enters(scene="counter")
            await office.settles()
            show(who)
            for text in (QUESTION, CLAIM, "那多收的钱退不退?"):
                await says(office, who, text)
            print("\n— 所里办结了 —")
            await closed(office, (await office.case()).number)
            show(who)
            print("\n张建国:[满意]")
            await who.taps("满意")
            await office.settles()
            show(who)
            case, window = await office.case(), await office.window(who)
            assert window is not None
            print(f"\n— 工单 {case.number}:{case.state},评价 {case.rating};"
                  f"这会儿还可发 {window.left} 条 —")  # fmt: skip


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
