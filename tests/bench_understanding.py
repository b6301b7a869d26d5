"""What reading a message costs, as a ratio to one bare regular expression pass: `make bench`."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from bot.hearing.intents import read_text

BARE = re.compile(
    r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+|[度元块月档号]|为什么|怎么|多少|退|投诉"
)
ROUNDS = 5


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    """For one message, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - start)
    return best / len(texts)


def main() -> None:
    """Read the development phrases both ways."""
    rows = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))["rows"]
    texts = [row["text"] for row in rows]
    bare = seconds(BARE.findall, texts)
    whole = seconds(read_text.__wrapped__, texts)
    print(f"a message understood, uncached          {whole / bare:5.0f} x a bare pass")
    print(f"                                        ({whole * 1e3:.2f} ms here)")


if __name__ == "__main__":
    main()
