"""Weeks of an office: `python -m tests.staff.weeks`. Ten clerks, two heads, 200 cases, restarts.

Ends with one line of figures, or with the first promise that was not kept.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.cases.deciding import stamp
from bot.cases.life import waits_for_head
from bot.clock import CHINA
from bot.contract.hours import is_working_day
from bot.records.case import UNFINISHED, Case, Remedy, State
from bot.sqlite.store import SqliteStore
from bot.wording.drafts import drafts
from tests.dialogue.conversation import empty_store, put_seed
from tests.staff.conftest import join
from tests.staff.office import Office, Person
from tests.staff.test_drafts import SAID

CASES, CLERKS, EVERY = 200, 10, 40  # a restart after so many steps
BEGIN = datetime(2024, 12, 2, 9, 0, tzinfo=CHINA)
BACK = "返回工单"
ONE_AFTER_THE_OTHER = timedelta(minutes=17)


class Weeks:
    """An office whose process ends now and then; what it told is kept beside."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance = path, chance
        self.restarts = 0
        self.office = self._opened(None)
        admin = Person(self.office, 99, "管理员")
        self.heads = [join(self.office, admin, 11 + n, "所长", f"周{n}") for n in range(2)]
        self.clerks = [
            join(self.office, self.heads[0], 21 + n, "综合柜员", f"王{n}") for n in range(CLERKS)
        ]
        self.matters: dict[str, str] = {}

    def _opened(self, before: Office | None) -> Office:
        db = sqlite3.connect(self.path, isolation_level=None)
        db.row_factory = sqlite3.Row
        office = Office(SqliteStore(db), before.now if before else BEGIN)
        if before:
            before.store.connection.close()
            office.heard, office.read, office.numbers = before.heard, before.read, before.numbers
        return office

    def restart(self) -> None:
        """The process ends and begins again over the same file."""
        self.restarts += 1
        self.office = self._opened(self.office)
        for person in (*self.heads, *self.clerks):
            person.office = self.office

    def run(self) -> None:
        for n in range(CASES):
            clerk, (words, matter) = self.chance.choice(self.clerks), self.chance.choice(SAID)
            clerk.says(f"/case 4100000200 {words}")
            self.matters[self._newest().number] = matter
            for _ in range(2):
                self._step()
            if n % EVERY == EVERY - 1:
                self.restart()
            self._later(ONE_AFTER_THE_OTHER)
        for _ in range(25):  # weeks in which some is done and some is left
            for _ in range(4):
                self._step()
            self._later(timedelta(hours=self.chance.randint(5, 20)))
            if self.chance.random() < 1 / 4:
                self.restart()

    def _newest(self) -> Case:
        return self.office.store.cases.newest_first()[0]

    def _later(self, span: timedelta) -> None:
        self.office.until(f"{self.office.now + span:%Y-%m-%d %H:%M:%S}")

    def _step(self) -> None:
        """Somebody does something with some case, perhaps while it is a colleague's."""
        case = self.chance.choice(self.office.store.cases.newest_first())
        who = self.chance.choice([*self.clerks, *self.heads])
        number, other = case.number, self.chance.choice(self.clerks)
        staff = next(one for one in self.office.store.staff.members() if one.name == other.name)
        press = self.chance.choice(
            [
                f"show:{number}", f"contact:{number}", f"claim:{number}",
                f"assign:{number}:{staff.id}", f"decide:{number}:explanation",
                f"answer:{number}:telephone", f"close:{number}", f"finish:{number}:telephone",
                f"rate:{number}:good", f"hold:{number}", f"resume:{number}",
                f"plan:{number}:file:{staff.id}:{self.office.now.date() + timedelta(days=3)}",
                f"tasks:{number}:file",
            ]
        )  # fmt: skip
        who.presses_data(press)
        after = self.office.case(number)
        if waits_for_head(after) and after.decision is not Remedy.EXPLANATION:
            self.heads[1].presses_data(f"approve:{number}:{stamp(after)}")


def broken_promises(weeks: Weeks) -> list[str]:
    """What was not kept."""
    return [
        *_in_two_hands(weeks), *_reminded_twice(weeks), *_never_reminded(weeks),
        *_drafts_that_do_not_fit(weeks),
    ]  # fmt: skip


def _in_two_hands(weeks: Weeks) -> list[str]:
    """Whoever has a sheet in their chat reads there whose the case is and where it stands."""
    office, found = weeks.office, []
    names = {one.id: one.name for one in office.store.staff.everybody()}
    for number in weeks.matters:
        case = office.case(number)
        state = {"open": "待联系", "contacted": "处理中", "on_hold": "挂起", "answered": "已答复",
                 "closed": "已办结"}[case.state]  # fmt: skip
        for standing in office.store.cards.of_case(number):
            here = [h for h in office.heard if str(h.chat) == standing.chat.chat_id]
            shown = [h for h in here if h.id == int(standing.message_id)][-1]
            if BACK in shown.buttons:  # a menu: what was changed since is told when it is pressed
                continue
            whose = names.get(case.assignee or 0, "")
            if state not in shown.text or (whose and f"负责人:{whose}" not in shown.text):
                found.append(f"{number}: {shown.chat} reads {shown.text.splitlines()[:4]}")
    return found


def _reminded_twice(weeks: Weeks) -> list[str]:
    told = Counter((h.chat, h.text) for h in weeks.office.heard if h.text.startswith(("⏰", "❗")))
    return [
        f"{count} times to {chat}: {text}" for (chat, text), count in told.items() if count > 1
    ]


def _never_reminded(weeks: Weeks) -> list[str]:
    """What is late since days was told each of them, by now to somebody who works here."""
    office, today = weeks.office, weeks.office.now.date()
    found = []
    for number in weeks.matters:
        case = office.case(number)
        if case.state not in (State.OPEN, State.CONTACTED) or case.due_by >= today:
            continue
        since = case.due_by + timedelta(days=1)
        changed = [e.at.date() for e in office.store.cases.events(number, "state")]
        since = max([since, *(day + timedelta(days=1) for day in changed)])
        days = [since + timedelta(days=n) for n in range((today - since).days)]
        told = {h.text for h in office.heard if f"工单 {number} 已超时" in h.text}
        working = [day for day in days if is_working_day(day)]
        if len([text for text in told if "前答复" in text]) < len(working) - 1:
            found.append(f"{number}: late on {len(working)} days, told {sorted(told)}")
    return found


def _drafts_that_do_not_fit(weeks: Weeks) -> list[str]:
    found = []
    for number, matter in weeks.matters.items():
        if weeks.office.case(number).state not in UNFINISHED:
            continue
        before = len(weeks.office.heard)
        weeks.clerks[0].presses_data(f"show:{number}")
        new = [h.text for h in weeks.office.heard[before:] if h.text.startswith("给客户的回复")]
        begin = "查清楚了" if matter == "tier" else drafts()[matter].text[:10]
        answered = weeks.office.case(number).answered_at
        if not answered and (len(new) != 1 or not new[0].split("\n\n")[1].startswith(begin)):
            found.append(f"{number}: {matter}: {new}")
    return found


def main(seed: int = 18) -> int:
    """Play it, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder, empty_store() as made:
        put_seed(made)
        path = Path(folder) / "office.db"
        with closing(sqlite3.connect(path)) as copy:
            made.connection.backup(copy)
        weeks = Weeks(path, random.Random(seed))
        weeks.run()
        broken = broken_promises(weeks)
        states = Counter(weeks.office.case(number).state for number in weeks.matters)
        told = sum(h.text.startswith(("⏰", "❗")) for h in weeks.office.heard)
        print("\n".join(broken[:20]))
        print(
            f"{len(weeks.matters)} cases {dict(states)}, {weeks.restarts} restarts, "
            f"{len(weeks.office.heard)} messages, {told} reminders, until "
            f"{weeks.office.now:%Y-%m-%d}: {len(broken)} promises broken"
        )
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
