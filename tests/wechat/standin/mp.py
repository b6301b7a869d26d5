"""A verified 服务号: pushes that are lost after three tries, messages counted, notices by form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.wechat.standin.people import Shown
from tests.wechat.standin.sealing import Inner
from tests.wechat.standin.server import TEXT, Json, Server, require

WORD, SCAN = (5, timedelta(hours=48)), (3, timedelta(seconds=60))


@dataclass
class Follower:
    """Somebody who may follow it."""

    mp: Mp
    id: str
    received: list[Shown] = field(default_factory=list)
    forms: list[Json] = field(default_factory=list)
    follows: bool = True
    left: int = 0
    until: datetime | None = None
    blocks_forms: bool = False
    allowed: int = 0  # notices by subscription
    _heard: int = 0

    async def says(self, text: str) -> int:
        return await self.mp.comes(self, "text", WORD, Content=text)

    async def taps(self, label: str) -> int:
        """The label comes back as a text, and nothing else."""
        assert any(label in one.buttons for one in self.received)
        return await self.says(label)

    async def sends(self, kind: str, content: bytes) -> int:
        return await self.mp.comes(self, kind, WORD, MediaId=self.mp.keeps(kind, content))

    async def scans(self, scene: str = "counter") -> int:
        if self.follows:
            return await self.mp.happens(self, SCAN, Event="SCAN", EventKey=scene)
        self.follows = True
        return await self.mp.happens(self, SCAN, Event="subscribe", EventKey=f"qrscene_{scene}")

    async def scans_code(self, url: str) -> int:
        """A printed code, as long as it holds."""
        scene, until = self.mp.codes[url]
        return await self.scans(scene) if self.mp.now < until else 0

    async def allows(self, answer: str = "accept") -> int:
        """A button of the account's article: one notice, or none."""
        self.allowed += answer == "accept"
        inside = (f"<List><TemplateId>tpl</TemplateId><SubscribeStatusString>{answer}"
                  "</SubscribeStatusString><PopupScene>2</PopupScene></List>")  # fmt: skip
        return await self.mp.happens(
            self, (0, timedelta(0)), Event="subscribe_msg_popup_event",
            SubscribeMsgPopupEvent=Inner(inside),
        )  # fmt: skip

    async def leaves(self) -> int:
        self.follows = False
        return await self.mp.happens(self, (0, timedelta(0)), Event="unsubscribe", EventKey="")

    def hears(self) -> list[Shown]:
        """What came since this was asked last."""
        new, self._heard = self.received[self._heard :], len(self.received)
        return new


class Mp(Server):
    """One account."""

    owner = "wx0123456789abcdef"

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.followers: dict[str, Follower] = {}
        self.menus = True
        self.codes: dict[str, tuple[str, datetime]] = {}  # by what the code says: scene, until
        self.is_verified = True

    def routes(self) -> dict[str, Callable[[Json], Json | Awaitable[Json]]]:
        return {
            "stable_token": self.gives_token,
            "media/upload": lambda told: {"media_id": self.keeps(told["type"], told["content"])},
            "media/get": lambda told: {"content": self.file(told["media_id"])[1]},
            "message/custom/send": self.sent,
            "message/template/send": self.formed,
            "message/subscribe/bizsend": self.notified,
            "qrcode/create": self.coded,
        }

    def follower(self, name: str = "o-zhang") -> Follower:
        return self.followers.setdefault(name, Follower(self, name))

    async def comes(
        self, who: Follower, kind: str, rights: tuple[int, timedelta], **fields: str
    ) -> int:
        number = str(next(self._ids))
        return await self._pushed(who, rights, MsgType=kind, MsgId=number, **fields)

    async def happens(self, who: Follower, rights: tuple[int, timedelta], **fields: str) -> int:
        return await self._pushed(who, rights, MsgType="event", **fields)

    async def _pushed(self, who: Follower, rights: tuple[int, timedelta], **fields: str) -> int:
        left, span = rights
        if left and (who.until is None or who.until <= self.now + span):
            who.left, who.until = left, self.now + span
        return await self.push(
            ToUserName="gh_office", FromUserName=who.id, CreateTime=int(self.now.timestamp()),
            **fields,
        )  # fmt: skip

    def sent(self, told: Json) -> Json:
        who = self.followers[told["touser"]]
        shown = self._shown(told)
        open_ = who.follows and who.until is not None and self.now < who.until
        require(open_, 45015, "response out of time limit or subscription is canceled")
        require(who.left > 0, 45047, "out of response count limit")
        who.left -= 1
        who.received.append(shown)
        return {}

    def coded(self, told: Json) -> Json:
        require(self.is_verified, 48001, "api unauthorized")
        scene, seconds = told["action_info"]["scene"]["scene_str"], told["expire_seconds"]
        require(told["action_name"] == "QR_STR_SCENE", 40097, "invalid args")
        require(0 < len(scene) <= 64 and 60 <= seconds <= 2_592_000, 40097, "invalid args")
        url = f"http://weixin.qq.com/q/{next(self._ids)}"
        self.codes[url] = scene, self.now + timedelta(seconds=seconds)
        return {"ticket": "gQH47joAAAA", "expire_seconds": seconds, "url": url}

    def formed(self, told: Json) -> Json:
        who = self.followers[told["touser"]]
        require(told.get("template_id") == "tpl", 40037, "invalid template_id")
        require(who.follows, 43004, "require subscribe")
        require(all(len(v["value"]) <= 20 for v in told["data"].values()), 47003, "argument")
        number = next(self._ids)
        if not who.blocks_forms:
            who.forms.append({name: one["value"] for name, one in told["data"].items()})
        return {"msgid": number}

    def notified(self, told: Json) -> Json:
        who = self.followers[told["touser"]]
        require(who.allowed > 0, 43101, "user refuse to accept the msg")
        who.allowed -= 1
        return self.formed(told)

    def _shown(self, told: Json) -> Shown:
        match told["msgtype"]:
            case "text":
                text = told["text"]["content"]
                require(0 < len(text.encode()) <= TEXT, 45002, "content size out of limit")
                return Shown(text)
            case "msgmenu":
                require(self.menus, 40200, "invalid account type")
                menu: dict[str, Any] = told["msgmenu"]
                lines = tuple((one["content"], one["id"]) for one in menu["list"])
                return Shown(menu["head_content"], lines)
            case "image":
                return Shown(file="image", content=self.file(told["image"]["media_id"])[1])
        require(False, 40008, "invalid message type")
        raise AssertionError
