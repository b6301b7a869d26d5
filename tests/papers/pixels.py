"""The pixels of a small PNG of four bytes each, as our drawings are, without a library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_BYTES = 4  # of a pixel


def pixels(picture: bytes) -> bytes:
    """Row by row, red, green, blue and how opaque of each."""
    width, _ = struct.unpack(">II", picture[16:24])
    packed = zlib.decompress(b"".join(_parts(picture, b"IDAT")))
    step, before, rows = width * _BYTES, bytes(width * _BYTES), []
    for start in range(0, len(packed), step + 1):
        before = _row(packed[start], packed[start + 1 : start + 1 + step], before)
        rows.append(before)
    return b"".join(rows)


def _parts(picture: bytes, name: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == name:
            yield picture[at + 8 : at + 8 + size]
        at += size + 12


def _row(way: int, packed: bytes, above: bytes) -> bytes:
    """A row by the rule that it is written by (PNG, section 9.2)."""
    row = bytearray(packed)
    for at, value in enumerate(packed):
        left, corner = (row[at - _BYTES], above[at - _BYTES]) if at >= _BYTES else (0, 0)
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[way]
        row[at] = (value + guess) & 255
    return bytes(row)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))
