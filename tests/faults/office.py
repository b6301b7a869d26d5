"""The real process under load against the stand-in, and the count of what it did."""

from __future__ import annotations

import asyncio
import functools
import itertools
import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import CHINA
from bot.contract.messages import Reply
from bot.contract.neutral import decoded
from tests.faults.ground import Ground, new_ground
from tests.forking import JIETI, Forked, run_forked, start_forked
from tests.staff.conftest import join
from tests.staff.office import ADMIN, Office, Person
from tests.standin import BotApi

# What is asked, and how its answer begins. None is asked twice running, so order can be told.
QUESTIONS = {
    "/help": ("您好,这里是",),
    "/rule": ("阶梯电价按年累计",),
    "/case": ("这里没有查到您的工单", "您的工单 TS"),
    "/human": ("已经登记,工单号 TS", "您的事已经登记在案"),
}
PATIENCE = 60
TYPED = "TESTS_TYPED"  # set, each process loads all anew, as one that is typed does
MOST_WAITING = 1000  # questions of all; some four for each of a crowd


@dataclass(frozen=True)
class Count:
    """What a run left behind."""

    name: str
    updates: int
    faults: int
    unanswered: int
    disordered: int
    duplicates: int
    cases_twice: int
    set_aside: int
    intact: bool

    def faultless(self, duplicates_allowed: int) -> bool:
        """Whether nothing was lost, doubled beyond that, disordered or broken."""
        return (
            self.intact
            and self.duplicates <= duplicates_allowed
            and not (self.unanswered or self.disordered or self.cases_twice or self.set_aside)
        )


class Customers:
    """People who keep asking, each in a chat of their own, without waiting for answers."""

    def __init__(self, api: BotApi, people: int, seed: int = 1) -> None:
        self.api, self.random = api, random.Random(seed)
        self.people = [api.person(f"客户{n}") for n in range(people)]
        self.asked: dict[int, list[str]] = {person.id: [] for person in self.people}

    async def ask(self) -> None:
        """One question of somebody."""
        person = self.random.choice(self.people)
        asked = self.asked[person.id]
        choices = [q for q in QUESTIONS if not asked or q != asked[-1]]
        asked.append(self.random.choice(choices))
        await person.says(asked[-1])

    async def keep_asking(self, every: float) -> None:
        """Ask until cancelled; on a slow machine no more than are answered by and by."""
        while True:
            if self.updates - sum(len(person.received) for person in self.people) < MOST_WAITING:
                await self.ask()
            await asyncio.sleep(every)

    def answered(self) -> bool:
        """Whether each chat has had as many answers as questions."""
        return all(len(p.received) >= len(self.asked[p.id]) for p in self.people)

    def _goes_on(self, before: int) -> bool:
        return len(self.api.sent) > before or self.answered()

    async def wait_for_answers(self) -> None:
        """Until all are answered, or nothing comes any more; the count tells which.

        A slow machine may take as long as it likes, as long as it goes on.
        """
        for _ in range(2 * self.updates):
            if self.answered():
                break
            before = len(self.api.sent)
            try:
                await self.api.bell.until(functools.partial(self._goes_on, before), PATIENCE)
            except TimeoutError:
                return
        # What is still on its way would be one answer too many: let it come.
        await asyncio.sleep(0.3)

    @property
    def updates(self) -> int:
        """How many questions were asked."""
        return sum(map(len, self.asked.values()))

    def compare_in_any_order(self) -> tuple[int, int, int]:
        """As `compare`, where questions were shuffled on their way: by kind, without order."""
        unanswered = duplicates = 0
        for person in self.people:
            asked = Counter(self.asked[person.id])
            answered = Counter(_question_of(message.plain) for message in person.received)
            unanswered += (asked - answered).total()
            duplicates += (answered - asked).total()
        return unanswered, 0, duplicates

    def third_copies(self) -> int:
        """How many copies came of an answer beyond its second.

        Chats are sent to side by side: a kill may repeat one message in each of them.
        """
        runs = (
            len(list(run))
            for person in self.people
            for _, run in itertools.groupby(_question_of(m.plain) for m in person.received)
        )
        return sum(max(0, copies - 2) for copies in runs)

    def compare(self) -> tuple[int, int, int]:
        """Unanswered questions, chats whose answers are out of order, duplicate answers."""
        unanswered = disordered = duplicates = 0
        for person in self.people:
            asked = self.asked[person.id]
            kinds = [_question_of(message.plain) for message in person.received]
            once = [kind for kind, _ in itertools.groupby(kinds)]
            duplicates += len(kinds) - len(once)
            if once != asked:
                missing = len(asked) - len(once)
                unanswered += max(0, missing)
                disordered += missing <= 0
        return unanswered, disordered, duplicates


def _question_of(answer: str) -> str:
    return next(
        (question for question, starts in QUESTIONS.items() if answer.startswith(starts)),
        f"? {answer[:40]}",
    )


class Process:
    """`jieti run` as a process of its own, started again as often as wanted."""

    def __init__(self, api: BotApi, folder: Path, **more: str) -> None:
        self.api, self.ground = api, new_ground(folder)
        own = {k: v for k, v in os.environ.items() if not k.startswith("JIETI_")}
        self.environment = own | {
            "JIETI_TOKEN": api.token,
            "JIETI_API_URL": api.base_url,
            "JIETI_DATABASE": self.ground.address,
            "JIETI_SENDS": "1000,1000,1000",
            **more,
        }
        self.log = (folder / "log").open("ab")
        self._running: asyncio.subprocess.Process | Forked | None = None

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self._running
        return self._running.pid

    async def start(self, *, typed: bool = False) -> None:
        """Start it and wait until it fetches or listens."""
        calls = len(self.api.calls)
        self.api.webhook.clear()
        self._running = await self._begun("run", typed=typed)

        def ready() -> bool:
            return any(name in {"getUpdates", "setWebhook"} for name, _ in self.api.calls[calls:])

        await self.api.bell.until(ready, PATIENCE)

    @property
    def seconds_of_processor(self) -> float:
        """What it has used: on a busy machine that tells more than how long one waited."""
        fields = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def _begun(
        self, *arguments: str, typed: bool = False
    ) -> asyncio.subprocess.Process | Forked:
        if typed or TYPED in os.environ:
            return await asyncio.create_subprocess_exec(
                JIETI, *arguments, env=self.environment, stdout=self.log, stderr=self.log
            )
        return start_forked(arguments, self.environment, self.log, self.log)

    async def start_second(self) -> str:
        """Start it once more beside itself; what it says when it ends."""
        second = await self._ended("run")
        return second.stderr.decode() if second.returncode == 2 else ""

    async def start_follower(self) -> asyncio.subprocess.Process | Forked:
        """Start one that takes over when this one ends."""
        return await self._begun("run", "--wait")

    async def imports(self, path: Path) -> str:
        """What `jieti import` says of a file."""
        done = await self._ended("import", str(path))
        return (done.stdout + done.stderr).decode()

    async def _ended(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return await asyncio.to_thread(run_forked, arguments, self.environment)

    @property
    def is_running(self) -> bool:
        """Whether it still runs that was started."""
        return self._running is not None and self._running.returncode is None

    async def stop(self, sign: signal.Signals) -> int:
        """End it by a signal; its return code."""
        assert self._running
        self._running.send_signal(sign)
        return await self._running.wait()

    def may_write(self, size: int) -> None:
        """No file of the process may grow beyond that: to it, the disk is full there."""
        hard = resource.RLIM_INFINITY
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (size, hard))


@asynccontextmanager
async def office(folder: Path, **more: str) -> AsyncIterator[tuple[BotApi, Process]]:
    """The stand-in and the process, not started yet; what still runs is killed at the end."""
    async with BotApi() as api:
        process = Process(api, folder, **more)
        try:
            yield api, process
        finally:
            if process._running and process._running.returncode is None:
                await process.stop(signal.SIGKILL)
            process.log.close()
            api.expect_refusals(len(api.refusals))


def put_reminders(
    ground: Ground, head_id: int, clerk_id: int, seconds: float
) -> Counter[tuple[int, str]]:
    """Ten cases whose reminders fall due within so many seconds: to whom, and what."""
    with ground.opened() as store:
        db, desk = store.connection, Office(store)
        admin = Person(desk, ADMIN, "管理员")
        join(desk, admin, head_id, "head", "周明")
        clerk = join(desk, admin, clerk_id, "clerk", "王芳")
        for n in range(10):
            clerk.says(f"/case 第{n}件")
        desk.deliver()
        db.execute("DELETE FROM inbox")
        waiting = db.execute("SELECT id, chat_id, what FROM outbox WHERE state = 'waiting'")
        found: Counter[tuple[int, str]] = Counter()
        now = datetime.now(CHINA)
        texts = [(row, decoded(json.loads(row["what"]))) for row in waiting.fetchall()]
        told = [(row, what) for row, what in texts if isinstance(what, Reply)]
        # What comes again on the days after is made when it is due: years ago, by this clock.
        for row, what in texts:
            if not isinstance(what, Reply):
                db.execute("DELETE FROM outbox WHERE id = ?", (row["id"],))
        for n, (row, what) in enumerate(told):
            due = now + timedelta(seconds=seconds * n / 60)
            db.execute(
                "UPDATE outbox SET not_before = ? WHERE id = ?", (due.isoformat(), row["id"])
            )
            found[int(row["chat_id"]), what.text] += 1
    assert found.total() == 60, "for each case: soon and late, contact and answer, clerk and head"
    return found


def count(
    name: str, faults: int, customers: Customers, ground: Ground, *, in_order: bool = True
) -> Count:
    """Compare what was asked with what was answered, and look into the database and its trail."""
    compare = customers.compare if in_order else customers.compare_in_any_order
    unanswered, disordered, duplicates = compare()
    with ground.opened() as store:
        db, trail = store.connection, store.audit.verify()
        twice = db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM complaint_case WHERE channel = 'telegram'"
            " GROUP BY channel, chat_id HAVING count(*) > 1) AS twice"
        ).fetchone()[0]
        aside = db.execute("SELECT count(*) FROM inbox WHERE state = 'set_aside'").fetchone()[0]
        # That a clock was set is a scenario, and no fault.
        sound = replace(trail, clock_back_at=()).is_whole
        intact = ground.is_intact(store) and sound
    return Count(
        name, customers.updates, faults, unanswered, disordered, duplicates, twice, aside, intact
    )


if sys.platform != "linux":
    raise ImportError("the fault harness limits and kills processes as Linux does")
