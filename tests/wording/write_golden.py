"""Writes the golden papers anew: `python -m tests.wording.write_golden`. Then read the diff."""

from __future__ import annotations

from tests.wording.papers import FOLDER, LOCALES, PAPERS, golden, written

if __name__ == "__main__":
    for old in FOLDER.iterdir():
        old.unlink()
    for paper in PAPERS:
        for locale in LOCALES:
            golden(paper, locale).write_text(written(paper, locale), encoding="utf-8")
