"""Changes pushes at random: each is refused in the one way, and nothing else is raised.

`python -m tests.wechat.mutating [COUNT [SEED]]`, a hundred thousand by themselves (a minute).
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import datetime

from bot.channels.wechat.pushed import Guard
from bot.channels.wechat.seal import ForgedError, Seal, signature
from bot.channels.wechat.wire import fields_of, xml_of
from bot.clock import CHINA

NOW = datetime(2018, 12, 26, 10, 0, tzinfo=CHINA)
_WORDS = (
    b"<![CDATA[",
    b"]]>",
    b"&amp;",
    b"&#0;",
    b"\x00",
    b"<!DOCTYPE a>",
    b"\xff\xfe",
    b"</xml>",
)


def pushed(said: str = "为什么这个月电费这么高") -> tuple[Guard, dict[str, str], bytes]:
    """A push as it should be, and the guard that lets it in."""
    guard = Guard("QDG6eK", Seal("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823"))
    assert guard.seal is not None
    inside = xml_of({"FromUserName": "o1", "MsgType": "text", "Content": said, "MsgId": "7"})
    sealed = guard.seal.sealed(inside.encode())
    stamp, nonce = str(int(NOW.timestamp())), "1372623149"
    query = {"timestamp": stamp, "nonce": nonce,
             "msg_signature": signature(guard.token, stamp, nonce, sealed)}  # fmt: skip
    return guard, query, xml_of({"ToUserName": "wx5823", "Encrypt": sealed}).encode()


def mutated(count: int, seed: int) -> Counter[str]:
    """What came of so many pushes that were changed: names of what was raised."""
    chance, told = random.Random(seed), Counter[str]()
    guard, query, body = pushed()
    while told.total() < count:
        bent_query, bent = _changed(chance, guard, query, body)
        try:
            guard.opened(bent_query, bent, NOW)
        except ForgedError:
            told["ForgedError"] += 1
        except Exception as error:
            told[f"{type(error).__name__}: {error}"] += 1
        else:
            # Written in another way, with the same words and signature: that is no change.
            same = fields_of(bent)["Encrypt"] == fields_of(body)["Encrypt"]
            told["believed"] += not (same and bent_query == query)
    return told


def _changed(
    chance: random.Random, guard: Guard, query: dict[str, str], body: bytes
) -> tuple[dict[str, str], bytes]:
    """Either the body, the query, or what is sealed with the right key and rightly signed."""
    how = chance.randrange(4)
    if how == 0:
        return query, _bent(chance, body)
    if how == 1:
        name = chance.choice(list(query))
        return query | {name: _bent(chance, query[name].encode()).decode("utf-8", "replace")}, body
    assert guard.seal is not None
    inside = chance.randbytes(chance.randrange(1, 90) * (32 if chance.random() < 0.8 else 1))
    sealed = guard.seal.sealed(inside)
    if how == 2:  # blocks at random, as if somebody had signed them who had not the key
        from base64 import b64encode  # noqa: PLC0415 - of this branch alone

        sealed = b64encode(inside).decode()
    signed = signature(guard.token, query["timestamp"], query["nonce"], sealed)
    return query | {"msg_signature": signed}, xml_of({"Encrypt": sealed}).encode()


def _bent(chance: random.Random, text: bytes) -> bytes:
    """The text with one to four changes that change it, within what is sealed or signed."""
    begin, end = text.find(b"<Encrypt>") + 9 if b"<Encrypt>" in text else 0, len(text)
    changed = text
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(begin, end)
        match chance.randrange(4):
            case 0:
                changed = changed[:at] + bytes([chance.randrange(256)]) + changed[at + 1 :]
            case 1:
                changed = changed[:at]
            case 2:
                changed = changed[:at] + chance.choice(_WORDS) + changed[at:]
            case _:
                changed = changed[:at] + changed[at + chance.randrange(1, 40) :]
    # What stands between fields and after the end is not signed, and is not read either.
    return changed if changed.split() != text.split() else b""


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    counts, seeds = given[0] if given else 100_000, given[1] if given[1:] else 1
    found = {how: times for how, times in mutated(counts, seeds).items() if times}
    print(found)
    sys.exit(found != {"ForgedError": counts})
