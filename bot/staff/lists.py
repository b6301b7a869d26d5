"""Lists of cases, page by page, and the search."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.cases.reports import sees
from bot.cases.supervision import calls_at_once, perils_in, times_urged
from bot.contract.messages import Button, Outcome, Reply
from bot.records.case import URGED, Case, State
from bot.staff import filters
from bot.staff.filters import is_late, searched, wanted
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names
from bot.wording.catalogue import mark

SHOWN = 10
MOST = 6  # digits of where a page begins
KEPT = ("due", "find")  # lists whose searches can be kept
Listed = tuple[list[Case], bool]  # and whether there may be older ones that were not looked at
NOTED = 60  # characters of what was looked for


def mine(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /my: what this person works on."""
    return _first(turn, "my", "")


def due(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /due: what waits for contact or answer, the nearest deadline first."""
    return _first(turn, "due", turn.message.text.strip())


def find(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /find: by number, name or phrase."""
    phrase = turn.message.text.strip()
    if not phrase:
        more = turn.say(
            "Several words narrow it down; also a state, a kind, a class of 95598, a cause, a "
            "colleague, a day, a week or a month, late, nobody's: /find late 王芳 12月"
        )
        head = turn.say("Write /find and a number, a name or words from the case.")
        return (Reply(head, more, kept(turn, "find")),)
    turn.note("searched", "", f"cases: {phrase[:NOTED]}")
    return _first(turn, "find", phrase)


def page(turn: StaffTurn, which: str) -> tuple[Outcome, ...]:
    """What follows in a list that was shown here; of an older list it is asked for anew."""
    name, _, rest = which.partition(":")
    begin, _, seen = rest.partition(":")
    words = turn.listed
    if name not in _LISTS or not begin.isdecimal() or seen != marked(name, words):
        return (Reply(turn.say("That list is an older one. Please ask for it again.")),)
    return (_list(turn, name, words, int(begin[:MOST])),)


def listed(turn: StaffTurn, name: str, words: str) -> Reply:
    """The first page of that list, and whether the search is kept for later."""
    turn.keep_listed(words)
    shown = _list(turn, name, words, 0)
    more = keeping(turn, name, words) if words else kept(turn, name)
    return replace(shown, buttons=(*shown.buttons, *more))


def kept(turn: StaffTurn, name: str) -> tuple[Button, ...]:
    """The searches that this person keeps of a list; they may hold names, so not in a group."""
    if turn.message.group or name not in KEPT:
        return ()
    views = turn.store.team.views(turn.id, name)
    return tuple(Button(f"☆ {one.words}", f"view:show:{one.number}") for one in views)


def keeping(turn: StaffTurn, name: str, words: str) -> tuple[Button, ...]:
    """The button that keeps this search, or drops it."""
    if turn.message.group or name not in KEPT:
        return ()
    views = turn.store.team.views(turn.id, name)
    here = next((one for one in views if one.words == words), None)
    if here is not None:
        return (Button(turn.say("Keep this search no more"), f"view:drop:{here.number}"),)
    return (Button(turn.say("☆ Keep this search"), f"view:keep:{name}:{marked(name, words)}"),)


def _first(turn: StaffTurn, name: str, words: str) -> tuple[Outcome, ...]:
    return (listed(turn, name, words),)


def _of_mine(turn: StaffTurn, _: str) -> Listed:
    found = _visible(turn, turn.store.cases.all_unfinished())
    return [c for c in found if turn.id in (c.assignee, c.opened_by)], False


def _of_due(turn: StaffTurn, words: str) -> Listed:
    seen = _visible(turn, turn.store.cases.all_unfinished())
    waiting = (case for case in seen if case.state in (State.OPEN, State.CONTACTED))
    # Of those that are due at the same moment the one that has waited longest comes first.
    return sorted(wanted(turn, words, waiting), key=_order), False


def _order(case: Case) -> tuple[bool, str, datetime]:
    """Where lives are at stake nothing goes before it."""
    return not calls_at_once(case), _next_due(case), case.complained_at


def _next_due(case: Case) -> str:
    if case.contacted_at is None:
        return min(case.contact_by.isoformat(), f"{case.due_by.isoformat()}T23")
    return f"{case.due_by.isoformat()}T23"


def _of_find(turn: StaffTurn, words: str) -> Listed:
    found, older = searched(turn, words)
    return list(_visible(turn, found)), older


_LISTS: dict[str, tuple[str, Callable[[StaffTurn, str], Listed]]] = {
    "my": (mark("Your open cases:"), _of_mine),
    "due": (mark("What is due, the nearest first:"), _of_due),
    "find": (mark("Found:"), _of_find),
}


def _visible(turn: StaffTurn, found: Iterable[Case]) -> Iterable[Case]:
    return (case for case in found if sees(turn.store, turn.staff, case))


def _list(turn: StaffTurn, name: str, words: str, begin: int) -> Reply:
    """Ten of the cases that the words name, from there on."""
    say = turn.say
    head, of = _LISTS[name]
    found, older = of(turn, words)
    shown = found[begin : begin + SHOWN]
    left = [say("Only the newest {count} were looked through: name a month for older ones.",
                count=filters.MOST)] if older else []  # fmt: skip
    if not shown:
        return Reply(say("No case."), "\n".join(left))
    lines = []
    for case in shown:
        late = "❗ " if is_late(turn, case) else ""
        by = say.day(case.due_by) if case.contacted_at else say.moment(case.contact_by)
        account = mask_account_no(case.account_no) if case.account_no else "—"
        when = say("now") if calls_at_once(case) else by
        what = [names.kind(say, case)] if perils_in(case) else []
        urged = times_urged(turn.store.cases.events(case.number, URGED))
        times = [say("urged, times: {count}", count=urged)] if urged else []
        told = [case.number, *what, account, names.state(say, case), when, *times]
        lines.append(f"{late}{' · '.join(told)}")
    buttons = tuple(button(case.number, "show", case.number) for case in shown)
    more = len(found) - begin - len(shown)
    if more:
        lines.append(say("… and {count} more", count=more))
        following = f"page:{name}:{begin + SHOWN}:{marked(name, words)}"
        buttons += (Button(say("The next ones"), following),)
    if name == "due":  # of all of them, not of those on this page alone
        last = max(found, key=lambda case: case.answer_by)
        lines += names.reckoned(say, last, turn.desk.office.hours)
    return Reply(say(head), "\n".join([*lines, *left]), buttons)


def marked(name: str, words: str) -> str:
    """What a button says of a list: enough to tell the last one from an older one."""
    return hashlib.sha256(f"{name}:{words}".encode()).hexdigest()[:6]
