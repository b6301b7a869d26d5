"""Questions from the book: the engine's own figures, the same for the same seed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bot.lessons.quiz import questions
from bot.wording.catalogue import words
from tests.desk import Desk
from tests.lessons.test_judging import office


def test_a_sheet_asks_different_things_and_the_same_for_the_same_seed() -> None:
    first = list(questions(words(), 8, 3, office(), 2025))
    assert len({one.text for one in first}) == 8
    assert {one.unit for one in first} == {"元", "度"}
    assert first == list(questions(words(), 8, 3, office(), 2025))
    assert first != list(questions(words(), 8, 4000, office(), 2025))


def test_the_answer_stands_in_its_own_steps() -> None:
    for one in questions(words(), 8, 3, office(), 2025):
        if "登记晚" not in one.text:
            assert f"{one.answer.normalize():,f}" in "".join(one.steps)


def test_without_answers_the_sheet_shows_none(desk: Desk) -> None:
    bare = desk.does("quiz", "--count", "3", "--year", "2025")
    assert bare.count("________") == 3
    assert "×" not in bare
    assert "×" in desk.does("quiz", "--count", "3", "--year", "2025", "--answers")


def test_a_sheet_for_the_meeting_is_a_file_of_word(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "考一考.docx"
    desk.does("quiz", "--out", out)
    with zipfile.ZipFile(out) as file:
        assert "考一考" in file.read("word/document.xml").decode()
    kept = out.read_bytes()
    again = desk.run("quiz", "--out", out, "--answers")
    assert again.returncode == 2
    assert "已经有了" in again.stderr
    assert out.read_bytes() == kept


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "atlantis"], "atlantis"),
        (["--region", "hubei"], "规则里"),
        (["--count", "0"], "1到50"),
        (["--out", "/nowhere/at/all.docx"], "/nowhere/at/all.docx"),
    ],
)
def test_what_cannot_be_asked_is_said(desk: Desk, arguments: list[str], said: str) -> None:
    answer = desk.run("quiz", *arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
