"""What the page is told, and what it can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.contract.channel import Can

CHANNEL = "web"
# The office serves it itself: what it shows stays within the office and the customer's browser.
CAN = Can(inside=True, pushes=True)
SILENCE = timedelta(minutes=30)  # then a chat is over, for whoever sits down there next


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the page is served; `secure` = it is reached by https, through a proxy."""

    address: str
    port: int
    secure: bool = True
