"""Cases and what was said in them, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.contract.messages import Chat
from bot.records.case import UNFINISHED, Case, CaseKind, Event, Material, State
from bot.store.cases import NO_CHANGES, Alike, Cases, Only, alike
from bot.store.materials import Materials
from tests.store.memory_tables import Tables

# The names under which a history tells what changed.
FIELDS = {
    "payer": "remedy_payer",
    "difference": "difference_fen",
    "goodwill": "goodwill_fen",
    "employee_paid": "employee_paid_fen",
    "escalations": "raised",
}


class MemoryCases(Cases):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, make: Callable[[str], Case], day: date, actor: str, series: str = "TS") -> Case:
        of_day = self._tables.last_of_day
        last = of_day[series, day] = of_day.get((series, day), 0) + 1
        case = make(f"{series}{day:%Y%m%d}{last:03d}")
        self._tables.cases[case.number] = case
        self._tables.touched[case.number] = None
        self.add_event(case.number, case.opened_at, "opened", case.question, actor)
        return case

    def change(self, old: Case, new: Case, now: datetime, actor: str) -> Case:
        changed = [
            name
            for name in (field.name for field in fields(Case))
            if getattr(old, name) != getattr(new, name)
        ]
        if not changed:
            return new
        told = {
            FIELDS.get(name, name): (_shown(getattr(old, name)), _shown(getattr(new, name)))
            for name in changed
            if name != "assessment"
        }
        if told:
            self.add_event(new.number, now, "changed", "", actor, told)
        kept = self._tables.cases[new.number]
        self._tables.cases[new.number] = replace(
            kept, **{name: getattr(new, name) for name in changed}
        )
        self._tables.touched[new.number] = None
        return new

    def sound_alarm(self, number: str, now: datetime, reason: str) -> None:
        self.add_event(number, now, "alarm", reason, "bot")
        self._tables.touched[number] = None

    def was_told(self, number: str, key: str) -> bool:
        return (number, key) in self._tables.told

    def note_told(self, number: str, key: str, now: datetime) -> None:
        self._tables.told.setdefault((number, key), now)

    def touch(self, number: str) -> None:
        self._tables.touched[number] = None

    def touch_unfinished(self) -> None:
        for case in self._tables.cases.values():
            if case.state in UNFINISHED:
                self._tables.touched[case.number] = None

    def take_touched(self) -> tuple[Case, ...]:
        numbers = sorted(self._tables.touched)
        self._tables.touched = {}
        return tuple(self._tables.cases[number] for number in numbers)

    def get(self, number: str) -> Case | None:
        return self._tables.cases.get(number)

    def newest_first(self) -> tuple[Case, ...]:
        return _newest_first(self._tables.cases.values())

    def which(self, only: Only, most: int | None = None) -> tuple[Case, ...]:
        return tuple(case for case in self.newest_first() if _is_one(only, case))[:most]

    def all_unfinished(self) -> tuple[Case, ...]:
        return tuple(case for case in self.newest_first() if case.state in UNFINISHED)

    def opened_on(self, day: date) -> tuple[Case, ...]:
        mine = [c for c in self._tables.cases.values() if c.number[:10] == f"TS{day:%Y%m%d}"]
        return tuple(sorted(mine, key=lambda case: case.number))

    def reports(self) -> tuple[Case, ...]:
        return tuple(case for case in self.newest_first() if case.kind is CaseKind.REPORT)

    def counted(self) -> tuple[Alike, ...]:
        mine = (c for c in self._tables.cases.values() if c.kind is not CaseKind.REPORT)
        each = Counter(alike(case) for case in mine if case.state is not State.VOID)
        return tuple(replace(one, count=count) for one, count in each.items())

    def find(
        self, *phrases: str, codes: Collection[str] = (), causes: Collection[str] = ()
    ) -> tuple[Case, ...]:
        wanted = [_folded(phrase) for phrase in phrases]
        found = [f'"cause": "{cause}"' for cause in causes]
        return tuple(
            case
            for case in self.newest_first()
            if any(one in _folded(text) for text in self._texts(case) for one in wanted)
            or case.code in codes
            or any(one in (case.assessment or "") for one in found)
        )

    def _texts(self, case: Case) -> Iterable[str]:
        account = self._tables.accounts.get(case.account_no or "")
        yield from (case.number, case.account_no or "", case.question, case.customer_name)
        yield from (account.holder_name, account.phone, account.address) if account else ()
        yield from (item.text for _, number, item in self._tables.materials.values()
                    if number == case.number)  # fmt: skip
        yield from (event.detail for event in self.events(case.number, "note"))

    def chats_of(self, number: str) -> tuple[Chat, ...]:
        whole = [number]
        for one in whole:
            whole += [c.number for c in self._tables.cases.values() if c.merged_into == one]
        first, *others = whole
        mine = [self._tables.cases[one] for one in (first, *sorted(others))]
        return tuple(dict.fromkeys(Chat(c.channel, c.chat_id) for c in mine if c.chat_id))

    def taken_over(self, chat: Chat) -> Case | None:
        bound = {account for of, account in self._tables.bindings if of == chat}
        taken = [
            case
            for case in self._tables.cases.values()
            if case.taken_over is not None
            and (
                Chat(case.channel, case.chat_id) == chat
                or (case.kind is not CaseKind.REPORT and case.account_no in bound)
            )
        ]
        return max(taken, key=lambda case: case.number, default=None)

    def count_open(self) -> int:
        return sum(case.state in UNFINISHED for case in self._tables.cases.values())

    def add_event(
        self,
        number: str,
        at: datetime,
        what: str,
        detail: str,
        actor: str,
        changes: Mapping[str, tuple[str, str]] = NO_CHANGES,
    ) -> None:
        event = Event(at, what, detail, actor, dict(changes))
        self._tables.happened.append(number)
        self._tables.events[number] = (*self._tables.events.get(number, ()), event)

    def changed_after(self, mark: int | None) -> tuple[int, frozenset[str]]:
        happened = self._tables.happened
        return len(happened), frozenset(happened[len(happened) if mark is None else mark :])

    def events(self, number: str, *kinds: str) -> tuple[Event, ...]:
        found = self._tables.events.get(number, ())
        return tuple(
            event
            for event in found
            if not kinds or event.what in kinds or not event.changes.keys().isdisjoint(kinds)
        )

    def unfinished(self, chat: Chat) -> Case | None:
        mine = (c for c in self.of_chat(chat) if c.state in UNFINISHED)
        return next((c for c in mine if c.kind is not CaseKind.REPORT), None)

    def count_since(self, account_no: str, since: datetime) -> int:
        mine = self.of_account(account_no)
        counted = (c for c in mine if c.kind is not CaseKind.REPORT and c.state is not State.VOID)
        return sum(c.opened_at >= since for c in counted)

    def of_chat(self, chat: Chat) -> tuple[Case, ...]:
        cases = self._tables.cases.values()
        return _newest_first(c for c in cases if (c.channel, c.chat_id) == chat.key)

    def of_account(self, account_no: str) -> tuple[Case, ...]:
        cases = self._tables.cases.values()
        return _newest_first(case for case in cases if case.account_no == account_no)


def _lies_in(span: tuple[date, date], *days: date | None) -> bool:
    return any(day is not None and span[0] <= day <= span[1] for day in days)


def _is_one(only: Only, case: Case) -> bool:
    day = case.complained_at.date()
    return (
        only.state in (None, case.state)
        and only.kind in (None, case.kind)
        and only.via in (None, case.via)
        and (only.since or day) <= day <= (only.until or day)
        and (only.about is None or _lies_in(only.about, day, case.bill_month))
        and only.had in (None, case.assignee, case.opened_by)
        and (only.before is None or case.opened_at < only.before)
    )


def _newest_first(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (case.opened_at, case.number), reverse=True))


def _folded(text: str) -> str:
    """Latin letters are found whatever their case; nothing else changes."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _shown(value: object) -> str:
    """A field as a history tells it: money in fen, moments and days as ISO text."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case Decimal():
            return str(int(value * 100))
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return ",".join(value)
        case StrEnum():
            return value.value
    return str(value)


class MemoryMaterials(Materials):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, number: str, item: Material) -> int:
        key = item.chat, item.message_id
        known = self._tables.materials.get(key)
        if known is None:
            row = self._tables.next_id(), number, item
        else:
            row = known[0], known[1], replace(known[2], text=item.text)
        self._tables.materials[key] = row
        return row[0]

    def edit(self, chat: Chat, message_id: str, text: str) -> tuple[str, str] | None:
        known = self._tables.materials.get((chat, message_id))
        if known is None:
            return None
        row, number, item = known
        self._tables.materials[chat, message_id] = row, number, replace(item, text=text)
        return number, item.text

    def attach(self, chat: Chat, message_id: str, file_id: str, text: str) -> str | None:
        known = self._tables.materials.get((chat, message_id))
        if known is None:
            return None
        row, number, item = known
        new = replace(item, text=text, file_id=file_id)
        self._tables.materials[chat, message_id] = row, number, new
        return number

    def of_case(self, number: str) -> tuple[Material, ...]:
        return tuple(item for _, own, item in self._in_order() if own == number)

    def case_of(self, chat: Chat, message_id: str) -> str | None:
        known = self._tables.materials.get((chat, message_id))
        return known[1] if known else None

    def latest_case(
        self, chat: Chat, sender: str, origin: str | None, since: datetime
    ) -> str | None:
        for _, number, item in reversed(self._in_order()):
            if (
                (item.chat, item.sender) == (chat, sender)
                and origin in {None, item.origin}
                and item.received_at >= since
            ):
                return number
        return None

    def move(self, old: str, new: str) -> None:
        for key, (row, number, item) in self._tables.materials.items():
            if number == old:
                self._tables.materials[key] = row, new, item

    def _in_order(self) -> list[tuple[int, str, Material]]:
        return sorted(self._tables.materials.values(), key=lambda row: row[0])
