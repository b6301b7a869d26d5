"""Villagers with WeChat on their telephone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.wechat.standin.kf import Kf


@dataclass(frozen=True)
class Shown:
    """A message as it stands on the telephone."""

    text: str = ""
    labels: tuple[tuple[str, str], ...] = ()  # what can be tapped, and what comes back
    file: str = ""
    content: bytes = b""
    task: str = ""  # of a card in WeCom
    page: str = ""  # what it opens

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(label for label, _ in self.labels)


@dataclass
class Villager:
    """Somebody who writes to one account of 微信客服."""

    kf: Kf
    id: str
    account: str
    received: list[Shown] = field(default_factory=list)
    state: int = 0
    left: int = 0
    until: Any = None
    refuses: bool = False
    _heard: int = 0

    async def says(self, text: str, **more: str) -> None:
        await self.kf.comes(self, "text", {"content": text, **more})

    async def taps(self, label: str) -> None:
        """A line of the last menu: it comes back as a text with the menu's id."""
        for shown in reversed(self.received):
            for told, name in shown.labels:
                if told == label:
                    await self.says(label, menu_id=name)
                    return
        raise AssertionError(f"no {label} to tap")

    async def sends(self, kind: str, content: bytes = b"", **fields: Any) -> None:
        if content:
            fields["media_id"] = self.kf.keeps(kind, content)
        await self.kf.comes(self, kind, fields)

    async def enters(self, scene: str = "", scene_param: str = "") -> None:
        await self.kf.entered(self, scene, scene_param)

    def hears(self) -> list[Shown]:
        """What came since this was asked last."""
        new, self._heard = self.received[self._heard :], len(self.received)
        return new
