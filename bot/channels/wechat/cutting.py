"""From a reply to the texts that go out, each within its bytes, the last with the buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.channels.cutting import parts_of
from bot.channels.wechat.settings import Limits
from bot.contract.channel import Size, Unit
from bot.contract.clean import clean
from bot.contract.messages import Reply


def texts_of(reply: Reply, limits: Limits) -> list[str]:
    """The texts of a reply; where it has buttons the last is short enough to stand above them."""
    whole = clean(reply.text)
    text, head = Size(limits.text_bytes, Unit.BYTES), Size(limits.head_bytes, Unit.BYTES)
    last = head if reply.buttons else text
    if last.takes(whole):
        return [whole] if whole.strip() else []
    pairs = [(whole[:end], whole[end:].lstrip("\n")) for end in _ends(whole)]
    fit = [pair for pair in pairs if text.takes(pair[0]) and last.takes(pair[1])]
    if fit:  # as even as can be: no message of one line beside a long one
        return list(min(fit, key=lambda pair: max(map(len, pair))))
    texts = parts_of(whole, text.takes)
    if not last.takes(texts[-1]):
        texts[-1:] = parts_of(texts[-1], last.takes)
    return texts


def _ends(text: str) -> Iterator[int]:
    """Where its paragraphs end, the first to the last but one."""
    at = text.find("\n\n")
    while at >= 0:
        yield at
        at = text.find("\n\n", at + 2)


def costs(reply: Reply, limits: Limits) -> int:
    """In how many messages it goes."""
    if reply.document or reply.drawing or reply.attachment:
        words = replace(reply, document=None, drawing="", attachment=None)
        return 1 + len(texts_of(words, limits))
    return max(1, len(texts_of(reply, limits)))


def shortened(reply: Reply, more: str, limits: Limits) -> Reply:
    """The reply in as many messages as an answer may take; `more` says where the rest is."""
    short = Reply(reply.headline, reply.body, reply.buttons, figures=reply.figures)
    full = f"\n\n{more}"
    for text in _ever_shorter(short.text):
        tried = replace(short, headline=f"{text}{full}", body="")
        if costs(tried, limits) <= limits.answer_messages:
            return tried
    return replace(short, headline=more, body="")


def _ever_shorter(text: str) -> list[str]:
    """The text, then without its last paragraph, and so on down to the first."""
    paragraphs = text.split("\n\n")
    return ["\n\n".join(paragraphs[:count]) for count in range(len(paragraphs), 0, -1)]
