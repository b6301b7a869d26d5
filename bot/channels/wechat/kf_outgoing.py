"""From a reply to messages of 微信客服, each within its bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.channels.wechat.cutting import texts_of
from bot.channels.wechat.settings import Limits
from bot.contract.channel import Size, Unit
from bot.contract.clean import clean, one_line
from bot.contract.messages import Button, Document, Reply
from bot.papers.png import png

Json = dict[str, Any]
IMAGE, FILE = "image", "file"


@dataclass(frozen=True, slots=True)
class Wire:
    """One message as it goes out: its fields, or a file that goes up first, as what."""

    body: Json
    file: Document | None = None

    @property
    def kind(self) -> str:
        """As what its file goes up and is sent."""
        return str(self.body.get("msgtype", FILE))


def wires_of(reply: Reply, limits: Limits) -> tuple[Wire, ...]:
    """The messages; none where the reply shows a file that another messenger has."""
    if reply.attachment is not None:
        return ()
    if reply.document is not None:
        return (_file(FILE, reply.document), *_words(replace(reply, document=None), limits))
    if reply.drawing:
        picture = Document("picture.png", png(reply.drawing))
        return (_file(IMAGE, picture), *_words(replace(reply, drawing=""), limits))
    return _words(reply, limits)


def file_body(kind: str, media_id: str) -> Json:
    """The fields of a message with a file that went up."""
    return {"msgtype": kind, kind: {"media_id": media_id}}


def _file(kind: str, file: Document) -> Wire:
    return Wire({"msgtype": kind}, file)


def _words(reply: Reply, limits: Limits) -> tuple[Wire, ...]:
    texts = texts_of(reply, limits)
    if not reply.buttons or not texts:
        return tuple(Wire(_text(text)) for text in texts)
    *before, last = texts
    return (*(Wire(_text(text)) for text in before), Wire(_menu(last, reply.buttons, limits)))


def _text(text: str) -> Json:
    return {"msgtype": "text", "text": {"content": text}}


def _menu(head: str, buttons: tuple[Button, ...], limits: Limits) -> Json:
    fit = Size(limits.button_id_bytes, Unit.BYTES)
    shown = [button for button in buttons if fit.takes(str(button.action))][: limits.buttons]
    lines = [
        {"type": "click", "click": {"id": str(one.action), "content": _label(one, limits)}}
        for one in shown
    ]
    return {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": lines}}


def _label(button: Button, limits: Limits) -> str:
    """What stands on a button, cut where it is longer than one may be."""
    label = one_line(clean(button.label)).encode()[: limits.label_bytes]
    return label.decode(errors="ignore")
