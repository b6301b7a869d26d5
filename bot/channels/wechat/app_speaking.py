"""Says something to a colleague by the office's application in WeCom.

A card can be changed once by the pass that came with it, or with a press on it, for three days;
after that, and where somebody else was faster, a line with the link to the case is sent instead.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.channels.wechat.app_cards import CARD, CHANGE, change, messages
from bot.channels.wechat.client import Client, Json
from bot.channels.wechat.kf_outgoing import Wire, file_body
from bot.channels.wechat.outcome import (
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
from bot.channels.wechat.speaking import Speaker
from bot.contract.channel import Refusal
from bot.contract.messages import Chat, Ready, Reply
from bot.store.port import Store

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class AppSpeaker(Speaker):
    """The application: what may have arrived is sent again; a line twice harms no colleague.

    Attributes:
        link: the page of a case by its number; empty where there is none.
    """

    client: Client
    limits: Limits
    link: Callable[[str], str]
    repeats: bool = True
    _sent: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def wires(self, what: Ready, changes: str = "") -> tuple[Wire, ...]:
        """Texts, files, pictures and cards; one that is there is changed."""
        if not isinstance(what, Reply):
            return ()
        if changes and not what.document:
            return (change(what, changes, self.limits, self.link),)
        return messages(what, self.limits, self.link)

    async def send(self, chat: Chat, wire: Wire, name: str, ticket: str) -> Outcome:
        """What becomes of it. More than a member may have in a minute would be dropped unsaid."""
        del ticket
        if wait := self._must_wait(chat):
            return Later(wait)
        try:
            if wire.kind == CHANGE:
                return await self._changed(chat, wire)
            return await self._sent_to(chat, await self._body(wire, name), name)
        except (CallError, LineError, UnclearError) as error:
            return outcome_of(error)

    def _must_wait(self, chat: Chat) -> float:
        """Seconds until one more may go to that member; 0 = now."""
        now, sent = self.client.clock(), self._sent[chat.chat_id]
        while sent and sent[0] <= now - _MINUTE:
            sent.popleft()
        if len(sent) < self.limits.member_messages:
            return 0.0
        return (sent[0] + _MINUTE - now).total_seconds()

    async def _sent_to(self, chat: Chat, body: Json, name: str) -> Outcome:
        to: Json = {"touser": chat.chat_id, "agentid": int(self.client.account.id)}
        answer = await self.client.call("cgi-bin/message/send", {**to, **body})
        self._sent[chat.chat_id].append(self.client.clock())
        if answer.get("invaliduser"):
            return Refused(Refusal.GONE)
        return Sent(name, str(answer.get("response_code") or ""))

    async def _body(self, wire: Wire, name: str) -> Json:
        if wire.kind == CARD:
            return {"msgtype": CARD, CARD: {**wire.body[CARD], "task_id": name}}
        if wire.file is None:
            return wire.body
        return file_body(wire.kind, await self.client.upload(wire.kind, wire.file))

    async def _changed(self, chat: Chat, wire: Wire) -> Outcome:
        """The card as it is now; where no pass is left, or it is refused, a line says so."""
        task, now = str(wire.body["task"]), self.client.clock()
        database = self.client.database
        there = await database.read(lambda store: store.cards.pass_of(chat, task, now))
        if there and await self._by_pass(chat, there, wire.body["new"]):
            spent = partial(_spend, chat=chat, task=task, now=now)
            await database.note(spent)
            return Sent(task)
        text: Json = {"msgtype": "text", "text": {"content": wire.body["text"]}}
        told = await self._sent_to(chat, text, task)
        return Sent(task) if isinstance(told, Sent) else told

    async def _by_pass(self, chat: Chat, card_pass: str, new: Json) -> bool:
        """Whether the card was changed; it is not where its pass was used, or is too old."""
        asked = {"userids": [chat.chat_id], "agentid": int(self.client.account.id),
                 "response_code": card_pass, **new}  # fmt: skip
        try:
            await self.client.call("cgi-bin/message/update_template_card", asked)
        except CallError as error:
            if isinstance(outcome_of(error), Later):
                raise
            return False
        return True


def _spend(store: Store, chat: Chat, task: str, now: datetime) -> None:
    store.cards.put_pass(chat, task, "", now)
