"""The file of settings that the service has: NAME=VALUE, one a line, as systemd reads it."""

from __future__ import annotations

from pathlib import Path

from bot.contract.errors import SettingsError


def read_env_file(path: Path) -> dict[str, str]:
    """The settings in the file; blank lines and lines with # are none.

    Raises:
        SettingsError: it cannot be read, or a line is no setting.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("{file}: cannot be read: {error}", file=path, error=error) from error
    found = {}
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith(("#", ";")):
            continue
        name, sign, value = line.removeprefix("export ").partition("=")
        if not sign or not name.strip().isidentifier():
            raise SettingsError("{file}, line {line}: write NAME=VALUE", file=path, line=number)
        found[name.strip()] = _bare(value.strip())
    return found


def written(settings: dict[str, str]) -> str:
    """The text of a file with these settings."""
    return "".join(f'{name}="{value}"\n' for name, value in settings.items())


def _bare(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
