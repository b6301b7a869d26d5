"""The made-up office for `jieti web --sample`: its records, its people, a few cases of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot import clock
from bot.channels.web import talk
from bot.channels.web.settings import CHANNEL
from bot.channels.web.talk import Words as Typed
from bot.cli.demo import NOW, import_sample_office
from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.joining import added
from bot.staff.signing_in import offered
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store
from bot.wording.cases import ROLES
from bot.wording.catalogue import words

PEOPLE = (
    ("周明", Role.HEAD), ("王芳", Role.CLERK), ("李强", Role.ELECTRICIAN), ("赵敏", Role.AUDITOR),
)  # fmt: skip
# Who came in before the page was opened: minutes ago, and what each wrote.
BEFORE = (
    (170, ("我几个月没交过电费,12月单子上怎么超过0.56了?", "4100000123 张建国 5678")),
    (95, ("我家停电两天了,打电话没人管", "转人工")),
    (40, ("我要举报,有人收了我500块钱才给装表",)),
    (15, ("电表走得太快了,我要投诉",)),
)


async def prepared(database: Database, desk: DeskSettings) -> Callable[[], datetime]:
    """Fill the database; the clock goes on from the day of the sample."""
    await import_sample_office(database)
    await database.write(lambda store: _filled(store, desk))
    begun = clock.now()
    return lambda: NOW + (clock.now() - begun)


async def links(database: Database, desk: DeskSettings, now: datetime) -> list[str]:
    """One line for each person of the office: who they are, and a link that signs them in."""

    def made(store: Store) -> list[str]:
        say = words()
        return [
            f"{say(ROLES[who.role])} {who.name}: {offered(store, desk.page, who, now, 'sample')}"
            for who in store.staff.members()
        ]

    return await database.write(made)


def _filled(store: Store, desk: DeskSettings) -> None:
    for name, role in PEOPLE:
        added(store, desk, name, role, "sample", NOW)
    for number, (minutes, said) in enumerate(BEFORE):
        chat, moment = Chat(CHANNEL, f"sample{number}"), NOW - timedelta(minutes=minutes)
        for text in said:
            talk.say(store, desk, chat, Typed(text), moment)
