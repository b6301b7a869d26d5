"""Who types, as the audit trail names them, and on what."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from pathlib import Path

LOGIN = Path("/proc/self/loginuid")  # who logged in, also after su and sudo
NOBODY = 2**32 - 1


def actor() -> str:
    """The user of the operating system, and who logged in where that is somebody else.

    Not from the environment, where anybody can write another name.
    """
    user = os.getuid()
    try:
        login = int(LOGIN.read_text(encoding="ascii"))
    except (OSError, ValueError):
        login = NOBODY
    if login in (NOBODY, user):
        return f"shell:{_name(user)}"
    return f"shell:{_name(user)} ({_name(login)})"


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def columns() -> int | None:
    """How wide the terminal is, or as COLUMNS says; None in a file or pipe: each row a line."""
    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size().columns if told else None
