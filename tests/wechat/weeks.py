"""Cases of one to ten working days: each ends told, or asked for by phone before the promise.

`python -m tests.wechat.weeks [CASES [SEED]]`, a thousand of each account by itself (a minute).
Without a wire: what is due is taken as the messengers' rules have it, and the clock moves.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.cases.life import Task
from bot.cases.planning import planned
from bot.channels.wechat.settings import Account, Kind, Limits, Template, WechatSettings
from bot.cli import setting_wechat
from bot.contract.came import Rights
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.counter import rights
from bot.counter.door import put_all, taken
from bot.counter.handle import handle
from bot.counter.notices import notices
from bot.records.case import Case, Party, State
from bot.records.staff import Role
from bot.staff.turn import DeskSettings
from bot.store.outbox import Taken
from bot.store.port import Store
from tests.dialogue.conversation import NOW, OFFICE, empty_store

LIMITS = Limits()
TEMPLATE = Template("tpl", {"thing1": "case"})
KINDS = {
    "kf": Account(Kind.KF, "wk1", "ww1", "s", "t", "k", "https://kf"),
    "mp": Account(Kind.MP, "wx1", "wx1", "s", "t", "k", "https://mp"),
    "mp+form": Account(Kind.MP, "wx1", "wx1", "s", "t", "k", "https://mp", template=TEMPLATE),
}


class World:
    """One office at one account."""

    def __init__(self, store: Store, account: Account, seed: int) -> None:
        self.store, self.channel, self.now = store, account.channel, NOW
        settings = WechatSettings("", 0, (account,))
        self.desk = DeskSettings(OFFICE, channels=setting_wechat.channels(settings))
        self.chance, self.number = random.Random(seed), 0
        store.staff.add("王芳", Role.CLERK, NOW)

    def says(self, chat: Chat, text: str) -> None:
        self.number += 1
        message = Incoming(
            chat, MessageKind.TEXT, text, sender=chat.chat_id, message_id=str(self.number),
            sent_at=self.now, gives=LIMITS.word,
        )  # fmt: skip
        assert handle(self.store, self.desk, message, self.now, f"said:{self.number}") == ""

    def stops_following(self, chat: Chat) -> None:
        message = Incoming(chat, MessageKind.UNFOLLOW, gives=Rights(0, timedelta(0)))
        handle(self.store, self.desk, replace(message, gives=None), self.now, f"left:{chat.name}")

    def closes(self, case: Case) -> None:
        after = replace(case, state=State.CLOSED, closed_at=self.now)
        self.store.cases.change(case, after, self.now, Party.SYSTEM)
        told = notices(self.store, self.desk, self.now)
        put_all(self.store, self.desk, Chat("x", "x"), "k", told, self.now)

    def sends(self) -> None:
        """What is due goes; what is late is given up."""
        rights.give_up_late(self.store, self.desk, self.channel, self.now)
        while heads := self.store.outbox.heads(self.channel, self.now):
            taken(self.store, self.desk, [Taken(one.key, 1, whole=True) for one in heads],
                  self.now)  # fmt: skip

    def waits(self, until: datetime) -> None:
        """Hour by hour, sending what is due."""
        while self.now < until:
            self.now = min(until, self.now + timedelta(hours=6))
            self.sends()


def ends(account: str, count: int, seed: int) -> Counter[str]:
    """How so many cases ended for their customers."""
    told: Counter[str] = Counter()
    with empty_store() as store:
        world = World(store, KINDS[account], seed)
        for n in range(count):
            told[_one(world, Chat(world.channel, f"c{n}"))] += 1
    return told


def _one(world: World, chat: Chat) -> str:
    """One case, from its first word to what its customer hears at the end."""
    chance, store = world.chance, world.store
    world.says(chat, "我要投诉,电费太高了")
    world.sends()
    (case,) = store.cases.of_chat(chat)
    closes = OFFICE.hours.after_working_days(world.now.date(), chance.randrange(1, 11))
    end = datetime.combine(closes, time(chance.randrange(9, 17)), NOW.tzinfo)
    if chance.random() < 0.3:
        world.waits(world.now + (end - world.now) * chance.random())
        if chance.random() < 0.3:
            world.stops_following(chat)
        else:
            for _ in range(chance.randrange(1, 4)):
                world.says(chat, "还没好吗")
            world.sends()
    world.waits(end)
    before = store.cases.get(case.number)
    assert before is not None
    world.closes(before)
    world.sends()
    called_on = world.now
    for _ in range(4):
        if _told(store, case) or _call(store, case):
            break
        world.waits(world.now + timedelta(hours=12))
        called_on = world.now
    if _told(store, case):
        return "told"
    if _call(store, case):
        # The promise may have passed before the office was done: then the call is due today.
        return (
            "to be called"
            if called_on <= max(end, _promised(case)) + timedelta(days=2)
            else "late"
        )
    return "silent"


def _promised(case: Case) -> datetime:
    return datetime.combine(case.due_by, time(18), NOW.tzinfo)


def _told(store: Store, case: Case) -> bool:
    """Whether the word that it is closed has left."""
    now = store.cases.get(case.number)
    assert now is not None
    assert now.closed_at is not None
    moment = now.closed_at.isoformat()
    key = f"progress:{case.number}:{State.CLOSED}:{moment}:{case.channel}:{case.chat_id}"
    return store.cases.was_told(case.number, key)


def _call(store: Store, case: Case) -> bool:
    now = store.cases.get(case.number)
    assert now is not None
    return any(one.task is Task.CALL for one in planned(now)) and Task.CALL not in now.tasks


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    cases, begin = (given + [1000, 1][len(given) :])[:2]
    for name in KINDS:
        print(name, dict(ends(name, cases, begin)))
