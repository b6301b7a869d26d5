"""An answer that nobody can read: the message may have been obeyed, and is tried twice at most."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

# The only way to a request with a file that does not go through a whole bot.
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram import doubts, http
from bot.channels.telegram.calling import is_certain
from bot.channels.telegram.http import Http
from bot.channels.telegram.witness import Witness
from tests.standin import BotApi
from tests.telegram.conftest import NOW, Serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
UNREADABLE = {
    "packed, and broken": HEAD
    + b"Content-Encoding: gzip\r\nContent-Length: 17\r\n\r\n\x1f\x8b\x08\x00no gzip at all",
    "cut": HEAD + b'Content-Length: 500\r\n\r\n{"ok":true,',
    "cut within a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{",
    "no chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    "no answer": b"\x00\xff\x00\xff\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
async def test_after_an_answer_that_cannot_be_read_nobody_knows_whether_it_was_obeyed(
    answer: bytes,
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    line = Http(Witness(lambda: NOW))
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        await line.initialize()
        port = server.sockets[0].getsockname()[1]
        try:
            with pytest.raises(NetworkError) as caught:
                await line.do_request(f"http://127.0.0.1:{port}/", "GET")
        finally:
            await line.shutdown()
    assert not is_certain(caught.value)


@pytest.mark.parametrize("size", [0, 200_000])
async def test_a_large_file_is_given_the_time_that_a_slow_line_takes(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                while await reader.read(65536):  # whoever gives up is gone before
                    pass
        writer.write(HEAD + b"Content-Length: 2\r\n\r\n{}")
        writer.close()
        over.set()

    over = asyncio.Event()
    for name, value in (("CONNECT", 0.05), ("READ", 0.05), ("SLOWEST", 20_000)):
        monkeypatch.setattr(http, name, value)
    file = InputFile(b"x" * size, attach=False)
    data = RequestData([RequestParameter.from_input("document", file)])
    line = Http(Witness(lambda: NOW))
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        await line.initialize()
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        try:
            with nullcontext() if size else pytest.raises(TimedOut):
                await line.do_request(url, "POST", data)
        finally:
            await line.shutdown()
            await over.wait()


@pytest.mark.parametrize("garbage", ["\x00\xff{]", "", '{"ok":'])
async def test_what_is_answered_with_garbage_goes_out_twice_and_the_next_follows(
    api: BotApi, serving: Serving, monkeypatch: pytest.MonkeyPatch, garbage: str
) -> None:
    monkeypatch.setattr(doubts, "AFTER_BREAK", 0.05)
    person, other = api.person("王芳"), api.person("李强")
    for _ in range(doubts.TRIES):
        api.answer_next("sendMessage", 200, garbage)
    async with serving():
        await person.says("/help")
        await person.says("/rule")
        await person.hears(doubts.TRIES + 1)
        await other.says("/help")
        await other.hears()
    told = [one.plain[:4] for one in person.received]
    assert told == ["您好,这", "您好,这", "阶梯电价"]
