"""One answer is one message where messages are counted: what was said in several goes as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.contract.messages import Figures, Reply


def joined(replies: Iterable[Reply]) -> list[Reply]:
    """The replies to one message, as few as can be, in their order."""
    found: list[Reply] = []
    for reply in replies:
        if found and _go_together(found[-1], reply):
            found[-1] = _one(found[-1], reply)
        else:
            found.append(reply)
    return found


def _go_together(first: Reply, second: Reply) -> bool:
    """Words of one household, both for everybody's eyes or both not."""
    alone = any(
        one.document or one.attachment or one.drawing or one.card or one.secret
        for one in (first, second)
    )
    figures = [one.figures for one in (first, second) if one.figures]
    return not alone and len({one.account_no for one in figures}) <= 1


def _one(first: Reply, second: Reply) -> Reply:
    buttons = {button.action: button for button in (*first.buttons, *second.buttons)}
    return replace(
        second,
        headline=_under(first.headline, first.body),
        body=_under(second.headline, second.body),
        fold=_under(first.fold, second.fold),
        buttons=tuple(buttons.values()),
        share_contact=first.share_contact or second.share_contact,
        figures=_figures(first, second),
        instead=None,
    )


def _figures(first: Reply, second: Reply) -> Figures | None:
    """Whose figures it holds; that a paper was shown is noted of whichever is one."""
    papers = [one.figures for one in (first, second) if one.figures and one.figures.paper]
    return papers[0] if papers else first.figures or second.figures


def _under(first: str, second: str) -> str:
    return "\n\n".join(filter(None, (first, second)))
