"""Says something by a 服务号: customer messages while they may be sent, notices by form after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.channels.wechat.client import Client, Json
from bot.channels.wechat.kf_outgoing import IMAGE, Wire, file_body, wires_of
from bot.channels.wechat.outcome import (
    NO_MENU,
    CallError,
    LineError,
    Outcome,
    Sent,
    UnclearError,
    outcome_of,
)
from bot.channels.wechat.settings import Limits
from bot.channels.wechat.speaking import Speaker
from bot.contract.messages import Call, Chat, Ready, Reply
from bot.counter.forms import FORM
from bot.wording.catalogue import words

TEMPLATE, SUBSCRIBED = "template", "subscribed"
_PATHS = {TEMPLATE: "cgi-bin/message/template/send",
          SUBSCRIBED: "cgi-bin/message/subscribe/bizsend"}  # fmt: skip


@dataclass(frozen=True)
class MpSpeaker(Speaker):
    """A 服务号: what is sent twice arrives twice."""

    client: Client
    limits: Limits
    repeats: bool = False

    def wires(self, what: Ready, changes: str = "") -> tuple[Wire, ...]:
        """Texts, menus and pictures; no files, which it cannot send; notices by form."""
        del changes  # nothing can be changed there
        if isinstance(what, Call):
            return self._form(what)
        if not isinstance(what, Reply):
            return ()
        if what.document is not None:
            what = replace(what, document=None, body=_no_file(what))
        found = wires_of(what, self.limits)
        return tuple(self._as_here(wire) for wire in found)

    async def send(self, chat: Chat, wire: Wire, name: str, ticket: str) -> Outcome:
        """What becomes of it; a menu that it may not send goes as a text."""
        del name, ticket
        form = wire.kind in _PATHS
        path = _PATHS.get(wire.kind, "cgi-bin/message/custom/send")
        try:
            body = await self._body(wire)
            answer = await self.client.call(path, {"touser": chat.chat_id, **body})
        except CallError as error:
            if error.code in NO_MENU and wire.kind == "msgmenu":
                return await self.send(chat, as_text(wire), "", "")
            return outcome_of(error)
        except (LineError, UnclearError) as error:
            return outcome_of(error)
        return Sent(str(answer.get("msgid", "")) if form else "")

    async def _body(self, wire: Wire) -> Json:
        if wire.kind in _PATHS:
            return {name: value for name, value in wire.body.items() if name != "msgtype"}
        if wire.file is None:
            return wire.body
        return file_body(IMAGE, await self.client.upload(IMAGE, wire.file))

    def _as_here(self, wire: Wire) -> Wire:
        """A menu has other fields here, or is a text where the account may send none."""
        if wire.kind != "msgmenu":
            return wire
        if not self.client.account.menus:
            return as_text(wire)
        menu = wire.body["msgmenu"]
        lines = [line["click"] for line in menu["list"]]
        told = {"head_content": menu["head_content"], "list": lines, "tail_content": ""}
        return Wire({"msgtype": "msgmenu", "msgmenu": told})

    def _form(self, what: Call) -> tuple[Wire, ...]:
        """The fields of a notice in those of the account's template, each within its length."""
        template = self.client.account.template
        if template is None or what.method != FORM:
            return ()
        most = self.limits.template_title_chars
        data = {
            name: {"value": str(what.params.get(told, told))[:most]}
            for name, told in template.fields.items()
        }
        kind = SUBSCRIBED if template.ask else TEMPLATE
        return (Wire({"msgtype": kind, "template_id": template.id, "data": data}),)


def as_text(wire: Wire) -> Wire:
    """A menu as a text: what can be answered stands below."""
    menu = wire.body["msgmenu"]
    labels = [line.get("content") or line["click"]["content"] for line in menu["list"]]
    say = words()
    told = say("Answer with one of these: {labels}", labels=" / ".join(labels))
    text = f"{menu['head_content']}\n\n{told}"
    return Wire({"msgtype": "text", "text": {"content": text}})


def _no_file(reply: Reply) -> str:
    """What is said in the place of a file."""
    name = reply.document.name if reply.document else ""
    say = words()
    told = say("This messenger takes no files. Come to the counter for {name}.", name=name)
    return "\n\n".join(filter(None, (reply.body, told)))
