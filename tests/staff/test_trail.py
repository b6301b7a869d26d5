"""The audit trail: who did what with whose records, in each entry's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join
from tests.staff.office import Office

NUMBER = "TS20181222001"
Entry = tuple[str, str, str, str]  # who, what, about what, in which detail


def trail(office: Office) -> list[Entry]:
    """All entries, oldest first, without those of what was done to cases."""
    rows = office.store.connection.execute(
        "SELECT actor, action, subject, detail FROM audit WHERE action NOT LIKE 'case:%'"
        " ORDER BY id"
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def number(team: Team) -> str:
    """A case that the clerk wrote down."""
    team.clerk.says(f"/case {SEED} 电费不对")
    team.office.deliver()
    return team.office.case().number


def bind(team: Team) -> None:
    team.stranger.says("/bind")
    team.stranger.says(f"{SEED} 张建国 5678")


def send_bill(team: Team) -> None:
    bind(team)
    team.stranger.says("12月电费多少")


# What is done, and all that stands in the trail of it.
DONE: dict[str, tuple[Callable[[Team], object], list[Entry]]] = {
    "pictures": (
        lambda team: team.auditor.presses_data(f"files:{NUMBER}"),
        [("staff:4", "files_shown", SEED, NUMBER)],
    ),
    "search": (
        lambda team: team.clerk.says("/find 张建国"),
        [("staff:2", "searched", "", "cases: 张建国")],
    ),
    "search for nothing": (lambda team: team.clerk.says("/find"), []),
    "table": (lambda team: team.head.says("/export"), [("staff:1", "exported", "", "1 cases")]),
    "table refused": (
        lambda team: team.clerk.says("/export"), [("staff:2", "refused", "export", "clerk")],
    ),
    "counts": (lambda team: team.head.says("/stats"), []),
    "counts refused": (
        lambda team: team.clerk.says("/stats"), [("staff:2", "refused", "stats", "clerk")],
    ),
    "people refused": (
        lambda team: team.clerk.says("/staff"), [("staff:2", "refused", "staff", "clerk")],
    ),
    "invitation": (
        lambda team: team.head.says("/invite clerk 刘洋"), [("staff:1", "invited", "", "clerk")],
    ),
    "invitation by the admin": (
        lambda team: team.admin.says("/invite head 孙丽"), [("admin", "invited", "", "head")],
    ),
    "invitation of nobody": (lambda team: team.head.says("/invite clerk"), []),
    "invitation refused": (
        lambda team: team.clerk.says("/invite clerk 刘洋"),
        [("staff:2", "refused", "invite", "clerk")],
    ),
    "joining": (
        lambda team: join(team.office, team.admin, 21, "auditor", "刘洋"),
        [("admin", "invited", "", "auditor"), ("staff:5", "joined", "", "auditor")],
    ),
    "a link that is not good": (
        lambda team: team.stranger.says("/start s_madeup"),
        [("telegram:66", "refused", "", "invitation")],
    ),
    "leaving": (
        lambda team: team.head.says("/remove 3"), [("staff:1", "removed", "staff:3", "")],
    ),
    "leaving of nobody": (lambda team: team.head.says("/remove 9"), []),
    "leaving refused": (
        lambda team: team.clerk.says("/remove 3"), [("staff:2", "refused", "remove", "clerk")],
    ),
    "case of another": (
        lambda team: team.electrician.says(f"/case {NUMBER}"),
        [("staff:3", "refused", NUMBER, "case")],
    ),
    "case that is not there": (lambda team: team.electrician.says("/case TS20181222009"), []),
    "case opened refused": (
        lambda team: team.auditor.says(f"/case {SEED}"),
        [("staff:4", "refused", "case", "auditor")],
    ),
    "forward refused": (
        lambda team: team.auditor.forwards("电费不对"),
        [("staff:4", "refused", "forward", "auditor")],
    ),
    "button refused": (
        lambda team: team.auditor.presses_data(f"contact:{NUMBER}"),
        [("staff:4", "refused", NUMBER, "auditor")],
    ),
    "approval refused": (
        lambda team: (
            team.clerk.presses_data(f"decide:{NUMBER}:billing_correction"),
            team.clerk.presses_data(f"approve:{NUMBER}:x"),
        ),
        [
            ("staff:1", "figures_shown", SEED, f"approval {NUMBER}"),
            ("staff:2", "figures_shown", SEED, NUMBER),
            ("staff:2", "refused", NUMBER, "clerk"),
        ],
    ),
    "assigning refused": (
        lambda team: (
            team.clerk.presses_data(f"assign:{NUMBER}:3"),
            team.electrician.presses_data(f"assign:{NUMBER}:3"),
        ),
        [
            ("staff:2", "figures_shown", SEED, NUMBER),
            ("staff:3", "refused", NUMBER, "electrician"),
        ],
    ),
    "a card": (
        lambda team: team.clerk.presses_data(f"contact:{NUMBER}"),
        [("staff:2", "figures_shown", SEED, NUMBER)],
    ),
    "history": (
        lambda team: team.auditor.presses_data(f"history:{NUMBER}"),
        [("staff:4", "figures_shown", SEED, f"history {NUMBER}")],
    ),
    "analysis": (
        lambda team: team.auditor.presses_data(f"analysis:{NUMBER}"),
        [("staff:4", "figures_shown", SEED, f"analysis {NUMBER}")],
    ),
    "a stranger's button": (
        lambda team: team.stranger.presses_data(f"approve:{NUMBER}:x"),
        [("telegram:66", "refused", "", "approve")],
    ),
    "a stranger's command": (
        lambda team: team.stranger.says("/due"), [("telegram:66", "refused", "", "due")],
    ),
    "a stranger's rating": (
        lambda team: team.stranger.presses_data(f"rate:{NUMBER}:bad"),
        [("telegram:66", "refused", "", "rate")],
    ),
    "binding": (
        bind, [("telegram:66", "bound_with_consent", SEED, "particulars")],
    ),
    "binding by contact": (
        lambda team: team.stranger.sends(
            contact={"phone_number": "+86 13800005678", "user_id": 66, "first_name": "张"}
        ),
        [("telegram:66", "bound_with_consent", SEED, "own contact")],
    ),
    "binding refused": (
        lambda team: (
            team.stranger.says("/bind"), team.stranger.says(f"{SEED} 张建国 0000"),
        ),
        [("telegram:66", "binding_refused", SEED, "")],
    ),
    "a bill": (
        send_bill,
        [
            ("telegram:66", "bound_with_consent", SEED, "particulars"),
            ("telegram:66", "figures_shown", SEED, "bill"),
        ],
    ),
    "leaving an account": (
        lambda team: (bind(team), team.stranger.says("/unbind")),
        [
            ("telegram:66", "bound_with_consent", SEED, "particulars"),
            ("telegram:66", "unbound", "", "1"),
        ],
    ),
    "being forgotten": (
        lambda team: team.stranger.says("/forget"), [("telegram:66", "forgotten", "", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DONE)
def test_what_is_done_stands_in_the_trail(team: Team, number: str, what: str) -> None:
    assert number == NUMBER
    act, entries = DONE[what]
    before = len(trail(team.office))
    act(team)
    team.office.deliver()
    assert trail(team.office)[before:] == entries
    assert team.office.store.audit.verify().broken_at is None
