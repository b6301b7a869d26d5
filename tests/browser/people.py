"""People with a browser: what they open, press and see; what the browser complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ARTEFACTS = Path(__file__).parent.parent.parent / "build" / "browser"  # screenshots
PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True)
class Office:
    """Where it is served, and the link of each role."""

    address: str
    links: dict[str, str]


@dataclass
class Person:
    """Somebody before a page."""

    office: Office
    name: str
    page: Any
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    async def opens(self, path: str) -> None:
        await self.page.goto(f"{self.office.address}{path}")

    async def comes_in(self, role: str) -> None:
        """By the link that was printed."""
        await self.page.goto(self.office.links[role])
        await self.page.click("button")
        await self.page.wait_for_url("**/desk")

    async def asks(self, text: str) -> None:
        """As a customer: the field, and Enter."""
        await self.page.fill("#words", text)
        await self.page.keyboard.press("Enter")

    async def sees(self, text: str) -> None:
        await self.page.get_by_text(text).last.wait_for()

    async def presses(self, label: str) -> None:
        """A button, also one that is folded away."""
        button = self.page.get_by_role("button", name=label, exact=True).first
        if not await button.is_visible():
            await self.page.locator("header.head summary").first.click()
        if "/desk" not in self.page.url:  # there only new lines come
            await button.click()
            return
        async with self.page.expect_navigation():
            await button.click()

    async def keeps(self, what: str) -> None:
        """A picture of the page as it is, to be looked at."""
        await self.page.screenshot(path=ARTEFACTS / f"{what}.png")
