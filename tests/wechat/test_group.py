"""The line in the office's group: how much is due, and nothing by which anybody is known."""

from __future__ import annotations

import pytest

from bot.channels.wechat.settings import GROUP
from bot.counter.group_line import tell_group
from tests.wechat.conftest import Desk
from tests.wechat.plays import said
from tests.wechat.standin.server import BUSY, DROP
from tests.wechat.standin.wecom import ROBOT
from tests.wechat.test_wecom import opened


async def morning(desk: Desk) -> list[str]:
    """What the group has heard once the day has begun."""
    now = desk.wecom.now
    await desk.office.database.write(lambda store: tell_group(store, desk.office.desk, GROUP, now))
    await desk.office.settles()
    return desk.wecom.group


async def test_the_group_hears_how_much_is_due_and_no_name_number_or_amount(desk: Desk) -> None:
    number = await opened(desk)
    await said(desk.office, desk.zhang, "我要举报王芳收红包")
    assert await morning(desk) == []  # a Saturday
    desk.waits(days=2)
    (line,) = await morning(desk)
    assert line == "超期0件,今天到期1件,没人接的1件。\n\n到工作台看:https://jieti.example.cn/desk"
    assert await morning(desk) == [line], "once a day"
    desk.waits(days=1)
    assert (await morning(desk))[-1].startswith("超期1件,今天到期0件")
    for one in (number, "张", "4100000123", "52", "举报"):
        assert one not in "".join(desk.wecom.group)


@pytest.mark.parametrize(("fault", "times"), [(BUSY, 1), (DROP, 2), ("93000", 1)])
async def test_what_the_line_does_the_group_hears_it_and_at_most_twice(
    desk: Desk, fault: str, times: int, caplog: pytest.LogCaptureFixture
) -> None:
    await opened(desk)
    desk.waits(days=2)
    desk.wecom.faults["webhook/send"].append(fault)
    assert len(await morning(desk)) == times
    assert ROBOT not in caplog.text, "its address is its password"
