"""The pages as HTML. Words of customers and of staff are data: the templates escape them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bot.channels.web.talk import Line, newest
from bot.contract.clean import clean
from bot.contract.office import Office
from bot.wording.catalogue import Words

ENVIRONMENT = Environment(
    loader=PackageLoader("bot.channels.web"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def conversation(
    say: Words, office: Office, lines: Iterable[Line], *, ended: bool = False, trouble: str = ""
) -> str:
    """The whole page.

    Args:
        say: in whose language.
        office: whose page it is.
        lines: of the conversation so far.
        ended: whether it was put away because nobody wrote for so long.
        trouble: what went wrong with the last message; empty where nothing did.
    """
    shown = list(lines)
    return ENVIRONMENT.get_template("chat.html").render(
        say=say,
        language=str(say.locale).replace("_", "-"),
        office=office.name,
        phone=office.phone or "95598",
        lines=[_shown(line) for line in shown],
        last=max((n for n, line in enumerate(shown) if line.reply is None), default=-1),
        after=newest(shown),
        ended=ended,
        trouble=trouble,
    )


def more(say: Words, lines: Iterable[Line], trouble: str = "") -> str:
    """Lines that are put below those which stand there, and what went wrong, if anything did."""
    shown = list(lines)
    template = ENVIRONMENT.get_template("more.html")
    return template.render(
        say=say,
        lines=[_shown(line) for line in shown],
        after=newest(shown),
        trouble=trouble,
    )


def _shown(line: Line) -> dict[str, Any]:
    """A line as the template puts it."""
    reply = line.reply
    if reply is None:
        return {
            "mine": True,
            "paragraphs": paragraphs(line.said),
            "photo": f"/chat/photo/{line.photo}" if line.photo else "",
            "at": f"{line.at:%H:%M}",
        }
    label = reply.document.name if reply.document else ""
    return {
        "mine": False,
        "head": clean(reply.headline),
        "paragraphs": paragraphs(reply.body),
        "fold": paragraphs(reply.fold),
        "of_a_bill": reply.figures is not None,
        "elsewhere": reply.attachment is not None,
        "picture": f"/chat/picture/{line.number}" if reply.drawing else "",
        "file": f"/chat/file/{line.number}" if reply.document else "",
        "name": label,
        "buttons": [(clean(one.label), one.action) for one in reply.buttons],
        "at": f"{line.at:%H:%M}",
    }


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of lines."""
    return [part.split("\n") for part in clean(text).split("\n\n") if part.strip()]
