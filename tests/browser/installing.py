"""`make browser` puts what a browser needs beside the environment, and nothing into it.

Playwright comes from PyPI, axe from npm; so does the browser (Chromium, packed with brotli), where
the machine has none of its own (Debian: `apt-get install chromium`).
"""

from __future__ import annotations

import io
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

BROWSER, READER = "@sparticuz/chromium@153.0.0", "axe-core@4.11.0"
HOME = Path(__file__).parent.parent.parent / ".venv-browser"
CHROMIUM = HOME / "chromium" / "chromium"
LIBRARIES = HOME / "chromium" / "lib"
AXE = HOME / "node_modules" / "axe-core" / "axe.min.js"
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
SITE = HOME / "lib" / VERSION / "site-packages"


def own_browser() -> str | None:
    """The machine's own, if it has one."""
    return shutil.which("chromium") or shutil.which("chromium-headless-shell")


def install() -> None:
    """Fetch and unpack whatever is not there yet."""
    python, npm = HOME / "bin" / "python", shutil.which("npm")
    if npm is None or platform.machine() != "x86_64":
        sys.exit("make browser needs npm, on x86_64")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, "playwright", "brotli"], check=True)
    packages = [READER] if own_browser() else [READER, BROWSER]
    if not all((HOME / "node_modules" / one.rpartition("@")[0]).exists() for one in packages):
        (HOME / "package.json").write_text("{}", encoding="utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", *packages]
        subprocess.run(command, cwd=HOME, check=True)
    if BROWSER in packages and not CHROMIUM.exists():
        subprocess.run([python, "-m", __spec__.name, "unpack"], check=True)


def unpack() -> None:
    """The browser and its libraries out of their archives."""
    import brotli  # noqa: PLC0415 - of the browser's environment

    packed = HOME / "node_modules" / "@sparticuz" / "chromium" / "bin"
    CHROMIUM.parent.mkdir(exist_ok=True)
    for name in ("swiftshader", "al2023"):
        archive = io.BytesIO(brotli.decompress((packed / f"{name}.tar.br").read_bytes()))
        with tarfile.open(fileobj=archive) as files:
            files.extractall(CHROMIUM.parent, filter="data")
    part = CHROMIUM.with_suffix(".part")
    part.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    part.chmod(0o755)
    part.rename(CHROMIUM)


if __name__ == "__main__":
    unpack() if sys.argv[1:] == ["unpack"] else install()
