"""A notice of a case goes to members of staff; where nobody is left, to the admin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.cases.reports import sees
from bot.contract.messages import Post, Reply
from bot.records.case import ASKED, Case, CaseKind, Party, State
from bot.records.staff import Staff
from bot.staff.turn import DeskSettings, button
from bot.store.port import Store
from bot.wording.catalogue import Words


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of one case: those who work on it, and who stands above them."""

    settings: DeskSettings
    responsible: tuple[Staff, ...]
    heads: tuple[Staff, ...]
    duty: tuple[Staff, ...] = ()  # who is on duty today


def on_duty(store: Store, desk: DeskSettings, case: Case, now: datetime) -> tuple[Staff, ...]:
    """Who is on duty now; whoever sees not all cases is lent an open one that they are told of."""
    if case.state is not State.OPEN:
        return ()
    entered = store.team.on_duty(now.date())
    names = () if entered else desk.office.duty.get(now.date(), ())
    if not (entered or names):
        return ()
    here = [one for one in store.staff.members() if one.id in entered or one.name in names]
    if case.kind is CaseKind.REPORT:
        return tuple(one for one in here if sees(store, one, case))
    for one in here:
        if not sees(store, one, case):
            store.cases.add_event(case.number, now, ASKED, str(one.id), Party.SYSTEM)
    return tuple(here)


def tell(
    desk: DeskSettings,
    staff: Iterable[Staff],
    key: str,
    say: Words,
    case: Case,
    text: str,
    at: datetime | None = None,
    *,
    urgent: bool = False,
) -> Iterator[Post]:
    """To each of these; where nobody is left, the admin hears that somebody must look."""
    reply = Reply(text, "", (button(say("Show the case"), "show", case.number),))
    chats_told = [one.chat for one in staff]
    if not chats_told and desk.admin and case.kind is CaseKind.REPORT:
        chats_told = [desk.admin]
        reply = Reply(
            say(
                "A report about a person came in ({number}), and nobody at the desk may see it. "
                "It needs somebody from outside the office.",
                number=case.number,
            )
        )
    if not chats_told and desk.admin and urgent:
        chats_told, reply = [desk.admin], Reply(text)
    for chat in chats_told:
        yield Post(chat, reply, f"{key}:{chat.name}", at, case.number, urgent=urgent)
