"""Who works at the desk, who may still come, and leaving.

The heads do that for their office; JIETI_ADMIN does it too, and alone for auditors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.cases.acting import Acting
from bot.cases.handing import free
from bot.contract.messages import Button, Chat, Outcome, Post, Reply
from bot.records.case import Case, Party
from bot.records.staff import Invitation, Role, Staff
from bot.staff.joining import ADMIN, announced, auditors_are_the_admins, menu
from bot.staff.turn import DeskSettings, number_in
from bot.store.port import Store
from bot.wording.cases import ROLES
from bot.wording.catalogue import Words, words

VOID = "void"  # of a button: an invitation is good no more
SHOWN = 10  # buttons


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides about staff: a head (`who`), or the admin; answered in the language of `say`."""

    store: Store
    desk: DeskSettings
    who: Staff | None
    chat: Chat
    now: datetime
    say: Words = field(default_factory=words)

    @property
    def is_admin(self) -> bool:
        """Whether it is JIETI_ADMIN, who may be a head as well."""
        return self.chat == self.desk.admin

    @property
    def actor(self) -> str:
        """How they stand in the trail."""
        return ADMIN if self.is_admin or self.who is None else self.who.actor

    @property
    def name(self) -> str:
        """How the others are told who it was."""
        return words()("the admin") if self.who is None else self.who.name


def people(hand: Hand) -> Reply:
    """Answer to /staff: who works here, and the invitations that are open."""
    say, store = hand.say, hand.store
    lines = [f"{one.id}. {one.name} · {say(ROLES[one.role])}" for one in store.staff.members()]
    lines.append(say("Somebody leaves: /remove number"))
    waiting = store.staff.invitations(hand.now)
    if waiting:
        lines += ["", say("Invited, and not here yet:")]
        lines += [_invited(say, store, one) for one in waiting]
    cancel = tuple(
        Button(say("Cancel: {name}", name=one.name), f"{VOID}:{one.mark}") for one in waiting
    )
    return Reply(say("Who works here:"), "\n".join(lines), cancel)


def _invited(say: Words, store: Store, one: Invitation) -> str:
    actors = {who.actor: who.name for who in store.staff.everybody()}
    return say(
        "· {name} · {role}, by {who}, until {until}",
        name=one.name,
        role=say(ROLES[one.role]),
        who=actors.get(one.made_by, say("the admin")),
        until=say.moment(one.expires_at),
    )


def void(hand: Hand, mark: str) -> tuple[Outcome, ...]:
    """Cancel an open invitation; an auditor's is the admin's to cancel."""
    say, staff = hand.say, hand.store.staff
    meant = next((one for one in staff.invitations(hand.now) if one.mark == mark), None)
    if meant is None or not staff.void(mark):
        return (Reply(say("That invitation is not open any more.")),)
    hand.store.audit.add(hand.now, hand.actor, "uninvited", "", meant.role)
    return (Reply(say("The link for {name} opens nothing any more.", name=meant.name)),)


def remove(hand: Hand, text: str) -> tuple[Outcome, ...]:
    """Answer to /remove: the desk is closed to them at once, their cases go back."""
    say, store, others = hand.say, hand.store, words()
    who = store.staff.get(number_in(text.strip()))
    if who is not None and who.role is Role.AUDITOR and not hand.is_admin:
        return (Reply(auditors_are_the_admins(say)),)
    second = store.staff.other_chat(who.id) if who is not None else None
    if who is None or who == hand.who or not store.staff.remove(who.id, hand.now):
        return (Reply(say("Write the number that stands in /staff; not your own.")),)
    store.audit.add(hand.now, hand.actor, "removed", who.actor)
    store.team.drop_person(who.id)
    store.practice.drop(who.id)
    heir = hand.who or next(iter(store.staff.members(Role.HEAD)), None)
    left_over = free(
        Acting(store, hand.who or Party.SYSTEM, hand.now, hand.desk.office), who, heir
    )
    # What was on its way to them (sheets, drafts) is not theirs to read any more.
    for chat in filter(None, (who.chat, second)):
        store.outbox.drop(chat)
    left = _has_left(others, who, hand.name)
    key = f"left:{who.id}:{hand.now.isoformat()}"
    return (
        Reply(say("{name} works here no more.", name=who.name)),
        *_to_be_given(others, who, heir, left_over, key),
        menu(who.chat, None),
        *_told(others, hand.desk, who, key),
        *announced(store, hand.desk, left, key, {hand.chat, who.chat}),
    )


def _has_left(say: Words, who: Staff, by: str) -> str:
    return say(
        "{name} ({role}) has left the desk. Removed by {who}.",
        name=who.name,
        role=say(ROLES[who.role]),
        who=by,
    )


def _told(say: Words, desk: DeskSettings, who: Staff, key: str) -> tuple[Outcome, ...]:
    """Who was removed hears so, and what becomes of their cases: else they wait for nothing."""
    head = say("Your desk at {office} is closed from now on.", office=desk.office.name)
    more = say("Your open cases are the head's now. If that is wrong, ask the head.")
    return tuple(
        Post(chat, Reply(head, more), f"{key}:self") for chat in desk.reached((who.chat,))
    )


def _to_be_given(
    say: Words, who: Staff, heir: Staff | None, cases: Iterable[Case], key: str
) -> tuple[Outcome, ...]:
    """The head hears which cases stand on the head's list now, each to be given to somebody."""
    numbers = [case.number for case in cases]
    if heir is None or not numbers:
        return ()
    head = say("{count} open cases of {name} are yours now.", count=len(numbers), name=who.name)
    more = say("Give each to somebody; all of them stand in /my.")
    shown = tuple(
        Button(say("Give to: {number}", number=number), f"assign:{number}")
        for number in numbers[:SHOWN]
    )
    return (Post(heir.chat, Reply(head, more, shown), f"{key}:cases"),)
