"""What was published about the seal, byte for byte; and whatever was changed is refused alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wechat.pushed import Guard
from bot.channels.wechat.seal import ForgedError, Seal, must_be_signed, signature
from bot.channels.wechat.wire import LARGEST, fields_of, xml_of
from bot.clock import CHINA
from tests.wechat.mutating import NOW, mutated, pushed

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
)
Vector = Mapping[str, str]


def named(vectors: list[Vector]) -> list[Any]:
    return [pytest.param(one, id=one["name"]) for one in vectors]


@pytest.mark.parametrize(("_", "parts", "sha1"), VECTORS["signatures"])
def test_published_signatures_are_ours(_: str, parts: list[str], sha1: str) -> None:
    assert signature(*parts) == signature(*reversed(parts)) == sha1


@pytest.mark.parametrize("vector", named(VECTORS["opened"]))
def test_published_seals_are_opened_and_no_other_account_opens_them(vector: Vector) -> None:
    seal = Seal(vector["key"], vector["receiver"])
    parts = (vector["token"], vector["timestamp"], vector["nonce"], vector["sealed"])
    must_be_signed(vector["signature"], *parts)
    assert vector["text"] in seal.opened(vector["sealed"]).decode()
    for other in (Seal(vector["key"], "wx-another"), Seal("B" * 43, vector["receiver"])):
        with pytest.raises(ForgedError):
            other.opened(vector["sealed"])


@pytest.mark.parametrize("vector", named(VECTORS["sealed"]))
def test_what_we_seal_is_what_the_makers_would(vector: Vector) -> None:
    seal = Seal(vector["key"], vector["receiver"])
    sealed = seal.sealed(vector["text"].encode(), vector["random"].encode())
    assert sealed == vector["sealed"]
    parts = (vector["token"], vector["timestamp"], vector["nonce"], sealed)
    assert signature(*parts) == vector["signature"]


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 33, 5000])
def test_a_text_of_any_length_comes_back(length: int) -> None:
    seal = Seal("B" * 43, "corp")
    assert seal.opened(seal.sealed(b"x" * length)) == b"x" * length
    assert seal.sealed(b"x" * length) != seal.sealed(b"x" * length), "never twice the same"


def test_the_check_of_an_address_is_answered_as_each_maker_wants_it() -> None:
    wecom, page = VECTORS["opened"][1], VECTORS["signatures"][0][1]
    guard = Guard(wecom["token"], Seal(wecom["key"], wecom["receiver"]), sealed_echo=True)
    query = {"msg_signature": wecom["signature"], "echostr": wecom["sealed"],
             "timestamp": wecom["timestamp"], "nonce": wecom["nonce"]}  # fmt: skip
    assert guard.echo(query) == b"1616140317555161061"
    plain = {"signature": VECTORS["signatures"][0][2], "timestamp": page[1], "nonce": page[2],
             "echostr": "4375120948345356249"}  # fmt: skip
    assert Guard(page[0], Seal("B" * 43, "x")).echo(plain) == b"4375120948345356249"
    for asks, told in ((guard, query), (Guard(page[0], None), plain)):
        with pytest.raises(ForgedError):
            asks.echo(told | {"nonce": "1"})


def test_of_plain_mode_a_body_is_believed_only_with_the_signature() -> None:
    guard, stamp = Guard("QDG6eK", None), str(int(NOW.timestamp()))
    body = xml_of({"FromUserName": "o1", "Content": "为什么这么贵"}).encode()
    query = {"timestamp": stamp, "nonce": "1", "signature": signature("QDG6eK", stamp, "1")}
    assert guard.opened(query, body, NOW)["Content"] == "为什么这么贵"
    for wrong in ({"signature": ""}, {"nonce": "2"}, {"signature": signature("x", stamp, "1")}):
        with pytest.raises(ForgedError):
            guard.opened(query | wrong, body, NOW)


@pytest.mark.parametrize("name", ["nonce", "timestamp", "msg_signature"])
def test_half_a_character_in_the_address_is_refused_like_the_rest(name: str) -> None:
    guard, query, body = pushed()
    with pytest.raises(ForgedError):
        guard.opened(query | {name: "\ud83d"}, body, NOW)


def test_of_mixed_mode_only_what_is_sealed_is_believed() -> None:
    guard, query, body = pushed()
    forged = body.replace(b"<xml>", b"<xml><Content>forged</Content>")
    assert guard.opened(query, forged, NOW)["Content"] == "为什么这个月电费这么高"


@pytest.mark.parametrize("later", [timedelta(days=-2), timedelta(days=2), timedelta(days=3000)])
def test_what_is_old_or_still_to_come_is_refused(later: timedelta) -> None:
    guard, query, body = pushed()
    with pytest.raises(ForgedError):
        guard.opened(query, body, NOW + later)


BOMB = '<!DOCTYPE a [<!ENTITY b "' + "b" * 900 + '">]><xml><Content>&b;&b;</Content></xml>'
BODIES = {
    "too large": "<xml><Content>" + "x" * LARGEST + "</Content></xml>",
    "bomb": BOMB,
    "doctype": "<!DOCTYPE xml><xml><Content>a</Content></xml>",
    "outer entity": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><xml/>',
    "nested": "<a>" * 5000,
    "nested and closed": "<a>" * 20 + "</a>" * 20,
    "no XML": "{}",
    "nothing": "",
    "two roots": "<xml/><xml/>",
    "unknown entity": "<xml><Content>&b;</Content></xml>",
    "other encoding": '<?xml version="1.0" encoding="x-nowhere"?><xml>é</xml>',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_no_messenger_sends_is_refused_sealed_or_not(body: str) -> None:
    if "encoding" in body:  # the declaration is not believed: everything is UTF-8
        assert fields_of(body.encode()) == {}
        return
    with pytest.raises(ForgedError):
        fields_of(body.encode())
    guard, query, _ = pushed()
    assert guard.seal is not None
    sealed = guard.seal.sealed(body.encode())
    signed = query | {"msg_signature": signature(guard.token, query["timestamp"], query["nonce"],
                                                 sealed)}  # fmt: skip
    with pytest.raises(ForgedError):
        guard.opened(signed, xml_of({"Encrypt": sealed}).encode(), NOW)


def test_fields_come_as_they_were_written() -> None:
    fields = {"Content": " 1 < 2 & \n「电费」 ", "MsgId": "7"}
    assert fields_of(xml_of(fields).encode()) == fields
    nested = b"<xml><Scan><Type>qrcode</Type> <Result>1</Result></Scan></xml>"
    assert fields_of(nested) == {"Scan.Type": "qrcode", "Scan.Result": "1"}


def test_whatever_is_changed_in_a_push_there_is_one_refusal() -> None:
    """A sample; `python -m tests.wechat.mutating` takes a hundred thousand."""
    assert +mutated(1500, seed=25) == {"ForgedError": 1500}


def test_a_moment_is_needed() -> None:
    guard, query, body = pushed()
    for stamp in ("", "²", "-1", "9" * 40, "1e9"):
        with pytest.raises(ForgedError):
            guard.opened(query | {"timestamp": stamp}, body, datetime.now(CHINA))
