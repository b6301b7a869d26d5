"""A request of the messenger at our port: looked at from all sides before anything is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.wechat.seal import ForgedError, Seal, must_be_signed
from bot.channels.wechat.wire import fields_of

# The inbox knows a repeated push for a day at least: an older one would be taken for new.
OLDEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Guard:
    """Tells what one account is truly pushed.

    Attributes:
        token: the secret with which it is signed.
        seal: what it is sealed with; None for a 服务号 in plain mode, whose bodies are not signed.
        sealed_echo: whether the check of the address is sealed too, as in WeCom.
    """

    token: str
    seal: Seal | None
    sealed_echo: bool = False

    def echo(self, query: Mapping[str, str]) -> bytes:
        """What is answered to the check of the address: no quotes, no line end.

        Raises:
            ForgedError: somebody else asks.
        """
        given = _text(query, "echostr")
        if self.seal is None or not self.sealed_echo:
            self._must_be_signed(query, "signature")
            return given.encode()
        self._must_be_signed(query, "msg_signature", given)
        return self.seal.opened(given)

    def opened(self, query: Mapping[str, str], body: bytes, now: datetime) -> dict[str, str]:
        """The fields of what was pushed.

        Raises:
            ForgedError: it is forged, for somebody else, old, too large, or no XML.
        """
        _must_be_new(_text(query, "timestamp"), now)
        fields = fields_of(body)
        if self.seal is None:
            self._must_be_signed(query, "signature")
            return fields
        # In mixed mode the same stands there once more in clear, where anybody can change it.
        sealed = fields.get("Encrypt", "")
        self._must_be_signed(query, "msg_signature", sealed)
        return fields_of(self.seal.opened(sealed))

    def _must_be_signed(self, query: Mapping[str, str], name: str, *more: str) -> None:
        parts = (_text(query, "timestamp"), _text(query, "nonce"))
        must_be_signed(_text(query, name), self.token, *parts, *more)


def _text(query: Mapping[str, str], name: str) -> str:
    """A text that can be written down; half characters of broken addresses cannot."""
    text = query.get(name, "")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ForgedError from None
    return text


def _must_be_new(stamp: str, now: datetime) -> None:
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 11):
        raise ForgedError
    if abs(now.timestamp() - int(stamp)) > OLDEST.total_seconds():
        raise ForgedError
