"""Earlier cases are alike by cause and facts; words play no part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.likeness import Facts, Shared, alike

LATE = Facts("rule_applied_to_a_wrong_fact", frozenset({"late_registration"}), 2, "1", True, "3组")
RIGHT = Facts("agrees", frozenset(), 3, "12", False, "5组")


@pytest.mark.parametrize(
    ("of", "others", "numbers"),
    [
        # The same cause, whatever else; most alike first, then in the order given.
        (LATE, [replace(LATE, tier=1, months="2", long=False, area=""), LATE], ["1", "0"]),
        (LATE, [replace(LATE, area=""), replace(LATE, area="")], ["0", "1"]),
        (LATE, [replace(LATE, causes=frozenset({"previous_owner"})), RIGHT], []),
        # Two causes in common come before any fact.
        (
            replace(LATE, causes=LATE.causes | {"previous_owner"}),
            [LATE, Facts(LATE.verdict, LATE.causes | {"previous_owner"}, months="9")],
            ["1", "0"],
        ),
        # A right bill: the verdict, and what makes bills high.
        (RIGHT, [replace(RIGHT, area=""), LATE], ["0"]),
        (RIGHT, [replace(RIGHT, tier=2), replace(RIGHT, verdict="incomplete")], []),
        (replace(RIGHT, tier=1), [replace(RIGHT, tier=1)], []),
        (replace(RIGHT, long=True), [replace(RIGHT, tier=1, long=True)], ["0"]),
    ],
)
def test_which_cases_are_alike(of: Facts, others: list[Facts], numbers: list[str]) -> None:
    found = alike(of, [(str(n), one) for n, one in enumerate(others)], 5)
    assert [one.number for one in found] == numbers


def test_what_is_the_same_is_said_and_no_more_are_named_than_asked_for() -> None:
    (one,) = alike(LATE, [("TS1", replace(LATE, months="2")), ("TS2", LATE)][:1], 5)
    assert (one.same_cause, one.shared) == (True, (Shared.TIER, Shared.LONG, Shared.AREA))
    assert len(alike(LATE, [(str(n), LATE) for n in range(9)], 5)) == 5
