"""Whatever columns stand together, the file is taken, asked about, or refused by a sentence."""

from __future__ import annotations

from random import Random

import pytest

from bot.intake.codes import IntakeError
from bot.intake.columns import UncertainError
from bot.intake.headings import table
from bot.intake.parsing import parse_sheets
from bot.intake.report_lines import question_lines, refusal_line, row_reason
from bot.intake.sheet import Sheet, SheetRow
from bot.wording.catalogue import words

NUMBER = "4100000123"
FIELDS = list(table()["fields"].values())
OTHERS = [*table()["not_needed"], *table()["not_read"], "怪列", ""]
CELLS = [
    NUMBER, "201811", "2018-11-20", "2018年13月", "180", "100.80", "-5", "1e10", "9" * 13, "",
    "NULL", "总", "峰", "张建国", "是", "否", "6", "低保", "居民合表", "已抄", "退补",
]  # fmt: skip


def a_sheet(chance: Random) -> Sheet:
    """Some columns of any kind, mostly with an account, and cells by chance."""
    heads = [
        chance.choice(chance.choice(FIELDS) if chance.random() < 0.8 else OTHERS)
        for _ in range(chance.randint(1, 9))
    ]
    heads[0] = "户号" if chance.random() < 0.8 else heads[0]
    cells = [
        [NUMBER if head == "户号" else chance.choice(CELLS) for head in heads]
        for _ in range(chance.randint(1, 4))
    ]
    rows = [heads, *cells]
    return Sheet("", tuple(SheetRow(n, tuple(row)) for n, row in enumerate(rows, start=1)))


@pytest.mark.parametrize("seed", range(4))
def test_any_columns_end_in_rows_or_in_a_sentence(seed: int) -> None:
    chance = Random(seed)
    for _ in range(60):
        assert all(told(a_sheet(chance)))


def told(sheet: Sheet) -> list[str]:
    """What is said of the file: one sentence at least, and of each row that is noted one."""
    say = words()
    try:
        parsed = parse_sheets("a.csv", [sheet], {}, lambda _: {})
    except UncertainError as error:
        return question_lines(say, error.columns) or [""]
    except IntakeError as error:
        return [refusal_line(say, "a.csv", error)]
    return [str(parsed.rows), *(row_reason(say, issue) for issue in parsed.issues)]
