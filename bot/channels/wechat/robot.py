"""The robot of the office's group in WeCom (消息推送, 群机器人): says a line there, hears nothing.

Its address is its password: it stands in the file of accounts, and in no row, log or message.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import aiohttp

from bot.channels.wechat.client import asked
from bot.channels.wechat.kf_outgoing import Wire
from bot.channels.wechat.outcome import (
    CallError,
    LineError,
    Outcome,
    Sent,
    UnclearError,
    outcome_of,
)
from bot.channels.wechat.speaking import Speaker
from bot.contract.messages import Chat, Ready, Reply


@dataclass(frozen=True)
class RobotSpeaker(Speaker):
    """The group: a line that may have arrived is tried once more.

    Attributes:
        address: as WeCom gave it, with its key.
    """

    address: str
    session: aiohttp.ClientSession
    repeats: bool = False

    def wires(self, what: Ready, changes: str = "") -> tuple[Wire, ...]:
        """One text."""
        del changes  # nothing can be changed there
        if not isinstance(what, Reply):
            return ()
        return (Wire({"msgtype": "text", "text": {"content": what.text}}),)

    async def send(self, chat: Chat, wire: Wire, name: str, ticket: str) -> Outcome:
        """What becomes of it."""
        del chat, name, ticket  # there is one group, and nothing has a name
        try:
            body = json.dumps(wire.body, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json"}
            await asked(self.session, "POST", self.address, body, headers=headers)
        except (CallError, LineError, UnclearError) as error:
            return outcome_of(error)
        return Sent()
