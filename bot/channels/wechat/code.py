"""A code of a 服务号 that carries a word (带参数二维码): who scans it follows and brings it."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.wechat.client import Client
from bot.channels.wechat.outcome import UnclearError

LONGEST = timedelta(days=30)  # of a temporary code, says the maker's page; its word: 64 characters


async def address_of(client: Client, scene: str) -> str:
    """What the code says; whoever draws it makes the code.

    Raises:
        CallError, LineError, UnclearError: as of `Client.call`; 48001: it is not verified.
    """
    asked = {
        "expire_seconds": int(LONGEST.total_seconds()),
        "action_name": "QR_STR_SCENE",
        "action_info": {"scene": {"scene_str": scene}},
    }
    address = (await client.call("cgi-bin/qrcode/create", asked)).get("url")
    if not isinstance(address, str) or not address:
        raise UnclearError("no code came")
    return address
