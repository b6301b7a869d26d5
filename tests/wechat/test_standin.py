"""The stand-in's own seal is the makers', and it refuses what they refuse."""

from __future__ import annotations

import pytest

from bot.channels.wechat.seal import Seal
from tests.wechat.standin.sealing import sha1_of, unwrap, wrap
from tests.wechat.test_seal import VECTORS, Vector, named


@pytest.mark.parametrize("vector", named([*VECTORS["opened"], *VECTORS["sealed"]]))
def test_its_seal_is_the_makers_too(vector: Vector) -> None:
    text, receiver = unwrap(vector["key"], vector["sealed"])
    assert vector["text"] in text
    assert receiver == vector["receiver"]
    parts = (vector["token"], vector["timestamp"], vector["nonce"], vector["sealed"])
    assert sha1_of(*parts) == vector["signature"]
    if random := vector.get("random"):
        assert wrap(vector["key"], receiver, text, random.encode()) == vector["sealed"]


def test_what_one_seals_the_other_opens() -> None:
    key = VECTORS["opened"][1]["key"]
    assert Seal(key, "corp").opened(wrap(key, "corp", "电费")).decode() == "电费"
    assert unwrap(key, Seal(key, "corp").sealed("电费".encode())) == ("电费", "corp")
