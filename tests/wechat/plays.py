"""What customers and colleagues do in the plays, by whatever account."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cases.life import Task
from bot.cases.planning import undone
from bot.contract.messages import Chat, Incoming, MessageKind, Post, Reply
from bot.counter.door import put_all
from bot.counter.notices import notices
from bot.hearing.heard import SILENCE
from bot.records.case import Party, State
from bot.sqlite.store import SqliteStore
from bot.staff import reach
from bot.staff.turn import DeskSettings, StaffTurn
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW, OFFICE, put_seed
from tests.dialogue.test_seed import QUESTION
from tests.staff.office import Office as Telegram
from tests.staff.office import Person
from tests.wechat.office import STAFF, Office, chat_of
from tests.wechat.standin import Follower, Villager

NOBODY = Chat("test", "nobody")


async def said(office: Office, who: Villager | Follower, *texts: str) -> list[str]:
    """What is answered to these, one after the other."""
    for text in texts:
        await who.says(text)
        await office.settles()
    return [one.text for one in who.hears()]


async def bound(office: Office, who: Villager | Follower) -> None:
    await said(office, who, "/bind", CLAIM)


async def told(office: Office, who: Villager | Follower, *texts: str, case: str = "") -> None:
    """Notices to the customer, as the counter puts them out."""
    chat = chat_of(who)
    posts = [Post(chat, Reply(text), f"{text}:{chat.name}", case_number=case) for text in texts]
    now = office.clock()
    await office.database.write(lambda store: put_all(store, office.desk, chat, "put", posts, now))


async def closed(office: Office, number: str) -> None:
    """The clerk has done with it; who is told of that is told."""

    await office.database.write(lambda store: close(store, office.desk, number, office.clock()))
    await office.settles()


def close(store: Store, desk: DeskSettings, number: str, now: datetime) -> None:
    """It is closed, and who is told of that is told."""
    case = store.cases.get(number)
    assert case is not None
    after = replace(case, state=State.CLOSED, closed_at=now)
    store.cases.change(case, after, now, Party.SYSTEM)
    put_all(store, desk, NOBODY, "close", notices(store, desk, now), now)


async def sheet(office: Office) -> str:
    """The line of the case's sheet, as the clerk reads it."""
    clerk, case = office.staff["王芳"], await office.case()
    message = Incoming(clerk.chat, MessageKind.TEXT)

    def left(store: Store) -> str:
        turn = StaffTurn(store, office.desk, clerk, message, SILENCE, office.clock())
        return reach.left(turn, case)

    return str(await office.read(left))


async def calls(office: Office) -> list[tuple[str, str]]:
    """Who is to call by which day, of all cases."""
    return [
        (case.number, one.by.isoformat())
        for case in await office.cases()
        for one in undone(case)
        if one.task is Task.CALL
    ]


async def seed(office: Office, who: Villager | Follower) -> int:
    """From the first question to the rating; returns how many messages came at most at once."""
    most = 0
    for text in (QUESTION, CLAIM, "那多收的钱退不退?"):
        most = max(most, len(await said(office, who, text)))
    case = await office.case()
    await closed(office, case.number)
    asked = who.hears()
    assert "满意" in asked[-1].buttons
    await who.taps("满意")
    await office.settles()
    assert (await office.case()).rating == "good"
    return max(most, len(asked))


def by_telegram(store: SqliteStore) -> list[object]:
    """The cases of the seed where the customer writes by Telegram."""
    if not store.accounts.get("4100000123"):
        put_seed(store)
    for name, role in STAFF.items():
        store.staff.add(name, role, NOW)
    office = Telegram(store, NOW, OFFICE)
    zhang = Person(office, 5, "张建国")
    for text in (QUESTION, CLAIM, "那多收的钱退不退?"):
        zhang.says(text)
    close(store, office.desk, office.case().number, NOW)
    zhang.hears()
    zhang.presses("满意")
    return as_data(store)


def as_data(store: Store) -> list[object]:
    """The cases as data, without where they came from."""
    return [
        (case.number, case.state, case.kind, case.account_no, case.verdict, case.difference,
         case.contact_by, case.due_by, case.rating,
         [(one.what, one.actor) for one in store.cases.events(case.number)])
        for case in store.cases.newest_first()
    ]  # fmt: skip
