"""A closed case comes again as a practice: its figures to the fen, nothing of whose it was."""

from __future__ import annotations

import json

from tests.dialogue.conversation import put_seed
from tests.staff.conftest import Team


def closed(team: Team) -> str:
    """The seed's case, from the complaint to its end."""
    put_seed(team.office.store)
    team.clerk.says("/case 4100000123 几个月没交电费,怎么超过0.56了?")
    number = team.office.case().number
    for press in ("contact:{}", "decide:{}:billing_correction"):
        team.clerk.presses_data(press.format(number))
    team.head.presses("批准")
    for press in ("tasks:{}:correction", "tasks:{}:apology", "answer:{}:telephone", "close:{}"):
        team.clerk.presses_data(press.format(number))
    return number


def test_the_seed_comes_again_under_another_name(team: Team) -> None:
    closed(team)
    store = team.office.store
    running = None
    for _ in range(3):
        team.electrician.says("/practice")
        running = store.practice.running(3)
        if running and running.records:
            break
    assert running is not None
    assert running.records
    rows = json.loads(running.records)
    (bill,) = rows["bills"]
    assert (bill["kwh"], bill["charged"]) == ("420", "287.2")
    account = store.accounts.get("4100000123")
    assert account is not None
    for personal in (account.holder_name, account.account_no, account.phone, account.address):
        assert personal not in running.records
    numbers = {row["account_no"] for each in rows.values() for row in each}
    assert all(store.accounts.get(number) is None for number in numbers)
    meters = {row["meter_no"] for row in rows["readings"]}
    known = store.connection.execute("SELECT DISTINCT meter_no FROM reading").fetchall()
    assert not meters & {row[0] for row in known}


def test_nothing_of_the_case_is_kept_once_the_practice_is_over(team: Team) -> None:
    closed(team)
    team.electrician.says("/practice")
    team.electrician.presses("结束练习")
    rows = team.office.store.connection.execute("SELECT * FROM practice").fetchall()
    assert rows == []
