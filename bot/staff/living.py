"""The living papers of a case: changed where they stand, with buttons that know their version.

A version is how many changes of the case were known when a paper was shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.contract.card import Card, Paper
from bot.contract.messages import Button, MessageKind, Reply
from bot.records.case import Case, Event
from bot.staff.turn import StaffTurn, number_in
from bot.store.port import Store
from bot.wording import history

VERSION = "~"  # parts it from what the button does
# What has no part in what a button does: dates that move along, and what the findings propose.
_ASIDE = {
    "raised", "contact_by", "answer_by", "law_by", "complained_at", "bill_month", "verdict",
    "assessment", "remedy", "remedy_payer", "difference_fen", "held_for", "code", "planned",
}  # fmt: skip


def living(
    turn: StaffTurn, case: Case, reply: Reply, paper: Paper = Paper.SHEET, *, anew: bool = False
) -> Reply:
    """The reply as that paper of the case; the one below which a button was pressed becomes it."""
    pressed = turn.message.kind is MessageKind.BUTTON
    there = turn.store.cards.shown_at(turn.message.chat, turn.message.message_id)
    here = pressed and there and (there.case_number, there.paper) == (case.number, paper)
    card = Card(case.number, turn.id, paper, turn.message.message_id if here else "", anew)
    version = len(turn.store.cases.events(case.number, "changed"))
    shown = replace(reply, card=card, buttons=_stamped(reply.buttons, version))
    if reply.instead is None:
        return shown
    bare = replace(reply.instead, card=card, buttons=_stamped(reply.instead.buttons, version))
    return replace(shown, instead=bare)


def ask(
    turn: StaffTurn, case: Case, verb: str, text: str, more: str = "", seen: str = ""
) -> Reply:
    """A question that is answered by a text in reply to it; `seen` is what was shown with it."""
    turn.waits_for(verb, case, seen)
    card = Card(case.number, turn.id, Paper.QUESTION, anew=True, asks=verb)
    return Reply(text, more, card=card)


def _stamped(buttons: Iterable[Button], version: int) -> tuple[Button, ...]:
    return tuple(Button(one.label, f"{one.action}{VERSION}{version}") for one in buttons)


def stamped(store: Store, case: Case, buttons: Iterable[Button]) -> tuple[Button, ...]:
    """Buttons of a message that is no living paper: what has changed since is told, not done."""
    return _stamped(buttons, len(store.cases.events(case.number, "changed")))


def parted(action: str) -> tuple[str, int | None]:
    """What a button does, and the version it was shown with; None where it carries none."""
    what, sign, version = action.rpartition(VERSION)
    known = number_in(version) if sign else None
    return (action, None) if known is None else (what, known)


def changed_since(turn: StaffTurn, case: Case, version: int | None) -> tuple[Event, ...]:
    """What was changed after a button had been shown, as far as it matters to who presses."""
    if version is None:
        return ()
    later = turn.store.cases.events(case.number, "changed")[version:]
    return tuple(event for event in later if not set(event.changes) <= _ASIDE)


def what_changed(turn: StaffTurn, changes: Iterable[Event]) -> str:
    """That nothing was done, because of these changes."""
    say = turn.say
    head = say("This had changed when you pressed. Nothing was done:")
    people = {one.actor: one.name for one in turn.store.staff.everybody()}
    lines = [
        line
        for event in changes
        for line in history.lines(say, event, people)
        if "account_no" not in event.changes or not turn.message.group
    ]
    return "\n".join([head, *lines])
