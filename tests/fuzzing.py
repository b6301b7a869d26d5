"""Fuzzed messages through the whole reading: `python -m tests.fuzzing [COUNT [SEED]]`.

Each is put together from what people write: amounts, dates, names, numbers, dialect, pinyin,
emoji, full-width and unseen characters, halves of characters, and words of danger. No reader may
fail, what is grave must be the same with the rest of the reading and without, and grave words that
stand there whole must be heard. The last line has the figures; 1 if anything failed.
"""

from __future__ import annotations

import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from bot.hearing.gate import gate
from bot.hearing.heard import hear
from bot.hearing.masking import masked_words

TODAY = date(2026, 11, 27)
SHOWN = 5  # examples of each fault in a share
SHARE = 10_000  # messages at a stretch, with a seed of their own: any can be run again alone
LETTERS = 0.001  # as long as may be: each takes as long as a hundred others
UNITS = "块元毛角分度千瓦时斤年月日号天点档"
NUMERALS = "零〇一二三四五六七八九十百千万亿两俩半几多来余壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
AFTER = ["零头", "零钱", "零几毛", "整", "多", "来块", "出头", "左右", "不到", "零", "零五", "几"]
FRAGMENTS = [
    "户号", "电费", "为什么", "超过0.56", "交了", "多收", "退我", "上个月", "去年", "腊月二十三",
    "国庆前", "2018-12-05", "12月", "12.5日", "2月30号", "十三月", "张建国", "欧阳娜", "俺叫",
    "尾号", "身份证", "柳河村三组", "4100000123", "410000 0123", "13800005678", "+86", "俺", "恁",
    "咋", "为啥", "恁贵", "dianfei", "weishenme", "biao", "the bill", "why", "TS20181222001",
    "/bill", "/", "<b>", "&lt;", "{0}", "%s", "'; --", "(", "[[[", "))", "\\", "……", "?!", "。",
    "【", "】", "：", "　", "0.5.6", "1e9", "∞", "-5", "½", "①", "㈠", "Ⅳ", "٣", "१२", "𝟒", "3/4",
]  # fmt: skip
ODD = [
    "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\0", "\x1b[31m", "\r", "\u2028", "\ud800",
    "\udfff", "\U0001f468\u200d\U0001f469", "🔥", "😭", "\u0301" * 9, "﷽", "ﷺ", "𠮷", "\t", "\n",
    "\U000e0041", "\ufe0f", "️⃣",
]  # fmt: skip
GRAVE = ["电线掉下来冒火花了", "有人触电了", "我不想活了", "我要举报", "電線掉下來冒火花了"]
Make = Callable[[random.Random], str]


def _digits(rng: random.Random) -> str:
    text = "".join(rng.choices("0123456789", k=rng.choice([1, 2, 3, 4, 8, 10, 13, 18, 40])))
    if rng.random() < 0.2:
        text = text.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    if rng.random() < 0.3:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice([".", ",", " ", "-", "．", "/", "~", ":"]) + text[at:]
    return text


def _numeral(rng: random.Random) -> str:
    return "".join(rng.choices(NUMERALS, k=rng.choice([1, 1, 2, 3, 4, 6, 12])))


def _amount(rng: random.Random) -> str:
    number = rng.choice((_digits, _numeral))(rng)
    return number + rng.choice(UNITS) + (rng.choice([*AFTER, ""]) if rng.random() < 0.5 else "")


def _any_character(rng: random.Random) -> str:
    return "".join(chr(rng.randrange(0x20, 0x30000)) for _ in range(rng.randrange(1, 6)))


PARTS: tuple[tuple[Make, int], ...] = (
    (_amount, 8), (_digits, 3), (_numeral, 2), (lambda rng: rng.choice(FRAGMENTS), 10),
    (lambda rng: rng.choice(ODD), 2), (_any_character, 1),
)  # fmt: skip


def message(rng: random.Random) -> tuple[str, bool]:
    """A text, and whether words of danger, despair or report stand in it whole, by themselves."""
    makes, weights = zip(*PARTS, strict=True)
    parts = [make(rng) for make in rng.choices(makes, weights, k=rng.randrange(1, 14))]
    text = "".join(parts)
    if rng.random() < LETTERS:
        text = (text * 3000)[: rng.choice([3999, 4000, 4096])]
    if rng.random() > 0.05:
        return text, False
    return f"{rng.choice(GRAVE)}。{text}", True


class _Failures(logging.Handler):
    """Readers that failed say so in the log, and have read nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.came.append(f"{record.getMessage()}: {error!r}")


def faults_of(text: str, grave: bool, failures: _Failures) -> list[str]:
    """What is wrong with the reading of that text."""
    failures.came.clear()
    found = []
    try:
        heard, alone = hear(text, TODAY), gate.__wrapped__(text)
        if heard.alarm != alone:
            found.append("what is grave differs with the rest of the reading")
        if grave and not alone.is_grave:
            found.append("grave words were not heard")
        masked_words(text)
    except Exception as error:
        found.append(f"raised {error!r}")
    return [*found, *failures.came]


@dataclass(frozen=True)
class Share:
    """What so many messages brought: faults by kind, some of each shown, and the slowest."""

    count: int
    kinds: Counter[str]
    shown: tuple[str, ...]
    slowest: float


def share(count: int, seed: str) -> Share:
    """So many messages of that seed, one by one."""
    rng, failures = random.Random(seed), _Failures()
    logging.getLogger("bot").addHandler(failures)
    logging.getLogger("bot").propagate = False
    kinds: Counter[str] = Counter()
    shown, slowest = [], 0.0
    for _ in range(count):
        text, grave = message(rng)
        start = time.perf_counter()
        for fault in faults_of(text, grave, failures):
            kinds[fault] += 1
            if kinds[fault] <= SHOWN:
                shown.append(f"{fault}\n    {text[:300]!a}")
        slowest = max(slowest, time.perf_counter() - start)
    logging.getLogger("bot").removeHandler(failures)
    return Share(count, kinds, tuple(shown), slowest)


def main(count: int, seed: int) -> int:
    """All shares, on every core; 1 if anything failed."""
    starts = range(0, count, SHARE)
    counts = [min(SHARE, count - start) for start in starts]
    seeds = [f"{seed}/{start}" for start in starts]
    kinds: Counter[str] = Counter()
    done, slowest, begun = 0, 0.0, time.perf_counter()
    with ProcessPoolExecutor() as pool:
        for found in pool.map(share, counts, seeds):
            done, slowest = done + found.count, max(slowest, found.slowest)
            kinds += found.kinds
            print(*found.shown, sep="\n", end="\n" if found.shown else "")
            print(f"{done} messages, {kinds.total()} faults", file=sys.stderr)
    print(
        f"{count} messages, seed {seed}: {kinds.total()} faults of {len(kinds)} kinds,"
        f" {time.perf_counter() - begun:.0f} s, slowest {slowest:.2f} s"
    )
    return bool(kinds)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*given, *(1_000_000, 27)[len(given) :]))
