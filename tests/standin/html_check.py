"""Telegram's HTML: read as strictly as its documentation words it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    **{name: name for name in ("code", "pre", "blockquote")},
    "a": "text_link",
}
TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
    r"""|&(?P<entity>\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|lt|gt|amp|quot);"""
    r"""|(?P<stray>[<>&])|[^<>&]+"""
)
ATTRIBUTE = re.compile(r"""\s+([A-Za-z-]+)(?:=("[^"]*"|'[^']*'))?""")


class MarkupError(Exception):
    """The text is not HTML that Telegram takes."""


@dataclass(frozen=True)
class Parsed:
    """A text without its markup, and where the markup was (in UTF-16 units)."""

    plain: str
    entities: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Open:
    """A start tag that waits for its end."""

    tag: str
    start: int
    entity: dict[str, Any]


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> Parsed:
    """The plain text and the entities.

    Raises:
        MarkupError: a tag is unknown or unbalanced, or a character is not escaped.
    """
    plain = ""
    stack: list[Open] = []
    entities: list[dict[str, Any]] = []
    for token in TOKEN.finditer(source):
        offset = len(source[: token.start()].encode())
        if token["stray"]:
            raise MarkupError(f'Unescaped "{token["stray"]}" at byte offset {offset}')
        if token["entity"]:
            plain += _character(token["entity"], offset)
        elif not token["tag"]:
            plain += token[0]
        elif token["end"]:
            entities += _ended(stack, token, offset, units(plain))
        else:
            stack.append(_opened(token, offset, units(plain)))
    if stack:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Parsed(plain, tuple(entities))


def _character(entity: str, offset: int) -> str:
    if not entity.startswith("#"):
        return html.unescape(f"&{entity};")
    digits = entity[1:]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise MarkupError(f'Invalid entity "&{entity};" at byte offset {offset}')
    return chr(code)


def _opened(token: re.Match[str], offset: int, start: int) -> Open:
    tag = token["tag"].lower()
    if tag not in KINDS:
        raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {offset}')
    entity: dict[str, Any] = {"type": KINDS[tag], "offset": start}
    pairs = {name.lower(): value for name, value in ATTRIBUTE.findall(token["rest"])}
    values = {name: html.unescape(value[1:-1]) for name, value in pairs.items()}
    match tag, values:
        case ("a", {"href": href, **others}) if href and not others:
            entity["url"] = href
        case ("span", {"class": "tg-spoiler", **others}) if not others:
            pass
        case ("code", {"class": language, **others}) if not others:
            if not language.startswith("language-"):
                raise MarkupError(f'Unsupported class "{language}" at byte offset {offset}')
        case ("blockquote", {"expandable": _, **others}) if not others:
            entity["type"] = "expandable_blockquote"
        case ("a" | "span", _):
            raise MarkupError(f'Tag "{tag}" must have its attribute at byte offset {offset}')
        case (_, {}) if not values and not token["rest"].strip():
            pass
        case _:
            raise MarkupError(f'Unexpected attribute in "{tag}" at byte offset {offset}')
    if ATTRIBUTE.sub("", token["rest"]).strip():
        raise MarkupError(f'Malformed attribute in "{tag}" at byte offset {offset}')
    return Open(tag, start, entity)


def _ended(stack: list[Open], token: re.Match[str], offset: int, end: int) -> list[dict[str, Any]]:
    tag = token["tag"].lower()
    if not stack:
        raise MarkupError(f'Unexpected end tag "{tag}" at byte offset {offset}')
    opened = stack.pop()
    if opened.tag != tag or token["rest"].strip():
        raise MarkupError(
            f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", '
            f'found "</{tag}>"'
        )
    length = end - opened.start
    return [{**opened.entity, "length": length}] if length else []
