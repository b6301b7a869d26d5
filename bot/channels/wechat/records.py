"""A forwarded conversation (聊天记录) as lines: who said what and when.

Its form is known from peers only (see docs/wechat.md): whatever is not as expected is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.clock import CHINA
from bot.contract.came import Origin, Quoted
from bot.contract.clean import one_line

MOST = 200  # items of one record
_LATEST = 1 << 33  # seconds since 1970
_DEEP = 3  # records within records
_NAMES = {
    "image": "图片", "voice": "语音", "video": "视频", "file": "文件", "link": "链接",
    "location": "位置", "miniprogram": "小程序", "merged_msg": "聊天记录", "channels": "视频号",
}  # fmt: skip
Json = dict[str, Any]


def parts(body: Json, otherwise: datetime) -> tuple[Quoted, ...]:
    """Who said what, as far as it is told; what lies in records within it is said with its own.

    Args:
        body: the record.
        otherwise: when that was said of which it is not told.
    """
    return tuple(_quoted(body, otherwise, 1))


def _quoted(body: Json, otherwise: datetime, deep: int) -> Iterator[Quoted]:
    for item in _items(body)[:MOST]:
        kind = str(item.get("msgtype", ""))
        content = _content(item, kind)
        if kind == "merged_msg" and isinstance(content, dict) and deep < _DEEP:
            yield from _quoted(content, otherwise, deep + 1)
            continue
        name, at = _who(item), _when(item)
        yield Quoted(Origin("hidden_user", "", name, at or otherwise), _said(kind, content))


def record(body: Json) -> str:
    """The whole record as text, a line for each thing that was said."""
    title = one_line(str(body.get("title") or "聊天记录"))
    return "\n".join([f"[聊天记录] {title}", *_lines(body, 1)])


def _lines(body: Json, deep: int) -> Iterator[str]:
    found = _items(body)
    for item in found[:MOST]:
        kind = str(item.get("msgtype", ""))
        content = _content(item, kind)
        said = _said(kind, content)
        yield f"{_head(item)}{said}"
        if kind == "merged_msg" and isinstance(content, dict) and deep < _DEEP:
            yield from (f"  {line}" for line in _lines(content, deep + 1))
    if len(found) > MOST:
        yield f"… +{len(found) - MOST}"


def _items(body: Json) -> list[Json]:
    items = body.get("item") or body.get("items") or body.get("item_list") or []
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _head(item: Json) -> str:
    """Whose words they are and of when, as far as that is told."""
    at = _when(item)
    told = " ".join(filter(None, (_who(item), f"{at:%m-%d %H:%M}" if at else "")))
    return f"{told}:" if told else ""


def _who(item: Json) -> str:
    return one_line(str(item.get("sender_name") or ""))


def _when(item: Json) -> datetime | None:
    stamp = item.get("send_time")
    known = isinstance(stamp, int) and 0 < stamp < _LATEST
    return datetime.fromtimestamp(int(stamp or 0), CHINA) if known else None


def _content(item: Json, kind: str) -> object:
    """What was said: JSON within the JSON, an object, or the bare words."""
    given = item.get("msg_content", item.get("content", item.get(kind)))
    if isinstance(given, str):
        try:
            read = json.loads(given)
        except (ValueError, RecursionError):
            return given
        given = read if isinstance(read, dict) else given
    inner = given.get(kind) if isinstance(given, dict) else None
    return inner if isinstance(inner, dict) else given


def _said(kind: str, content: object) -> str:
    if isinstance(content, str):
        words = content
    elif isinstance(content, dict):
        words = str(content.get("content") or content.get("title") or content.get("name") or "")
    else:
        words = ""
    if kind == "text" and words:
        return one_line(words)
    return one_line(f"[{_NAMES.get(kind, kind or '?')}] {words}")
