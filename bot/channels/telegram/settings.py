"""What the Telegram channel needs to be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.contract.channel import Can, Size
from bot.hearing.endpoint import Endpoint
from bot.store.retention import Keep

CHANNEL = "telegram"
OWN_PORT = 8443
CAN = Can(inside=False, pushes=True, longest=Size(4096), abroad="Telegram")


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits: sends a second in all, a second in one chat, a minute in one group."""

    in_all: float = 30
    in_chat: float = 1
    in_group: float = 20


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram reaches us, and the secret it must show.

    Without a port it listens at that of the pages; where none are served, at `OWN_PORT`.
    """

    url: str
    secret: str
    listen: str
    port: int | None


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """All of it.

    Attributes:
        token: of the bot; empty where it was not given.
        api_url: a Bot API server of one's own; None is Telegram's.
        webhook: None to ask for updates instead.
        limits: what may be sent how fast.
        database: beside which file the journal of what was sent lies.
        keep: for how many days what is kept.
        helper: a language model that may be asked; None for none.
        health: address and port of /health and /metrics; None for none.
    """

    token: str
    api_url: str | None
    webhook: Webhook | None
    limits: Limits
    database: Path
    keep: Keep
    helper: Endpoint | None
    health: tuple[str, int] | None = None
