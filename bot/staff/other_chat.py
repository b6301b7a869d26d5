"""A colleague's own WeChat: from there too they write as a member of staff.

A villager's conversation lies in private WeChat. Whoever has scanned their code there sends it on
to the office's 微信客服, and it becomes a case under their name.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.cases.paper_proof import link
from bot.contract.messages import Incoming, Outcome, Post, Reply
from bot.papers.code import code
from bot.staff.joining import announced
from bot.staff.turn import DeskSettings, StaffTurn, number_in
from bot.store.once import Opens
from bot.store.port import Store
from bot.wording.catalogue import mark, words

PREFIX = "m_"  # begins the scene of such a code
ME = mark("me")  # what stands behind /scan
VALID = timedelta(minutes=10)
_BYTES = 16  # of a secret


def scene_of(turn: StaffTurn) -> str:
    """The scene of a new code for whoever asks; their earlier ones open nothing any more."""
    turn.store.once.withdraw(Opens.CHAT, str(turn.id))
    secret = secrets.token_urlsafe(_BYTES)
    turn.store.once.offer(secret, Opens.CHAT, str(turn.id), turn.staff.actor, turn.now + VALID)
    turn.note("chat_offered", turn.staff.actor)
    return f"{PREFIX}{secret}"


def code_for(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /scan me: the code, to be scanned with one's own WeChat."""
    whole = link(turn.desk.scan, scene_of(turn))
    head = turn.say(
        "Scan this with your own WeChat before {until}. From there you can then send on what "
        "villagers write to you. It works once; nobody else may have it.",
        until=turn.say.moment(turn.now + VALID),
    )
    return Reply(head, drawing=code(whole, border=4, scale=8), secret=True), Reply(
        whole, secret=True
    )


def opened(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """Somebody came by such a code; the chat is theirs, or they are told that it is too late.

    Whoever hears of joining hears of it too, and the colleague where they wrote before: so a
    stranger's scan is noticed.
    """
    say, chat = words(), message.chat
    found = store.once.use(message.scene.removeprefix(PREFIX), Opens.CHAT, now)
    who = store.staff.get(number_in(found.subject)) if found else None
    if who is None or who not in store.staff.members():
        store.audit.add(now, chat.name, "refused", "", "chat")
        return (Reply(say("This code was used already, or is too old.")),)
    replaced = store.staff.other_chat(who.id)
    if replaced is not None:
        store.outbox.drop(replaced)  # what was on its way there is for their eyes alone
    store.staff.writes_from(who.id, chat)
    store.audit.add(now, who.actor, "joined", chat.name, "other chat")
    told = say(
        "{name}, from here you write as a member of staff. Send on a conversation: it becomes one "
        "case, with its speakers told apart.",
        name=who.name,
    )
    text = say(
        "{name} also writes from another WeChat from now on. If that was somebody else, remove "
        "{name} under /staff and invite them anew.",
        name=who.name,
    )
    key = f"other_chat:{who.id}:{now.isoformat()}"
    before = Post(who.chat, Reply(text), f"{key}:own")
    return Reply(told), before, *announced(store, desk, text, key, {who.chat})
