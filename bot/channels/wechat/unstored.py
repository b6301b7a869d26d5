"""What is done at WeChat while nothing can be stored: something is said at once, unnoted."""

from __future__ import annotations

from uuid import uuid4

from bot.channels.unstored import Say
from bot.channels.wechat.outcome import Sent
from bot.channels.wechat.speaking import Speaker, wire_id
from bot.channels.wechat.spoken import Reads
from bot.contract.messages import Chat, Incoming, Reply
from bot.hearing.total import total


class UnsaidError(Exception):
    """It was not taken, or nobody knows."""


def message_in(reads: Reads, payload: str) -> Incoming | None:
    """What was pushed or fetched says, as far as it can be read."""

    @total(None)
    def read() -> Incoming | None:
        return reads(payload).message

    return read()


def saying(speaker: Speaker) -> Say:
    """Says something at once, in an account's chat."""

    async def say(chat: Chat, reply: Reply) -> None:
        key = uuid4().hex  # nothing is written down by which it could be known later
        for part, wire in enumerate(speaker.wires(reply)):
            outcome = await speaker.send(chat, wire, wire_id(key, part), "")
            if not isinstance(outcome, Sent):
                raise UnsaidError(type(outcome).__name__)

    return say
