"""Where an office's database is: a file, or the address of a server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

_BEGINS = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Server:
    """A database of PostgreSQL by its address, which is shown without its password."""

    url: str

    def __str__(self) -> str:
        return hidden(self.url)

    def exists(self) -> bool:
        """Whether it is there is known when it is opened."""
        return True

    def absolute(self) -> Server:
        """As it is."""
        return self


Place = Path | Server


def place_of(text: str) -> Place:
    """What JIETI_DATABASE names."""
    return Server(text) if text.startswith(_BEGINS) else Path(text)


def beside(place: Place) -> Path:
    """Beside what file this machine keeps what it must not forget; for a server in this folder."""
    if isinstance(place, Path):
        return place
    return Path(f"jieti-{hashlib.sha256(place.url.encode()).hexdigest()[:8]}")


def hidden(url: str) -> str:
    """The address as it may be shown: without a password."""
    parts = urlsplit(url)
    if parts.password is None:
        return urlunsplit(parts._replace(query=""))
    name, _, place = parts.netloc.rpartition("@")
    shown = f"{name.partition(':')[0]}:***@{place}"
    return urlunsplit(parts._replace(netloc=shown, query=""))
