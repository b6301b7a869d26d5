"""Where an office's database is: a file, or the address of a server."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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


def beside(place: Place, environment: Mapping[str, str]) -> Path:
    """Beside what file this machine keeps what it must not forget.

    For a server in the folder that systemd gives a service, else in the user's for such things.
    """
    if isinstance(place, Path):
        return place
    home = Path(environment.get("HOME", "."), ".local/state")
    own = Path(environment.get("XDG_STATE_HOME") or home, "jieti")
    folder = Path(environment.get("STATE_DIRECTORY", "").partition(":")[0] or own)
    return folder / f"jieti-{hashlib.sha256(place.url.encode()).hexdigest()[:8]}"


def hidden(url: str) -> str:
    """The address as it may be shown: without a password."""
    parts = urlsplit(url)
    if parts.password is None:
        return urlunsplit(parts._replace(query=""))
    name, _, place = parts.netloc.rpartition("@")
    shown = f"{name.partition(':')[0]}:***@{place}"
    return urlunsplit(parts._replace(netloc=shown, query=""))
