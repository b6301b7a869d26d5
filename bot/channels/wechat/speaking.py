"""Says something in a chat: what each kind of account does for that, behind one form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.channels.wechat.client import Client, Json
from bot.channels.wechat.kf_outgoing import Wire, file_body, wires_of
from bot.channels.wechat.outcome import (
    BUSY,
    SESSION,
    CallError,
    Later,
    LineError,
    Outcome,
    Refused,
    Sent,
    UnclearError,
    outcome_of,
)
from bot.channels.wechat.settings import Limits
from bot.contract.channel import Refusal
from bot.contract.messages import Chat, Ready, Reply

CARD_HOLDS = timedelta(hours=72)  # a card in WeCom can be changed for so long, says its maker
_BOT, _PEOPLE = {0, 1}, {2, 3}  # who has a session: nobody or the bot; a queue or a person


def wire_id(key: str, part: int) -> str:
    """What we call a part of a message: the same whenever it is sent, 32 of [0-9a-f]."""
    return hashlib.sha256(f"{key}:{part}".encode()).hexdigest()[:32]


class Speaker(Protocol):
    """Of one account.

    Attributes:
        repeats: whether the messenger drops what it is sent twice.
    """

    repeats: bool

    def wires(self, what: Ready, changes: str = "") -> tuple[Wire, ...]:
        """The messages in which something goes out; none where it cannot.

        `changes` is the message that is there and shows it from now on.
        """

    async def send(self, chat: Chat, wire: Wire, name: str, ticket: str) -> Outcome:
        """Send one under that name; with the pass of what it answers, where there is one."""


@dataclass(frozen=True)
class KfSpeaker(Speaker):
    """An account of 微信客服: what is sent twice under one name is sent once."""

    client: Client
    limits: Limits
    repeats: bool = True

    def wires(self, what: Ready, changes: str = "") -> tuple[Wire, ...]:
        """Texts, menus, files and pictures."""
        del changes  # nothing can be changed there
        return wires_of(what, self.limits) if isinstance(what, Reply) else ()

    async def send(self, chat: Chat, wire: Wire, name: str, ticket: str) -> Outcome:
        """What becomes of it; what is said of a name that was used is that it was taken."""
        try:
            body = await self._body(wire)
            if ticket:
                await self.client.call(
                    "cgi-bin/kf/send_msg_on_event", {"code": ticket, "msgid": name, **body}
                )
            else:
                to: Json = {"touser": chat.chat_id, "open_kfid": self.client.account.id}
                await self.client.call("cgi-bin/kf/send_msg", {**to, "msgid": name, **body})
        except CallError as error:
            # Names are ours and always well formed: what is said of one is that it was used.
            if "msgid" in error.text.lower():
                return Sent(name)
            return await self._session(chat) if error.code == SESSION else outcome_of(error)
        except (LineError, UnclearError) as error:
            return outcome_of(error)
        return Sent(name)

    async def _body(self, wire: Wire) -> Json:
        if wire.file is None:
            return wire.body
        return file_body(wire.kind, await self.client.upload(wire.kind, wire.file))

    async def _session(self, chat: Chat) -> Outcome:
        """Nothing is taken from us in this session: whose it is."""
        asked = {"open_kfid": self.client.account.id, "external_userid": chat.chat_id}
        try:
            answer = await self.client.call("cgi-bin/kf/service_state/get", asked)
        except (CallError, LineError, UnclearError):
            return Later(BUSY)
        state = answer.get("service_state")
        if state in _BOT:
            return Later(BUSY)
        who = str(answer.get("servicer_userid") or "")
        return Refused(Refusal.PERSON, who) if state in _PEOPLE else Refused(Refusal.CLOSED)
