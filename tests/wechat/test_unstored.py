"""A full disk: whoever is in danger has the words for it at once, and later a case."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.dialogue.conversation import NOW
from tests.faults.scenarios import DANGER, HELP
from tests.wechat.office import Office, served
from tests.wechat.plays import said
from tests.wechat.standin import Follower, Kf, Mp, Villager


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can be written, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


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
    await looks(both)
    assert both.wechat.unstored.is_over is isinstance(server, Kf)
    await both.settles()
    if isinstance(server, Kf):  # what a 服务号 pushed in vain three times does not come again
        assert "线" in (await both.case()).question
        assert other.hears()
