"""A full disk: whoever is in danger has the words for it at once, and later a case."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.port import UnusableError
from tests.dialogue.conversation import NOW
from tests.disk import full_disk
from tests.faults.scenarios import DANGER, HELP
from tests.wechat.office import Office, served
from tests.wechat.plays import said
from tests.wechat.standin import Follower, Kf, Mp, Villager


@pytest.fixture(params=[Kf, Mp])
async def server(request: pytest.FixtureRequest) -> AsyncIterator[Kf | Mp]:
    async with request.param(NOW) as opened:
        yield opened


@pytest.fixture
async def both(server: Kf | Mp, tmp_path: Path) -> AsyncIterator[Office]:
    async with served(tmp_path / "jieti.db", server) as opened:
        yield opened


async def looks(office: Office) -> None:
    """What a turn of the loops does; of a 服务号 the push itself does it."""
    for puller in office.wechat.pulls.values():
        await puller.attempt()


async def test_who_is_in_danger_has_the_words_once_and_later_a_case(
    server: Kf | Mp, both: Office
) -> None:
    who: Villager | Follower
    other: Villager | Follower
    if isinstance(server, Kf):
        who, other = server.villager("wm-1"), server.villager("wm-2")
    else:
        who, other = server.follower("o-1"), server.follower("o-2")
    await said(both, other, "/rule")
    await said(both, who, "/rule")
    with full_disk():
        await other.says("/help")
        await who.says(DANGER)
        for _ in range(3):
            await looks(both)
        assert not both.wechat.unstored.is_over
        (told,) = who.hears()
        assert HELP in told.text
        assert other.hears() == []
        assert not await both.wechat.unstored.is_over_by_now(both.database, NOW)
    await looks(both)
    assert both.wechat.unstored.is_over is isinstance(server, Kf)
    # What a 服务号 is pushed next may come tomorrow: whoever asks how we are has it tried.
    assert await both.wechat.unstored.is_over_by_now(both.database, NOW)
    await both.settles()
    if isinstance(server, Kf):  # what a 服务号 pushed in vain three times does not come again
        assert "线" in (await both.case()).question
        assert other.hears()


async def test_a_danger_that_was_stored_before_has_the_words_too(
    server: Kf | Mp, both: Office
) -> None:
    who = server.villager("wm-1") if isinstance(server, Kf) else server.follower("o-1")
    await said(both, who, "/rule")
    await who.says(DANGER)
    await looks(both)
    with full_disk():
        for _ in range(2):
            with pytest.raises(UnusableError):
                await both.wechat.works.handle_all()
        (told,) = who.hears()
        assert HELP in told.text
    await both.settles()
    assert both.wechat.unstored.is_over
    assert "线" in (await both.case()).question
