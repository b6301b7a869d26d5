"""What happened before some papers were written: cases seen through, and files imported."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.intake.importer import ImportReport, import_file
from bot.records.case import Event
from bot.sqlite.database import open_database
from tests.dialogue.conversation import empty_store, put_account, put_bill
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL, BILL_HEAD, READING, READING_HEAD
from tests.intake.exports import csv_file as write
from tests.staff.conftest import Team, team_of
from tests.staff.office import Office
from tests.wording.records import SEED

Story = Callable[[Team], None]


@cache
def played(story: Story) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of the first case of a story, and who is who."""
    with empty_store() as store:
        put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
        put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
        story(team_of(Office(store)))
        people = {one.actor: one.name for one in store.staff.everybody()}
        return store.cases.events("TS20181222001"), people


def seen_through(team: Team) -> None:
    """Asked by the customer, worked on, approved, closed, rated."""
    customer, clerk, head = team.stranger, team.clerk, team.head
    customer.says("/bind")
    customer.says(f"{SEED} 张建国 5678")
    customer.says("为什么超过0.56")
    team.office.waits(minutes=30)
    head.presses_data("assign:TS20181222001:2")
    clerk.presses_data("contact:TS20181222001")
    clerk.presses_data("note:TS20181222001")
    clerk.says("客户耳背,说话大声些")
    clerk.presses_data("send:TS20181222001")
    clerk.presses_data("paid:TS20181222001")
    clerk.says("52元")
    clerk.presses_data("decide:TS20181222001:billing_correction")
    team.office.waits(hours=2)
    head.presses("批准")
    for task in ("apology", "correction"):
        clerk.presses_data(f"tasks:TS20181222001:{task}")
    clerk.presses_data("answer:TS20181222001")
    clerk.presses_data("close:TS20181222001")
    customer.says("我要投诉,找记者")
    clerk.presses_data("takeover:TS20181222001")


def taken_in(team: Team) -> None:
    """Forwarded, edited, given an account, held, merged."""
    office, clerk = team.office, team.clerk
    message = clerk.forwards("我家电费不对")
    office.waits(seconds=4)
    clerk.sends(text="他说是10月接的表", reply_to_message=message)
    clerk.edits(clerk.last, "他说是9月接的表")
    clerk.presses_data(f"account:TS20181222001:{SEED}")
    clerk.presses_data("via:TS20181222001:95598")
    clerk.presses_data("decide:TS20181222001:goodwill")
    clerk.says("30")
    clerk.presses_data("hold:TS20181222001")
    office.waits(days=3)
    clerk.presses_data("resume:TS20181222001")
    clerk.says(f"/case {SEED} 又说了一次")
    clerk.says("/merge TS20181225001 TS20181222001")


@cache
def imported() -> tuple[ImportReport, ...]:
    """Three small files with good, doubtful and wrong rows."""

    async def run(folder: Path) -> tuple[ImportReport, ...]:
        files = (
            write(folder / "户.csv", ACCOUNT_HEAD, ACCOUNT,
                  (ACCOUNT[0], *ACCOUNT[1:4], "昨天", ""),
                  ("4100000200", "李秀英", "12", "李庄村", "", ""), ("41", *ACCOUNT[1:])),
            write(folder / "抄表.csv", READING_HEAD, READING,
                  (*READING[:2], "420", "400", "-20", "2018-12-20", "2018-12-25"),
                  ("4100000999", *READING[1:]), (*READING[:4], "421", *READING[5:])),
            write(folder / "账单.csv", BILL_HEAD, BILL, (BILL[0], "201811", *BILL[2:]),
                  (BILL[0], "18年12月", "420度", "287.205", "")),
        )  # fmt: skip
        async with open_database(folder / "office.db") as database:
            return tuple([await import_file(database, path) for path in files])

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(Path(folder)))


# What a row or a file may be said to hold.
PARAMS = {
    "column": "抄表日期", "value": "昨天", "places": "2", "last": "420", "this": "400",
    "kwh": "-20", "expected": "420", "last_read_on": "2018-12-20", "this_read_on": "2018-12-19",
    "read_on": "2018-10-01", "powered_on": "2018-10-08", "registered_on": "2018-12-05",
    "last4": "0123", "other_row": "3", "month": "2018-12", "limit": "50", "kind": "pdf",
    "cell": "XFD1048576", "suffix": ".xlsx", "sheets": "2", "columns": "户号、户名", "totals": "1",
    "basis": "多人口登记.csv:3", "since": "2018-03-01",
}  # fmt: skip
