"""One line for the office's group: how much is due today, and where to see it.

Whoever is in the group reads it, so it says how many and nothing else: no name, no account, no
amount, and no case number either, by which a case could be asked for.
"""

from __future__ import annotations

from datetime import datetime, time

from bot.contract.messages import Chat, Reply
from bot.counter.door import put_all
from bot.records.case import Case, CaseKind, State
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from bot.wording.catalogue import words


def tell_group(store: Store, desk: DeskSettings, group: Chat, now: datetime) -> None:
    """On a working day with something due the group hears of it, once; late it means nothing."""
    if not desk.office.hours.is_working_day(now.date()):
        return
    seen = store.cases.all_unfinished()
    mine = [one for one in seen if one.state in _RUNNING and one.kind is not CaseKind.REPORT]
    late = [one for one in mine if _due(desk, one, now) < now]
    today = [one for one in mine if one not in late and _due(desk, one, now).date() == now.date()]
    nobodys = [one for one in mine if one.assignee is None]
    if not (late or today or nobodys):
        return
    say = words()
    text = say(
        "Late: {late}. Due today: {today}. Nobody has: {nobodys}.",
        late=len(late), today=len(today), nobodys=len(nobodys),
    )  # fmt: skip
    more = say("The list is at the desk: {page}", page=f"{desk.page}/desk") if desk.page else ""
    until = datetime.combine(now.date(), time.max, now.tzinfo)
    put_all(store, desk, group, f"group:{now:%Y-%m-%d}", [Reply(text, more)], now, until=until)


_RUNNING = (State.OPEN, State.CONTACTED)


def _due(desk: DeskSettings, case: Case, now: datetime) -> datetime:
    """By when the customer is to be contacted, or then answered."""
    if case.contacted_at is None:
        return case.contact_by
    return datetime.combine(case.due_by, desk.office.hours.closing, now.tzinfo)
