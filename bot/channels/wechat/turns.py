"""Whose turn a stored delivery is, told before it is handled, by the gate that hears danger."""

from __future__ import annotations

import json

from bot.hearing.gate import gate
from bot.hearing.total import total
from bot.store.inbox import Turn


@total(Turn())
def turn_of(payload: str) -> Turn:
    """Of whose chat it is, and whether somebody in it may be in danger or does not want to live.

    Of what was pulled (微信客服) or opened (服务号), by the fields that each has.
    """
    told = json.loads(payload)
    event = told.get("event") if isinstance(told.get("event"), dict) else {}
    who = told.get("external_userid") or event.get("external_userid") or told.get("FromUserName")
    text = told.get("text")
    words = text.get("content", "") if isinstance(text, dict) else told.get("Content", "")
    alarm = gate(words)
    return Turn(str(who or ""), alarm.danger or alarm.despair)
