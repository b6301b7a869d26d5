"""What may still be sent to the customer, as who works on the case reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.contract.messages import Chat
from bot.records.case import Case
from bot.staff.case_buttons import reached
from bot.staff.turn import StaffTurn


def left(turn: StaffTurn, case: Case) -> str:
    """A line for each chat where messages are counted; empty where none is."""
    if not any(can.counted for can in turn.desk.channels.values()):
        return ""
    counted = [chat for chat in reached(turn, case) if turn.desk.can(chat).counted]
    return "\n".join(_of(turn, chat) for chat in counted)


def _of(turn: StaffTurn, chat: Chat) -> str:
    say, window = turn.say, turn.store.windows.of(chat)
    if window is not None and window.blocked:
        return say("WeChat: they take no messages any more. Please call.")
    if window is not None and window.person:
        return say("WeChat: {who} talks with them in WeCom; the bot is silent.", who=window.person)
    if window is None or turn.now >= window.until:
        return say("WeChat: nothing can be sent until they write. Please call.")
    waits = len(turn.store.pending.held(chat))
    told = say("WeChat: {count} more can be sent, until {moment}.", count=window.left,
               moment=_moment(turn, window.until))  # fmt: skip
    if not waits:
        return told
    more = say("{count} messages wait for their next word.", count=waits)
    return f"{told} {more}"


def _moment(turn: StaffTurn, moment: datetime) -> str:
    """Of the next two days as one speaks of them."""
    time = f"{moment:%H:%M}"
    if moment.date() == turn.now.date():
        return turn.say("today {time}", time=time)
    if moment.date() == turn.now.date() + timedelta(days=1):
        return turn.say("tomorrow {time}", time=time)
    return turn.say.moment(moment)
