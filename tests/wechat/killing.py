"""Ends the service at any await, as kill -9 would, and begins it again: what was lost or doubled?

`python -m tests.wechat.killing [POINTS [SEED]]`, a hundred of each account by itself (a minute).
What was noted and not yet written to the disk stays: the machine goes on, the process does not.
"""

from __future__ import annotations

import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp

from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.joining import added
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.wechat.office import Office, served
from tests.wechat.standin import Follower, Kf, Member, Mp, Server, Villager, Wecom

QUESTIONS = ("/rule", "为什么这么贵", "/help", "转人工")
ASKED = ("/my", "/due", "/help", "4100000123")  # by colleagues, of the application
SERVERS = {"kf": Kf, "mp": Mp, "app": Wecom}


class KilledError(BaseException):
    """The process is gone."""


class Killer:
    """Counts what the service awaits, and ends it at one of them, before or after it is done."""

    def __init__(self, at: int) -> None:
        self._left, self.is_over = at, False

    def of(self, call: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(*args: Any, **more: Any) -> Any:
            self._step()
            result = await call(*args, **more)
            self._step()
            return result

        return counted

    def _step(self) -> None:
        if self.is_over:
            raise KilledError
        self._left -= 1
        if self._left == 0:
            self.is_over = True
            raise KilledError


async def killed_at(path: Path, server: Server, at: int) -> bool:
    """Serve until the killer strikes or all is done; whether it struck."""
    killer = Killer(at)
    async with served(path, server) as office:
        server.push_to = ""  # what is pushed while nobody listens has its other tries later
        for name in ("note", "write", "read"):
            setattr(office.database, name, killer.of(getattr(office.database, name)))
        session = next(iter(office.wechat.works.sources.values())).client.session
        _strike_at_calls(session, killer)
        try:
            await office.settles()
        except KilledError:
            pass
        finally:
            for task in list(office.wechat.sends._on_the_way.values()):
                task.cancel()
            await asyncio.gather(*office.wechat.sends._on_the_way.values(), return_exceptions=True)
    return killer.is_over


def _strike_at_calls(session: aiohttp.ClientSession, killer: Killer) -> None:
    """A call may be made and its answer never read."""
    asked = session._request

    async def request(*args: Any, **more: Any) -> Any:
        killer._step()
        answer = await asked(*args, **more)
        killer._step()
        return answer

    session._request = request  # type: ignore[method-assign]


async def play(kind: str, points: int, seed: int) -> Counter[str]:
    """So many ends, each in the middle of four questions; what was answered how often."""
    chance, told = random.Random(seed), Counter[str]()
    for n in range(points):
        with tempfile.TemporaryDirectory() as folder:
            async with SERVERS[kind](NOW) as server:
                # What has no names is killed once: a third try would be a third copy.
                points_of = [chance.randrange(1, 60) for _ in range(3 if kind == "kf" else 1)]
                told += await _once(Path(folder) / "jieti.db", server, points_of, n)
    return told


async def _once(path: Path, server: Server, ends: list[int], number: int) -> Counter[str]:
    people: list[Any]
    if isinstance(server, Kf):
        people = [server.villager(f"wm-{n}") for n in range(len(QUESTIONS))]
    elif isinstance(server, Wecom):
        people = [server.member(f"member-{n}") for n in range(len(ASKED))]
    else:
        assert isinstance(server, Mp)
        people = [server.follower(f"o-{n}") for n in range(len(QUESTIONS))]
    said = ASKED if isinstance(server, Wecom) else QUESTIONS
    async with served(path, server) as office:
        if isinstance(server, Wecom):
            await office.database.write(lambda store: _staffed(store, office, people))
        for one, text in zip(people, said, strict=True):
            await one.says(text)  # taken, and not handled yet
    for at in ends:
        await killed_at(path, server, at)
        server.waits(minutes=1)
    async with served(path, server) as office:
        await office.settles()
        return await _judged(office, server, people, number)


def _staffed(store: Store, office: Office, members: list[Member]) -> None:
    """They are clerks, who write to the application."""
    (channel,) = office.wechat.works.sources
    for one in members:
        added(store, office.desk, one.id, Role.CLERK, "shell", NOW, Chat(channel, one.id))


async def _judged(
    office: Office, server: Server, people: list[Villager | Follower | Member], number: int
) -> Counter[str]:
    """Each was answered once; by a 服务号 and in WeCom at most twice, and doubt is marked."""
    told: Counter[str] = Counter()
    marked = await office.read(lambda store: store.outbox.count("unknown"))
    for one in people:
        texts = Counter(shown.text for shown in one.received)
        most = max(texts.values(), default=0)
        if not texts and marked:
            told["not known whether"] += 1
        elif not texts:
            told[f"lost (play {number})"] += 1
        elif most > (1 if isinstance(server, Kf) else 2):
            told[f"{most} times (play {number})"] += 1
        else:
            told["once" if most == 1 else "twice"] += 1
    waiting = await office.read(lambda store: store.inbox.count("waiting"))
    if waiting:
        told[f"left (play {number})"] += waiting
    return told


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    count, begin = (given + [100, 1][len(given) :])[:2]
    logging.disable(logging.CRITICAL)
    for account in SERVERS:
        found = asyncio.run(play(account, count, begin))
        print(account, dict(found))
