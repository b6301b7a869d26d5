"""A closed case comes again as a practice: its figures to the fen, nothing of whose it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from bot.lessons.from_case import disguised, found_again
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from tests.dialogue.conversation import put_seed
from tests.staff.conftest import Team
from tests.staff.office import SETTINGS


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


def test_no_personal_figure_of_a_practice_leads_back_to_an_account(team: Team) -> None:
    """KWh, days, prices and what was charged are kept: a practice is about them.

    Whatever else stands in it is joined with every table that has an account in it.
    """
    number = closed(team)
    store = team.office.store
    old = store.accounts.readings_of("4100000123")[-1]
    last_year = replace(old, bill_month=date(2017, 12, 1), this_read_on=date(2017, 12, 20),
                        last_read_on=date(2017, 11, 20), kwh=Decimal(77))  # fmt: skip
    store.accounts.put_reading(last_year)
    moved = {"on": "2018-12-10", "former": "王芳", "holder": "张建国"}
    store.accounts.put_fact(
        FactRecord("4100000123", FactKind.TRANSFER, Standing.KNOWN, moved["on"], moved,
                   FactSource.FILE, "过户.csv:2", team.office.now)
    )  # fmt: skip
    case = store.cases.get(number)
    assert case is not None
    records = disguised(store, case, SETTINGS, Random(3))
    assert records is not None
    rows = json.loads(records)
    assert [row["value"] for row in rows["facts"]] == [{"on": moved["on"]}], "and no name"
    kept = {"kwh", "charged", "bill_month", "last_read_on", "this_read_on", "registered_on",
            "powered_on", "price_name", "status", "multiplier", "register_kind", "kind", "value",
            "standing", "source", "since"}  # fmt: skip
    cells = [(name, str(value)) for each in rows.values() for row in each
             for name, value in row.items()]  # fmt: skip
    figures = {value for name, value in cells if name in kept}
    personal = {value for name, value in cells if name not in kept} - figures - {"", "0", "None"}
    tables = [row[0] for row in store.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'practice'")]  # fmt: skip
    known: set[str] = set()
    for table in tables:
        found = store.connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        known |= {str(cell) for row in found for cell in row}
    assert personal
    assert not personal & known
    assert "77" not in {row["kwh"] for row in rows["readings"]}, (
        "another year's kWh are not needed"
    )
    assert number not in records
    again = found_again(records, SETTINGS)
    assert again is not None
    assert again.overcharge == Decimal("52.00")


def test_nothing_of_the_case_is_kept_once_the_practice_is_over(team: Team) -> None:
    closed(team)
    team.electrician.says("/practice")
    team.electrician.presses("结束练习")
    rows = team.office.store.connection.execute("SELECT * FROM practice").fetchall()
    assert rows == []
