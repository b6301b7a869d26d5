"""Two machines, pushed to at random, killed at random: `python -m tests.postgres.kills [KILLS]`.

The last line has the figures; 1 if a message was lost, handled twice or out of its order, or the
audit trail does not hold. An answer that was not noted as sent may come a second time, one a kill.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from tornado.httpclient import HTTPError

from bot.postgres.database import open_database
from bot.store.port import Store
from tests.postgres.office import new_url
from tests.postgres.server import URL, running
from tests.postgres.test_standby import answered, machine, pushed_to
from tests.standin import BotApi

PEOPLE, BETWEEN = 5, 8  # who writes; messages between two kills


async def posted(api: BotApi, addresses: list[str], update: dict[str, object]) -> None:
    """Push it to one or the other until it is taken, as Telegram does."""
    while True:
        api.webhook["url"] = random.choice(addresses)
        try:
            answer = await api.post_webhook(update, api.webhook["secret_token"])
        except (OSError, HTTPError):
            answer = None
        if answer is not None and answer.code == 200:
            return
        await asyncio.sleep(0.05)


async def trial(kills: int) -> tuple[str, bool]:
    """Figures, and whether all is well."""
    rng = random.Random(kills)
    settings = [pushed_to(), pushed_to()]
    addresses = [one["JIETI_WEBHOOK_URL"] for one in settings]
    url, count = new_url(), 0
    with tempfile.TemporaryDirectory() as name:
        async with BotApi() as api, open_database(url) as database, AsyncExitStack() as stack:
            people = [api.person(f"第{n}家") for n in range(PEOPLE)]

            async def begun(place: int) -> asyncio.subprocess.Process:
                folder = Path(name, str(place))
                return await stack.enter_async_context(
                    machine(folder, api, url, **settings[place])
                )

            machines = [await begun(0), await begun(1)]
            await api.bell.until(lambda: bool(api.webhook), 60)
            for kill in range(kills + 1):
                for _ in range(BETWEEN):
                    person = rng.choice(people)
                    with api.holding() as held:
                        await person.says(f"几点上班 {count}")
                    await posted(api, addresses, held[0])
                    count += 1
                if kill < kills:
                    place = rng.randrange(2)
                    machines[place].send_signal(signal.SIGKILL)
                    await machines[place].wait()
                    machines[place] = await begun(place)
            await answered(database, count)
            done = await database.read(lambda store: store.inbox.count("done"))
            trail = await database.read(lambda store: store.audit.verify())
            in_order = await database.read(_in_order)
        received = sum(len(person.received) for person in people)
    sound = (trail.broken_at, trail.altered, trail.records) == (None, (), ())
    line = (
        f"{kills} kills of two machines, {count} messages: {count - done} lost, "
        f"{received - count} answers twice, order {'kept' if in_order else 'broken'}, "
        f"trail {'whole' if sound else 'broken'}"
    )
    return line, done == count and 0 <= received - count <= kills and in_order and sound


def _in_order(store: Store) -> bool:
    """Whether answers went out to each chat in the order in which what they answer came."""
    db = store.connection  # type: ignore[attr-defined]
    rows = db.execute("SELECT chat_id, key FROM outbox ORDER BY chat_id, id").fetchall()
    last: dict[str, int] = {}
    for chat, key in rows:
        number = int(key.split(":")[2].split("-")[0]) if key.count(":") > 1 else 0
        if number < last.get(chat, 0):
            return False
        last[chat] = number
    return True


if __name__ == "__main__":
    with running() as server:
        os.environ[URL] = server.url
        told, well = asyncio.run(trial(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
    print(told)
    sys.exit(not well)
