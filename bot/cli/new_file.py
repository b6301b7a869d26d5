"""Files that a command writes: whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

ALL_READ = 0o666  # less what the user's umask takes away


def write_new(out: Path, content: bytes, mode: int = ALL_READ) -> None:
    """Write a file that is not there yet; `mode` from its first byte.

    Raises:
        FileExistsError, IsADirectoryError: something has that name; it stays as it is.
        OSError: it cannot be written whole, and nothing of it is left.
    """
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        out.unlink()
        raise OSError(error.errno, error.strerror, str(out)) from error


def write_over(out: Path, content: bytes) -> None:
    """Write a file in the place of one that may be there, which stays where this cannot be done.

    Raises:
        OSError: it cannot be written whole.
    """
    if out.exists() and not out.is_file():  # such as /dev/stdout
        out.write_bytes(content)
        return
    out = out.resolve()  # a link stays one
    part = out.with_name(f"{out.name}.part")
    part.unlink(missing_ok=True)
    write_new(part, content)
    if out.exists():
        shutil.copymode(out, part)
    part.replace(out)
