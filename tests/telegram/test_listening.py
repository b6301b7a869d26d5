"""The webhook's port against callers who send half of something, or very much of it."""

from __future__ import annotations

import asyncio
import logging
import socket

import pytest

from bot.channels import listening
from bot.channels.storing import Forged
from tests.standin import BotApi
from tests.telegram.conftest import Serving
from tests.telegram.test_serving import SECRET, webhook

__all__ = ["webhook"]


def head(secret: str, length: int) -> bytes:
    return (
        "POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


async def said(webhook: dict[str, str], sent: bytes) -> bytes:
    """All that comes until the server closes."""
    port = int(webhook["JIETI_WEBHOOK_PORT"])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    return answer


async def test_half_a_forged_call_is_answered_before_its_body(
    serving: Serving, webhook: dict[str, str]
) -> None:
    async with serving(**webhook):
        answers = await asyncio.gather(
            *(said(webhook, head("wrong-secret-of-16", 900_000)) for _ in range(150))
        )
    # Beyond the connections that Telegram itself may open, a caller is not listened to.
    assert {answer.partition(b"\r\n")[0] for answer in answers} <= {
        b"HTTP/1.1 403 Forbidden", b"",
    }  # fmt: skip
    assert sum(answer.startswith(b"HTTP/1.1 403") for answer in answers) >= 50


async def test_half_a_call_is_not_waited_for_and_others_are_answered_meanwhile(
    api: BotApi, serving: Serving, webhook: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE", 1.0)
    async with serving(**webhook):
        halves = [head(SECRET, 500), head(SECRET, 500) + b"{", b"POST /telegram HTTP/1.1\r\n"]
        waiting = [asyncio.create_task(said(webhook, half)) for half in halves * 10]
        person = api.person("王芳")
        await person.says("/help")
        await person.hears()
        # Each is closed without an answer.
        assert set(await asyncio.gather(*waiting)) == {b""}


async def test_whoever_fills_all_connections_and_is_silent_keeps_nobody_out(
    api: BotApi, serving: Serving, webhook: dict[str, str]
) -> None:
    async with serving(**webhook):
        port = int(webhook["JIETI_WEBHOOK_PORT"])
        silent = [
            await asyncio.open_connection("127.0.0.1", port)
            for _ in range(listening.CONNECTIONS + 20)
        ]
        person = api.person("王芳")
        await person.says("/help")
        await person.hears()
        for _, writer in silent:
            writer.close()


async def test_of_many_who_come_at_once_no_more_give_way_than_are_too_many(
    serving: Serving, webhook: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HEARD", 0.0)  # as on a machine that is held up for a moment
    address, call = ("127.0.0.1", int(webhook["JIETI_WEBHOOK_PORT"])), b'{"update_id": 1}'
    async with serving(**webhook):
        # Without a turn of the loop between them: all are there before it looks.
        silent = [socket.create_connection(address) for _ in range(listening.CONNECTIONS + 20)]
        with socket.create_connection(address) as last:
            last.sendall(head(SECRET, len(call)) + call)
            last.setblocking(False)
            async with asyncio.timeout(10):
                answer = await asyncio.get_running_loop().sock_recv(last, 50)
        for one in silent:
            one.close()
    assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "body", ['{"update_id": 1}'.encode("utf-16"), b"\xff\xfe", b"[" * 100_000, b""]
)
async def test_a_body_that_is_no_update_is_refused(
    serving: Serving, webhook: dict[str, str], body: bytes
) -> None:
    async with serving(**webhook):
        close = b"Connection: close\r\n\r\n"
        answer = await said(webhook, head(SECRET, len(body)).removesuffix(b"\r\n") + close + body)
    assert answer.startswith(b"HTTP/1.1 400")


async def test_what_is_garbled_is_refused_and_fills_no_log(
    serving: Serving, webhook: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    no_text = head(SECRET, 2).replace(SECRET.encode(), b"\xff\xfe") + b"{}"
    packed = b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n{}"
    async with serving(**webhook):
        assert (await said(webhook, no_text)).startswith(b"HTTP/1.1 403")
        not_packed = head(SECRET, 2).removesuffix(b"\r\n") + packed
        assert (await said(webhook, not_packed)).startswith(b"HTTP/1.1 400")
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("over", "told"), [(0, b"HTTP/1.1 200"), (1, b"HTTP/1.1 413")])
async def test_a_body_of_more_than_a_megabyte_is_refused_also_in_pieces(
    serving: Serving, webhook: dict[str, str], over: int, told: bytes, *, chunked: bool
) -> None:
    begun, ended = b'{"update_id": 1, "x": "', b'"}'
    body = begun.ljust(1_000_000 + over - len(ended), b"x") + ended
    told_length = f"Content-Length: {len(body)}".encode()
    call = head(SECRET, len(body)).removesuffix(b"\r\n") + b"Connection: close\r\n\r\n"
    if chunked:
        call = call.replace(told_length, b"Transfer-Encoding: chunked")
        pieces = [body[at : at + 50_000] for at in range(0, len(body), 50_000)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])
    async with serving(**webhook):
        assert (await said(webhook, call + body)).startswith(told)


def test_forged_calls_write_one_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    times = iter([100.0] * 1000 + [159.0] * 1000 + [160.0])
    forged = Forged("%d webhook calls without the right secret", lambda: next(times))
    for _ in range(2001):
        forged.note()
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [
        "1 webhook calls without the right secret", "2000 webhook calls without the right secret",
    ]  # fmt: skip
