"""The makers' seal once more, apart from the product's: what one makes the other opens."""

from __future__ import annotations

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def sha1_of(*parts: str) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    for part in sorted(parts):
        digest.update(part.encode("utf-8"))
    return digest.hexdigest()


def wrap(key: str, receiver: str, text: str, random: bytes | None = None) -> str:
    secret = base64.b64decode(key + "=")
    words = text.encode("utf-8")
    block = struct.pack(">16sI", random or os.urandom(16), len(words)) + words + receiver.encode()
    block += bytes([32 - len(block) % 32]) * (32 - len(block) % 32)
    aes = Cipher(algorithms.AES(secret), modes.CBC(secret[0:16])).encryptor()
    return base64.b64encode(aes.update(block) + aes.finalize()).decode("ascii")


def unwrap(key: str, sealed: str) -> tuple[str, str]:
    """The text and for whom it is."""
    secret = base64.b64decode(key + "=")
    aes = Cipher(algorithms.AES(secret), modes.CBC(secret[0:16])).decryptor()
    block = aes.update(base64.b64decode(sealed)) + aes.finalize()
    block = block[: -block[-1]]
    (length,) = struct.unpack(">I", block[16:20])
    return block[20 : 20 + length].decode(), block[20 + length :].decode()


class Inner(str):
    """XML within the XML, as it is."""

    __slots__ = ()


def cdata(**fields: str | int) -> str:
    """As the makers write XML: texts in CDATA, numbers bare."""
    inner = "".join(
        f"<{name}>{value}</{name}>" if isinstance(value, int | Inner)
        else f"<{name}><![CDATA[{value}]]></{name}>"
        for name, value in fields.items()
    )  # fmt: skip
    return f"<xml>{inner}</xml>"
