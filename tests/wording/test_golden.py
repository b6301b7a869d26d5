"""What the papers say, word for word, in three languages.

A change of a sentence is a change of its file: `python -m tests.wording.write_golden`, and the
diff is read before it is kept.
"""

from __future__ import annotations

import pytest

from tests.wording.papers import FOLDER, LOCALES, PAPERS, golden, written


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_says_what_it_said(paper: str, locale: str) -> None:
    assert written(paper, locale) == golden(paper, locale).read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    wanted = {golden(paper, locale).name for paper in PAPERS for locale in LOCALES}
    assert {path.name for path in FOLDER.iterdir()} == wanted
