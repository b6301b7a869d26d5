"""The same counter in a terminal: no messenger, no network."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import TextIO
from uuid import uuid4

from bot.contract.channel import TERMINAL
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.counter.door import taken
from bot.counter.handle import give_up, handle
from bot.staff.turn import DeskSettings
from bot.store.outbox import Taken
from bot.store.port import Database, Store
from bot.wording.catalogue import Words


class Console:
    """A chat with one customer through text streams."""

    def __init__(
        self,
        database: Database,
        desk: DeskSettings,
        say: Words,
        out: TextIO,
        clock: Callable[[], datetime],
        chat_id: str = "terminal",
        text_of: Callable[[Reply], str] = attrgetter("text"),
    ) -> None:
        self._text_of = text_of
        self._database, self._desk, self._say = database, desk, say
        self._out, self._clock = out, clock
        self._chat = Chat(TERMINAL, chat_id)

    async def says(self, text: str) -> tuple[Reply, ...]:
        """Pass one line of the customer over the counter and print what is answered."""
        message, now = self._incoming(text), self._clock()
        replies = await self._database.write(lambda store: self._answers(store, message, now))
        for reply in replies:
            self._print(self._say("Assistant"), self._text_of(reply))
            if reply.document:
                print(f"   📎 {reply.document.name}", file=self._out)
            if reply.buttons:
                print("   " + " ".join(f"[{b.label}]" for b in reply.buttons), file=self._out)
            print(file=self._out)
        return replies

    def _answers(self, store: Store, message: Incoming, now: datetime) -> tuple[Reply, ...]:
        """What the counter answers in this chat; it is shown as soon as this returns."""
        key = f"{TERMINAL}:{message.message_id}"
        if handle(store, self._desk, message, now, key):
            give_up(store, self._desk, message, now, key)
        replies = []
        while mine := [m for m in store.outbox.heads(TERMINAL, now) if m.chat == self._chat]:
            replies += [m.what for m in mine if isinstance(m.what, Reply)]
            taken(store, self._desk, [Taken(m.key, 1, whole=True) for m in mine], now)
        return tuple(replies)

    def show(self, text: str) -> None:
        """Print a line as the customer's."""
        self._print(self._say("Customer"), text)
        print(file=self._out)

    async def talk(self, source: TextIO, *, prompt: bool) -> None:
        """Answer lines until the source ends."""
        while True:
            if prompt:
                print(f"{self._say('Customer')} > ", end="", file=self._out, flush=True)
            line = await _line(source)
            if not line:
                return
            if not prompt:
                self.show(line.rstrip("\n"))
            await self.says(line.rstrip("\n"))

    def _incoming(self, text: str) -> Incoming:
        bare = Incoming(
            self._chat,
            MessageKind.TEXT,
            text,
            language=str(self._say.locale),
            sender=self._chat.chat_id,
            message_id=uuid4().hex,
        )
        if not text.startswith("/"):
            return bare
        command, _, rest = text[1:].partition(" ")
        return replace(bare, kind=MessageKind.COMMAND, text=rest.strip(), action=command.lower())

    def _print(self, who: str, text: str) -> None:
        first, *rest = text.split("\n")
        print(f"{who}:{first}", file=self._out)
        for line in rest:
            print(f"  {line}".rstrip(), file=self._out)


async def _line(source: TextIO) -> str:
    """The next line; empty at the end.

    Read in a thread that nobody waits for, so that Ctrl-C need not wait for the Enter key.
    """
    found: Future[str] = Future()
    found.set_running_or_notify_cancel()  # from here on a line may come when nobody waits

    def read() -> None:
        try:
            found.set_result(source.readline())
        except (OSError, ValueError) as error:
            found.set_exception(error)

    threading.Thread(target=read, daemon=True).start()
    return await asyncio.wrap_future(found)
