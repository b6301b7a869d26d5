"""Each letter by matter and stage says what was read aloud and found fit to be sent."""

from __future__ import annotations

import pytest

from tests.staff.golden_drafts import FOLDER, letters

LETTERS = dict(letters())


def test_every_file_is_of_a_matter() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_of_a_matter_are_as_they_were_read(name: str) -> None:
    assert LETTERS[name] == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LETTERS)
def test_no_letter_is_long_or_promises_what_is_over(name: str) -> None:
    _, *stages = LETTERS[name].split("【")
    assert all(len(stage) <= 220 for stage in stages), [len(stage) for stage in stages]
    answered = stages[-1]
    assert not any(word in answered for word in ("前答复您", "前联系您", "会核实", "只作解释"))
