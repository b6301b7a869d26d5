"""What somebody typed: words, a command, or what stands in the place of something not shown."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.clean import one_line
from bot.contract.messages import Incoming, MessageKind

UNSUPPORTED = "[收到不支持的消息类型"  # begins what stands in the place of what cannot be shown


def typed(bare: Incoming, text: str) -> Incoming:
    """The message with what was typed; nobody joins the staff here, so no command has a rest."""
    if text.startswith(UNSUPPORTED):
        return replace(bare, kind=MessageKind.OTHER, shown=one_line(text))
    if text.startswith("/"):
        command = text[1:].partition(" ")[0].lower()
        return replace(bare, kind=MessageKind.COMMAND, action=command)
    return replace(bare, text=text)
