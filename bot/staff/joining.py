"""Who works at the desk: invitations by a link that can be used once, and leaving."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.cases.handing import free
from bot.cases.roles import May, may
from bot.contract.messages import Chat, Incoming, Menu, Outcome, Reply
from bot.records.staff import Role, Staff
from bot.staff.turn import DeskSettings, StaffTurn, not_allowed
from bot.store.port import Store
from bot.wording.cases import ROLES
from bot.wording.catalogue import Words, mark, words

VALID = timedelta(hours=24)
PREFIX = "s_"  # of the word behind /start in an invitation's link
COMMANDS = {
    "case": mark("Open or show a case"),
    "my": mark("My cases"),
    "due": mark("What is due"),
    "find": mark("Search"),
    "fact": mark("What is known of an account"),
    "canned": mark("Ready-made replies"),
    "stats": mark("Counts"),
    "export": mark("Cases as a table"),
    "invite": mark("Invite a colleague"),
    "staff": mark("Who works here"),
    "remove": mark("A colleague leaves"),
}
_NEEDS = {
    "fact": May.ASSIGN,
    "stats": May.FIGURES, "export": May.FIGURES, "invite": May.STAFF, "staff": May.STAFF,
    "remove": May.STAFF,
}  # fmt: skip


def commands_of(role: Role) -> tuple[str, ...]:
    """The commands that a role may use."""
    return tuple(name for name in COMMANDS if name not in _NEEDS or may(role, _NEEDS[name]))


def menu(chat: Chat, role: Role | None) -> Menu:
    """The command menu of a member of staff; nobody's = everybody's menu again."""
    say = words()
    names = commands_of(role) if role else ()
    return Menu(chat, tuple((name, say(COMMANDS[name])) for name in names))


def join(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """Somebody opened an invitation; nothing at all when it is not good (it is noted)."""
    token = message.text.removeprefix(PREFIX)
    who = store.staff.redeem(token, message.chat, now)
    if who is None:
        store.audit.add(now, message.chat.name, "refused", "", "invitation")
        return ()
    store.audit.add(now, who.actor, "joined", "", who.role)
    store.cases.touch_unfinished()
    return menu(who.chat, who.role), welcome(desk, who)


def welcome(desk: DeskSettings, who: Staff) -> Reply:
    """What the desk can do for this role."""
    say = words()
    lines = [f"/{name} {say(COMMANDS[name])}" for name in commands_of(who.role)]
    return Reply(
        say(
            "{name}, you work at the desk of {office} as {role}.",
            name=who.name,
            office=desk.office.name,
            role=say(ROLES[who.role]),
        ),
        "\n".join(
            [
                say(
                    "Forward a customer's messages to me: they become one case, with a sheet for "
                    "you and a draft reply for the customer."
                ),
                *lines,
            ]
        ),
    )


def invite(
    store: Store, desk: DeskSettings, made_by: str, text: str, now: datetime
) -> tuple[Outcome, ...]:
    """Answer to /invite: a link for one person, valid for a day."""
    say = words()
    role_name, _, name = text.strip().partition(" ")
    role = _role(say, role_name)
    if role is None or not name.strip():
        known = say(", ").join(say(label) for label in ROLES.values())
        return (
            Reply(
                say("Write: /invite role name, for example /invite {role} 王芳",
                    role=say(ROLES[Role.CLERK])),
                say("Roles: {roles}", roles=known),
            ),
        )  # fmt: skip
    token = secrets.token_urlsafe(24)
    store.staff.invite(token, role, name.strip(), made_by, now + VALID)
    store.audit.add(now, made_by, "invited", "", role)
    return (
        Reply(
            say("Send this link to {name} alone:", name=name.strip()),
            "\n".join(
                [
                    f"{desk.link}{PREFIX}{token}",
                    say(
                        "It works once, until {until}, and makes its user {role}.",
                        until=say.moment(now + VALID),
                        role=say(ROLES[role]),
                    ),
                ]
            ),
        ),
    )


def _role(say: Words, name: str) -> Role | None:
    return next((r for r, label in ROLES.items() if name.lower() in {r.value, say(label)}), None)


def people(store: Store) -> Reply:
    """Answer to /staff."""
    say = words()
    lines = [f"{one.id}. {one.name} · {say(ROLES[one.role])}" for one in store.staff.members()]
    return Reply(
        say("Who works here:"), "\n".join([*lines, say("Somebody leaves: /remove number")])
    )


def remove(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /remove: the desk is closed to them at once, their cases go back."""
    if not may(turn.staff.role, May.STAFF):
        return (not_allowed(turn, "remove"),)
    say, text = turn.say, turn.message.text.strip()
    who = turn.store.staff.get(int(text)) if text.isdecimal() else None
    if who is None or who.id == turn.id or not turn.store.staff.remove(who.id):
        return (Reply(say("Write the number that stands in /staff; not your own.")),)
    turn.note("removed", who.actor)
    free(turn.acting, who)
    return (
        Reply(say("{name} works here no more. Their open cases are free again.", name=who.name)),
        menu(who.chat, None),
    )
