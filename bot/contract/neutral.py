"""A message as JSON, in no messenger's form: so it waits in the outbox until it is sent."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import astuple
from typing import Any

from bot.contract.card import Card, Paper
from bot.contract.messages import (
    Attachment,
    Button,
    Call,
    CasePapers,
    Chat,
    Document,
    Figures,
    Menu,
    MessageKind,
    Reply,
    Sendable,
)

Json = dict[str, Any]


def encoded(what: Sendable) -> Json:
    """The message as JSON; empty fields are left out."""
    match what:
        case Menu():
            return {"menu": what.commands, "to": what.to.key}
        case Call():
            return {"method": what.method, "params": what.params}
        case CasePapers():
            papers = {"case": what.case_number, "staff": what.staff_id, "group": what.group}
            more = {"changed": what.changed, "wakes": what.wakes, "reminds": what.reminds}
            return papers | {name: value for name, value in more.items() if value}
    document, attachment, card = what.document, what.attachment, what.card
    fields = {
        "headline": what.headline,
        "body": what.body,
        "buttons": [[button.label, button.action] for button in what.buttons],
        "share_contact": what.share_contact,
        "document": document and [document.name, b64encode(document.content).decode()],
        "attachment": attachment and [attachment.kind, attachment.file_id],
        "figures": what.figures and [what.figures.account_no, what.figures.paper],
        "fold": what.fold,
        "card": card and astuple(card),
        "drawing": what.drawing,
        "secret": what.secret,
    }
    return {name: value for name, value in fields.items() if value}


def decoded(data: Json) -> Sendable:
    """The message that was encoded."""
    if "method" in data:
        return Call(data["method"], data["params"])
    if "staff" in data:
        return CasePapers(data["case"], data["staff"], data["group"], data.get("changed", False),
                          data.get("wakes", ""), data.get("reminds", ""))  # fmt: skip
    if "menu" in data:
        return Menu(Chat(*data["to"]), tuple((name, label) for name, label in data["menu"]))
    document, attachment = data.get("document"), data.get("attachment")
    return Reply(
        data.get("headline", ""),
        data.get("body", ""),
        tuple(Button(label, action) for label, action in data.get("buttons", ())),
        data.get("share_contact", ""),
        Document(document[0], b64decode(document[1])) if document else None,
        Attachment(MessageKind(attachment[0]), attachment[1]) if attachment else None,
        Figures(*data["figures"]) if "figures" in data else None,
        fold=data.get("fold", ""),
        card=_card(*data["card"]) if "card" in data else None,
        drawing=data.get("drawing", ""),
        secret=data.get("secret", False),
    )


def _card(number: str, staff_id: int, paper: str, at: str, *more: Any) -> Card:
    return Card(number, staff_id, Paper(paper), at, *more)
