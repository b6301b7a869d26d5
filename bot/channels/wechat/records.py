"""A forwarded conversation (聊天记录) as lines: who said what and when.

Its form is known from peers only (see docs/wechat.md): whatever is not as expected is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.clock import CHINA
from bot.contract.clean import one_line

MOST = 200  # items of one record
_LATEST = 1 << 33  # seconds since 1970
_DEEP = 3  # records within records
_NAMES = {
    "image": "图片", "voice": "语音", "video": "视频", "file": "文件", "link": "链接",
    "location": "位置", "miniprogram": "小程序", "merged_msg": "聊天记录", "channels": "视频号",
}  # fmt: skip
Json = dict[str, Any]


def record(body: Json) -> str:
    """The whole record as text, a line for each thing that was said."""
    title = one_line(str(body.get("title") or "聊天记录"))
    return "\n".join([f"[聊天记录] {title}", *_lines(body, 1)])


def _lines(body: Json, deep: int) -> Iterator[str]:
    items = body.get("item") or body.get("items") or body.get("item_list") or []
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    for item in found[:MOST]:
        kind = str(item.get("msgtype", ""))
        content = _content(item, kind)
        said = _said(kind, content)
        yield f"{_head(item)}{said}"
        if kind == "merged_msg" and isinstance(content, dict) and deep < _DEEP:
            yield from (f"  {line}" for line in _lines(content, deep + 1))
    if len(found) > MOST:
        yield f"… +{len(found) - MOST}"


def _head(item: Json) -> str:
    """Whose words they are and of when, as far as that is told."""
    who = one_line(str(item.get("sender_name") or ""))
    stamp = item.get("send_time")
    known = isinstance(stamp, int) and 0 < stamp < _LATEST
    when = f"{datetime.fromtimestamp(int(stamp or 0), CHINA):%m-%d %H:%M}" if known else ""
    told = " ".join(filter(None, (who, when)))
    return f"{told}:" if told else ""


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
