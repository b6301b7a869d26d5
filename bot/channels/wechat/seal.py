"""The seal on what WeChat and WeCom push, and on what they want to hear back.

Makers' pages 消息推送 and 加解密方案说明: AES-256-CBC, the key is the EncodingAESKey and one `=`
read as base64, its first 16 bytes are the vector; inside stand 16 random bytes, the length of the
text in 4 (big endian), the text, and for whom it is; filled up to a multiple of 32.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NoBase64Error
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_BLOCK, _RANDOM, _LENGTH = 32, 16, 4  # bytes


class ForgedError(Exception):
    """It was not pushed by the messenger to this account just now: it is not listened to."""


def signature(*parts: str) -> str:
    """SHA-1 over the parts in order of their bytes, as the messenger signs.

    >>> signature("AAAAA", "1714036504", "1514711492")
    'f464b24fc39322e44b38aa78f5edd27bd1441696'
    """
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def must_be_signed(given: str, *parts: str) -> None:
    """Nothing where the signature is that of these parts.

    Raises:
        ForgedError: it is not.
    """
    if not hmac.compare_digest(given.encode(), signature(*parts).encode()):
        raise ForgedError


@dataclass(frozen=True)
class Seal:
    """What one account seals with.

    Attributes:
        key: its EncodingAESKey.
        receiver: for whom: the account's appid or the company's corpid.
    """

    key: str
    receiver: str

    @cached_property
    def _cipher(self) -> Cipher[CBC]:
        key = b64decode(f"{self.key}=")
        return Cipher(AES(key), CBC(key[:16]))

    def sealed(self, text: bytes, random: bytes = b"") -> str:
        """The text as only the account can read it; `random` are 16 bytes."""
        random = random or secrets.token_bytes(_RANDOM)
        inside = random + len(text).to_bytes(_LENGTH) + text + self.receiver.encode()
        fill = _BLOCK - len(inside) % _BLOCK
        encryptor = self._cipher.encryptor()
        return b64encode(encryptor.update(inside + bytes([fill]) * fill)).decode()

    def opened(self, sealed: str) -> bytes:
        """The text.

        Raises:
            ForgedError: it was sealed with another key, for another account, or was changed.
        """
        try:
            decryptor = self._cipher.decryptor()
            inside = decryptor.update(b64decode(sealed.encode(), validate=True))
            decryptor.finalize()
        except (NoBase64Error, ValueError):
            raise ForgedError from None
        fill = inside[-1] if inside else 0
        if not 0 < fill <= _BLOCK or inside[-fill:] != bytes([fill]) * fill:
            raise ForgedError
        begin = _RANDOM + _LENGTH
        end = begin + int.from_bytes(inside[_RANDOM:begin])
        if not hmac.compare_digest(inside[end:-fill], self.receiver.encode()) or end > len(inside):
            raise ForgedError
        return inside[begin:end]
