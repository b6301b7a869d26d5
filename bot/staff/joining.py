"""Who comes to the desk: invitations by a link that can be used once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.cases.roles import May, may
from bot.contract.characters import bare
from bot.contract.clean import one_line
from bot.contract.messages import Chat, Incoming, Menu, Outcome, Post, Reply
from bot.records.staff import Role, Staff
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from bot.wording.cases import ROLES
from bot.wording.catalogue import Words, mark, words

VALID = timedelta(hours=24)
ADMIN = "admin"  # who made an invitation, where it was JIETI_ADMIN
PREFIX = "s_"  # of the word behind /start in an invitation's link
COMMANDS = {
    "case": mark("Open or show a case"),
    "my": mark("My cases"),
    "due": mark("What is due"),
    "find": mark("Search"),
    "look": mark("Look up an account"),
    "fact": mark("What is known of an account"),
    "bound": mark("Chats bound to an account"),
    "canned": mark("Ready-made replies"),
    "stats": mark("Counts"),
    "report": mark("A month in figures"),
    "duty": mark("Who is on duty"),
    "export": mark("Cases as a table"),
    "practice": mark("Practise with a customer who is not one"),
    "quiz": mark("A question from the book"),
    "visit": mark("Visits in the field"),
    "misheard": mark("What was not understood"),
    "login": mark("The counter's page, in a browser"),
    "scan": mark("A code that binds a customer's WeChat"),
    "notice": mark("A notice for the village"),
    "ahead": mark("Words to customers before the bill"),
    "assessment": mark("A month of service, one's own first"),
    "invite": mark("Invite a colleague"),
    "staff": mark("Who works here"),
    "remove": mark("A colleague leaves"),
}
_NEEDS = {
    "visit": May.WORK, "scan": May.WORK, "fact": May.ASSIGN, "bound": May.ASSIGN,
    "look": May.SEE_ALL, "misheard": May.SEE_ALL, "notice": May.APPROVE, "ahead": May.APPROVE,
    "stats": May.FIGURES,
    "export": May.FIGURES, "report": May.FIGURES,
    "invite": May.STAFF, "staff": May.STAFF, "remove": May.STAFF,
}  # fmt: skip


def commands_of(role: Role) -> tuple[str, ...]:
    """The commands that a role may use."""
    return tuple(name for name in COMMANDS if name not in _NEEDS or may(role, _NEEDS[name]))


def menu(chat: Chat, role: Role | None) -> Menu:
    """The command menu of a member of staff; nobody's = everybody's menu again."""
    say = words()
    names = commands_of(role) if role else ()
    return Menu(chat, tuple((name, say(COMMANDS[name])) for name in names))


def join_here(
    store: Store, desk: DeskSettings, token: str, now: datetime
) -> tuple[Staff, tuple[Post, ...]] | None:
    """Somebody without a messenger opened an invitation; None when it is not good."""
    who = store.staff.redeem(token.removeprefix(PREFIX), None, now)
    if who is None:
        store.audit.add(now, "page", "refused", "", "invitation")
        return None
    store.audit.add(now, who.actor, "joined", "", who.role)
    return who, _told(store, desk, who, now)


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
    return menu(who.chat, who.role), welcome(desk, who), *_told(store, desk, who, now)


def _same_name(say: Words, store: Store, name: str, but: Staff | None = None) -> list[str]:
    """A warning where somebody of that name, however it is written, works here already."""
    others = [one for one in store.staff.members() if one != but and bare(one.name) == bare(name)]
    return [
        say(
            "⚠ {name} ({role}) works here already: number {number} in /staff. Names that are "
            "alike are told apart by nobody; better add something to it, for example {name}(2).",
            name=one.name, role=say(ROLES[one.role]), number=one.id,
        )
        for one in others[:1]
    ]  # fmt: skip


def added(
    store: Store, desk: DeskSettings, name: str, role: Role, by: str, now: datetime,
    chat: Chat | None = None,
) -> tuple[Staff, tuple[Post, ...]]:  # fmt: skip
    """Somebody new, and who hears of it; `by` stands in the trail.

    `chat` is theirs in a messenger that knows who its users are; None = they have a seat alone.
    """
    who = store.staff.add(one_line(name), role, now) if chat is None else None
    if chat is not None:
        token = secrets.token_urlsafe(24)
        store.staff.invite(token, role, one_line(name), by, now, now + VALID)
        who = store.staff.redeem(token, chat, now)
    assert who is not None  # noqa: S101 - the invitation was made just now
    store.audit.add(now, by, "joined", who.actor, role)
    return who, _told(store, desk, who, now)


def _told(store: Store, desk: DeskSettings, who: Staff, now: datetime) -> tuple[Post, ...]:
    """Who hears that somebody works here from now on; what waits is looked at again."""
    store.cases.touch_unfinished()
    say = words()
    text = say(
        "{name} works at the desk from now on: {role}.", name=who.name, role=say(ROLES[who.role])
    )
    text = "\n".join([text, *_same_name(say, store, who.name, but=who)])
    return announced(store, desk, text, f"joined:{who.id}:{now.isoformat()}", {who.chat})


def announced(
    store: Store, desk: DeskSettings, text: str, key: str, but: set[Chat]
) -> tuple[Post, ...]:
    """Who comes, who goes and as what: the heads and the admin hear of it, and the auditors."""
    chats = [one.chat for one in store.staff.members(Role.HEAD, Role.AUDITOR)]
    told = dict.fromkeys([*chats, *([desk.admin] if desk.admin else [])])
    return tuple(Post(c, Reply(text), f"{key}:{c.name}") for c in told if c not in but)


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
    say: Words, store: Store, desk: DeskSettings, made_by: str, text: str, now: datetime
) -> tuple[Outcome, ...]:
    """Answer to /invite: a link for one person, valid for a day."""
    role_name, _, rest = text.strip().partition(" ")
    name = one_line(rest)
    role = role_named(say, role_name) or role_named(words(), role_name)
    if role is None or not name:
        known = say(", ").join(say(label) for label in ROLES.values())
        return (
            Reply(
                say("Write: /invite role name, for example /invite {role} 王芳",
                    role=say(ROLES[Role.CLERK])),
                say("Roles: {roles}", roles=known),
            ),
        )  # fmt: skip
    if role is Role.AUDITOR and made_by != ADMIN:
        return (Reply(auditors_are_the_admins(say)),)
    token = secrets.token_urlsafe(24)
    store.staff.invite(token, role, name, made_by, now, now + VALID)
    store.audit.add(now, made_by, "invited", "", role)
    return (
        Reply(
            say("Send this link to {name} alone:", name=name),
            "\n".join(
                [
                    f"{desk.link}{PREFIX}{token}",
                    say(
                        "It works once, until {until}, and makes its user {role}.",
                        until=say.moment(now + VALID),
                        role=say(ROLES[role]),
                    ),
                    *_same_name(say, store, name),
                ]
            ),
            secret=True,
        ),
    )


def auditors_are_the_admins(say: Words) -> str:
    """A head could be the subject of what an auditor reads."""
    return say(
        "An auditor reads reports about everybody, the head too. Whoever runs the bot "
        "(JIETI_ADMIN) names and removes auditors."
    )


def role_named(say: Words, name: str) -> Role | None:
    """The role of that name, as it is written in this language or in the code."""
    return next((r for r, label in ROLES.items() if name.lower() in {r.value, say(label)}), None)
