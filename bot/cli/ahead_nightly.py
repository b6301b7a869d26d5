"""At night: who may be surprised by the next bill waits for the head's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.cli.nightly import tell_heads
from bot.contract.messages import Reply
from bot.counter import ahead
from bot.lessons.ahead import at_risk, from_findings
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store
from bot.wording.catalogue import words

PIECE = 100  # accounts within one transaction: chats write between two pieces


async def look_ahead(
    database: Database, desk: DeskSettings, findings: Sequence[dict[str, Any]], now: datetime
) -> int:
    """Look through the accounts that have a chat; the heads hear how many are new."""
    numbers = await database.read(partial(ahead.bound_accounts, now=now))
    new = await database.write(
        lambda store: ahead.keep(store, from_findings(findings, now.year), now)
    )

    def piece(store: Store, some: Sequence[str]) -> int:
        found = (word for no in some for word in at_risk(store, desk.office, no, now.date()))
        return ahead.keep(store, found, now)

    for start in range(0, len(numbers), PIECE):
        some = numbers[start : start + PIECE]
        new += await database.write(partial(piece, some=some))
    if new:
        say = words()
        head = say("{count} customers could be told ahead of the next bill.", count=new)
        reply = Reply(head, say("Nothing has gone out. Read it and decide: /ahead"))
        await database.write(lambda store: tell_heads(store, desk, "ahead", reply, now))
    return new
