"""What the pages are told, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.contract.channel import SEAT, Can

CHANNEL = "web"
# The office serves them itself: what they show stays within the office and the reader's browser.
CAN = Can(inside=True, pushes=True)
CHANNELS = {CHANNEL: CAN, SEAT: CAN}  # of customers, and of staff
SILENCE = timedelta(minutes=30)  # then a chat is over, for whoever sits down there next


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the pages are served.

    Attributes:
        address, port: where they listen.
        secure: they are reached by https, through a proxy.
        url: their address from outside, for links; empty where it is not known.
    """

    address: str
    port: int
    secure: bool = True
    url: str = ""
