"""The letters by matter and stage: `python -m tests.staff.golden_drafts` writes them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.cases.life import is_overcharged
from bot.sqlite.store import SqliteStore
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import empty_store, put_seed
from tests.staff.conftest import Team, team_of
from tests.staff.office import Office
from tests.staff.test_drafts import MATTERS, RIGHT, draft

FOLDER = Path(__file__).parent / "drafts"
WRONG = "UPDATE bill SET charged_fen = 12000 WHERE account_no = '4100000200'"
LESS = "UPDATE bill SET charged_fen = 5000 WHERE account_no = '4100000200'"
# What is told by the bill instead of words: name, account, change of the records.
BILLS = (
    ("late_registration", SEED, ""),
    ("wrong_bill", RIGHT, WRONG),
    ("undercharged", RIGHT, LESS),
)
STAGES = ("受理", "联系以后", "查清、定了以后", "答复以后")
FOUND = "已经到现场看过,今天下午处理好了"


def letters() -> Iterator[tuple[str, str]]:
    """Name and text of each golden file."""
    for name, texts in MATTERS.items():
        yield name, _stages(RIGHT, texts[0], "")
    for name, account, change in BILLS:
        yield name, _stages(account, "电费不对", change)


def _stages(account: str, words: str, change: str) -> str:
    with empty_store() as store:
        put_seed(store)
        if change:
            store.connection.execute(change)
        told = _told(team_of(Office(store)), store, account, words)
        parts = [f"【{stage}】\n{text}" for stage, text in zip(STAGES, told, strict=True)]
    return "\n\n".join([f"客户:{words}", *parts]) + "\n"


def _told(team: Team, store: SqliteStore, account: str, words: str) -> Iterator[str]:
    team.clerk.says(f"/case {account} {words}")
    (case,) = store.cases.newest_first()
    number, wrong = case.number, is_overcharged(case)
    yield draft(team.clerk, number)
    team.clerk.presses_data(f"contact:{number}")
    yield draft(team.clerk, number)
    decision = "billing_correction" if wrong else "explanation"
    team.clerk.presses_data(f"decide:{number}:{decision}")
    if wrong:
        team.head.presses("批准")
    if words not in ("电费不对", MATTERS["tier"][0]):  # a bill says itself what was found
        team.clerk.presses_data(f"found:{number}")
        team.clerk.says(FOUND)
    yield draft(team.clerk, number)
    team.clerk.presses_data(f"answer:{number}:telephone")
    yield draft(team.clerk, number)


def main() -> None:
    """Write them anew; then read each aloud."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in letters():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
