"""The library's calls over aiohttp: half the processor time of its own HTTP client."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.witness import Witness

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
CONNECT = 5.0  # seconds
# Seconds for the whole of an answer, however it drips. On a bad line an answer comes late, and
# whoever gives up early sends again what has been obeyed.
READ = 30.0
SLOWEST = 20_000  # bytes a second that a line carries at least: a photo has some millions
LARGEST = 25_000_000  # bytes; files of customers have at most 20 MB
GATEWAY_TIMEOUT = 504


class NotObeyedError(NetworkError):
    """The server did surely not do what was asked: it may be asked again at will."""


class Http(BaseRequest):
    """One pool of connections. A proxy is taken from the environment (HTTPS_PROXY)."""

    _session: ClientSession | None = None

    def __init__(self, witness: Witness) -> None:
        self._witness = witness

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return READ

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            self._session = ClientSession(headers={"User-Agent": BaseRequest.USER_AGENT})

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Status and body of the answer.

        Raises:
            TimedOut: there was no answer in time; Telegram may still have obeyed.
            NotObeyedError: there is no connection, or the server says that it is in trouble.
            NetworkError: the connection broke; Telegram may still have obeyed.
        """
        if self._session is None:
            raise RuntimeError("used before initialize() or after shutdown()")
        connect = _seconds(connect_timeout, CONNECT)
        limit = connect + _seconds(read_timeout, READ) + _size_of_files(request_data) / SLOWEST
        timeout = ClientTimeout(total=limit, sock_connect=connect)
        try:
            async with self._session.request(
                method, url, timeout=timeout, proxy=_proxy(url), **_body(request_data)
            ) as response:
                self._witness.hear(response.headers.get("Date"))
                body = await _bounded(response)
        # Not chained, here and below: the text of the cause may hold the token.
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise NotObeyedError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except ClientError as error:
            raise NetworkError(type(error).__name__) from None
        if response.status == GATEWAY_TIMEOUT:
            raise TimedOut
        if response.status >= 500 or (response.status >= 400 and not _is_an_answer(body)):
            raise NotObeyedError(f"HTTP {response.status}")
        return response.status, body


async def _bounded(response: ClientResponse) -> bytes:
    """The body, if it is not larger than anything that Telegram sends."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            response.close()
            raise NetworkError("the answer is too large")
    return bytes(body)


def _is_an_answer(body: bytes) -> bool:
    """Whether it is an object, as all of Telegram's own answers, or a page of some proxy."""
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def _proxy(url: str) -> str | None:
    parts = urlsplit(url)
    return _proxy_of(parts.scheme, parts.hostname or "")


@cache
def _proxy_of(scheme: str, host: str) -> str | None:
    """From the environment, once: aiohttp itself would look there, and on the disk, each time."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _seconds(asked: Any, otherwise: float) -> float:
    return otherwise if asked is BaseRequest.DEFAULT_NONE or asked is None else float(asked)


def _size_of_files(data: RequestData | None) -> int:
    """Bytes."""
    if data is None or not data.contains_files:
        return 0
    files = (content for _, content, _ in data.multipart_data.values())
    return sum(len(content) for content in files if isinstance(content, bytes))


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": form_encoded(data.json_parameters), "headers": _FORM}
    form = FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def form_encoded(values: Mapping[str, str]) -> bytes:
    """As `urllib.parse.urlencode`, which takes ten times as long over Chinese.

    A text with anything but plain letters and digits is escaped from end to end, in one step.

    >>> form_encoded({"text": "电 a", "n": "1"})
    b'text=%e7%94%b5%20%61&n=1'
    """
    pairs = (f"{_quoted(name)}={_quoted(value)}" for name, value in values.items())
    return "&".join(pairs).encode()


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "%" + text.encode().hex("%")
