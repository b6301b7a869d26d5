"""From a reply to staff to what WeCom shows: texts, files, and a card with what can be pressed.

Maker's pages 发送应用消息 and 更新模版卡片消息: at most six buttons, and one list to choose from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.channels.wechat.cutting import texts_of
from bot.channels.wechat.kf_outgoing import Wire, wires_of
from bot.channels.wechat.settings import Limits
from bot.contract.clean import clean, one_line
from bot.contract.messages import Button, Reply
from bot.wording.catalogue import mark, words

Json = dict[str, Any]
CARD, CHANGE = "template_card", "change"
CHOSEN = "chosen"  # the button that sends what was chosen in the list
# What must not stand in the list: whoever reads the card on a telephone is to press it.
_FIRST = ("claim", "approve", "reject")
_ENDS = "。;:,、 "  # of a sentence or a part of one
_CUT = "…"
_MORE = mark("More")
_DO = mark("Do it")


def messages(reply: Reply, limits: Limits, link: Callable[[str], str]) -> tuple[Wire, ...]:
    """The messages of a reply; with buttons the last is a card, and its words stand before it.

    `link` is the page of a case, by its number; empty where there is none.
    """
    bare = replace(reply, buttons=())
    if not reply.buttons or reply.document or reply.drawing:
        return wires_of(bare, limits)
    card = Wire({"msgtype": CARD, CARD: card_of(reply, limits, link)})
    if not any(part.endswith(_CUT) for part in _parted(clean(reply.text), limits)):
        return (card,)
    return (*(_text(text) for text in texts_of(bare, limits)), card)


def change(reply: Reply, task: str, limits: Limits, link: Callable[[str], str]) -> Wire:
    """The card of that task as it is to be, and the words sent where it cannot be changed."""
    number = reply.card.case_number if reply.card else ""
    head = clean(reply.headline).strip() or clean(reply.text)
    more = link(number) or f"/case {number}"
    told = texts_of(Reply(head, more), limits)[0]
    if reply.buttons:
        new: Json = {CARD: card_of(reply, limits, link) | {"task_id": task}}
    else:
        new = {"button": {"replace_name": one_line(head)[: limits.card_title_chars]}}
    return Wire({"msgtype": CHANGE, "task": task, "new": new, "text": told})


def card_of(reply: Reply, limits: Limits, link: Callable[[str], str]) -> Json:
    """The card with the first words of the reply and its buttons."""
    title, below = _parted(clean(reply.text), limits)
    card: Json = {"card_type": "button_interaction", "main_title": {"title": title}}
    if below:
        card["sub_title_text"] = below
    page = link(reply.card.case_number) if reply.card else ""
    if page:
        card["card_action"] = {"type": 1, "url": page}
    return card | _pressable(reply.buttons, limits)


def _parted(text: str, limits: Limits) -> tuple[str, str]:
    """The first line as a headline, and what follows, each as short as a card wants it.

    Of a first line that is too long the headline is its first sentences, or half of one.
    """
    first, _, rest = text.partition("\n")
    most = limits.card_title_chars
    end = (
        len(first) if len(first) <= most else max(first.rfind(sign, 0, most) for sign in _ENDS) + 1
    )
    title, below = (first[:end], first[end:]) if end else (_cut(first, most), "")
    return title, _cut(f"{below}\n{rest}".strip("\n"), limits.card_text_chars)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}{_CUT}"


def _pressable(buttons: tuple[Button, ...], limits: Limits) -> Json:
    """The buttons; of more than a card has the rest is chosen from a list."""
    urgent = [one for one in buttons if str(one.action).partition(":")[0] in _FIRST]
    found = [*urgent, *(one for one in buttons if one not in urgent)]
    if len(found) <= limits.card_buttons:
        return {"button_list": [_button(one) for one in found]}
    most = limits.card_buttons - 1
    rest, say = found[most : most + limits.card_options], words()
    options = [{"id": str(one.action), "text": one_line(clean(one.label))} for one in rest]
    chosen = {"question_key": CHOSEN, "title": say(_MORE), "option_list": options}
    last = {"text": say(_DO), "style": 2, "key": CHOSEN}
    return {"button_selection": chosen, "button_list": [*map(_button, found[:most]), last]}


def _button(button: Button) -> Json:
    return {"text": one_line(clean(button.label)), "style": 1, "key": str(button.action)}


def _text(text: str) -> Wire:
    return Wire({"msgtype": "text", "text": {"content": text}})
