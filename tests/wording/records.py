"""What the golden papers are written about: accounts, bills and cases, all made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from bot.bills.findings import Findings
from bot.bills.history import History
from bot.bills.lookup import findings_for, history_of
from bot.clock import CHINA
from bot.contract.office import Office
from bot.hearing.spans import Month
from bot.records.account import AccountRecord, BillRecord
from bot.records.case import CameBy, Case, CaseKind, HeldFor, Payer, Rating, Remedy, State
from tariff_rules import (
    Correction,
    Grant,
    HouseholdGrant,
    MonthsFrom,
    ServiceAccount,
    Verdict,
    assess,
    find_causes,
    find_slips,
    load_region,
)
from tests.dialogue.conversation import OFFICE, empty_store, put_account, put_bill
from tests.rules.build import account, settlement

SEED, NEIGHBOUR = "4100000123", "4100000200"
SAID = "我几个月没交过电费,12月单子上怎么超过0.56了?十月份接的表,三个月420度收了287块2"
FROM_USE = Office("青石供电所", "", "henan", MonthsFrom.USE)
LI_SAID = "为什么我们家电价涨了"
SHANXI = Office("青石供电所", "", "shanxi", MonthsFrom.REGISTRATION)
GUANGDONG = Office("青石供电所", "", "guangdong", MonthsFrom.REGISTRATION)


@cache
def history(name: str) -> History:
    """All records of one household, read back from a store."""
    with empty_store() as store:
        put_account(store, *_HOUSEHOLDS[name][0])
        for bill in _HOUSEHOLDS[name][1]:
            put_bill(store, _HOUSEHOLDS[name][0][0], *bill)
        return history_of(store, _HOUSEHOLDS[name][0][0])


@cache
def found(name: str, month: int | None = None, office: Office = OFFICE) -> Findings:
    """The findings on a household's newest bill, or on that month's of 2018."""
    return findings_for(history(name), office, Month(month, 2018) if month else None)


_ZHANG = (SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
_LI = (NEIGHBOUR, "李秀英", "13800009999", "2015-03-01", "2015-03-01")
_BEFORE = ("2017-12-20", "2018-11-20")
_LAST = ("2018-11-20", "2018-12-20")
_HOUSEHOLDS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str, str, str | None], ...]]] = {
    "registered-late": (_ZHANG, (("2018-10-08", "2018-12-20", "420", "287.20"),)),
    "tier-1": (_LI, ((*_BEFORE, "1000", None), (*_LAST, "160", "89.60"))),
    "tier-2": (_LI, ((*_BEFORE, "2100", None), (*_LAST, "160", "94.60"))),
    "tier-3": (_LI, ((*_BEFORE, "3200", None), (*_LAST, "160", "137.60"))),
    "too-much": (_ZHANG, (("2018-10-08", "2018-12-20", "420", "361.20"),)),
    "too-little": (_LI, ((*_BEFORE, "2100", None), (*_LAST, "160", "89.60"))),
    "gap": (_LI, (("2017-12-20", "2018-06-20", "1000", None), (*_LAST, "160", "89.60"))),
    "nothing-used": (_LI, ((*_BEFORE, "1000", None), (*_LAST, "0", "0.00"))),
    "three-bills": (
        _ZHANG,
        (
            ("2018-10-08", "2018-10-20", "40", "22.40"),
            ("2018-10-20", "2018-11-20", "160", "89.60"),
            ("2018-11-20", "2018-12-20", "220", "361.20"),
        ),
    ),
    "shared-meter": ((*_LI, "居民合表"), ((*_LAST, "160", "90.88"),)),
    "monthly": (_LI, (("2018-10-31", "2018-11-30", "500", "310.00"),)),
}  # fmt: skip


def by_facts(facts: ServiceAccount) -> Findings:
    """The findings on the last settlement of an account as the rules know it."""
    tariff, last = load_region(facts.region), facts.settlements[-1]
    assessment = assess(facts, tariff)
    return Findings(
        AccountRecord(NEIGHBOUR, "李秀英"),
        BillRecord(NEIGHBOUR, last.last.replace(day=1), last.kwh, last.charged or Decimal(0)),
        (),
        tariff,
        assessment,
        find_causes(assessment, tariff),
        find_slips(assessment, tariff),
    )


_YEAR = account(
    "2010-01-01", "2010-01-01", settlement("2017-12-31", "2018-12-20", "3300", "1950.00")
)
_NEW_YEAR = date(2018, 1, 10)
NOT_IN_FILE = by_facts(
    replace(
        _YEAR,
        households=(HouseholdGrant(_NEW_YEAR, persons=6, applied=False),),
        low_income=(Grant(_NEW_YEAR, applied=False),),
    )
)
IN_FILE_NOT_IN_BILL = by_facts(
    replace(_YEAR, households=(HouseholdGrant(_NEW_YEAR, persons=6),), low_income=())
)
WITH_FREE_KWH = by_facts(
    replace(
        _YEAR,
        households=(HouseholdGrant(_NEW_YEAR, persons=6),),
        low_income=(Grant(_NEW_YEAR),),
        settlements=(settlement("2017-12-31", "2018-12-20", "3300", "1780.80"),),
    )
)
ESTIMATED = by_facts(
    account(
        "2010-01-01",
        "2010-01-01",
        replace(settlement("2017-12-31", "2018-06-30", "4000"), estimated=True),
        settlement("2018-06-30", "2018-12-20", "-700", "-602.00"),
    )
)
PUT_BACK = by_facts(
    replace(
        account(
            "2010-01-01",
            "2010-01-01",
            settlement("2016-12-31", "2017-12-20", "1000"),
            settlement("2017-12-20", "2018-12-20", "3300", "1950.00"),
        ),
        corrections=(Correction(date(2016, 12, 31), date(2017, 12, 20), Decimal(500)),),
    )
)
OTHER_MONTHS = by_facts(
    account("2018-10-08", "2018-10-08", settlement("2018-10-08", "2018-12-20", "420", "287.20"))
)


@cache
def new_meter() -> Findings:
    """A month in which the meter was replaced: two readings."""
    whole = history("tier-2")
    *before, last = whole.readings
    day = date(2018, 12, 1)
    old = replace(last, this_reading=Decimal(70), this_read_on=day, kwh=Decimal(70))
    new = replace(last, meter_no="2", this_reading=Decimal(90), last_read_on=day, kwh=Decimal(90))
    return findings_for(replace(whole, readings=(*before, old, new)), OFFICE, None)


def at(text: str) -> datetime:
    """A moment in China."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


OPEN = Case(
    number="TS20181222001",
    account_no=SEED,
    bill_month=date(2018, 12, 1),
    channel="telegram",
    chat_id="66",
    kind=CaseKind.OFFICE_FAULT,
    question=SAID,
    opened_at=at("2018-12-22 10:00"),
    state=State.OPEN,
    verdict=found("registered-late").assessment.verdict,
    assessment=None,
    remedy=Remedy.BILLING_CORRECTION,
    payer=Payer.COMPANY,
    difference=Decimal("52.00"),
    contact_by=at("2018-12-24 18:00"),
    answer_by=date(2019, 1, 2),
    complained_at=at("2018-12-22 07:00"),
    law_by=date(2018, 12, 28),
)
CHECKED = replace(
    OPEN, kind=CaseKind.CHECK, remedy=Remedy.CHECK, payer=Payer.NOBODY, difference=None
)  # fmt: skip
LI_CHECKED = replace(CHECKED, account_no=NEIGHBOUR, question=LI_SAID)
WRONG = replace(OPEN, difference=Decimal("74.00"))
NOT_ENTERED = replace(
    OPEN, account_no=NEIGHBOUR, question=LI_SAID, difference=Decimal("169.20")
)  # fmt: skip
EXPLAINED = replace(
    LI_CHECKED, kind=CaseKind.COMPLAINT, remedy=Remedy.EXPLANATION
)  # fmt: skip
STRANGERS = replace(
    CHECKED, account_no=None, bill_month=None, verdict=None, kind=CaseKind.HUMAN, question="找人",
    law_by=None,
)  # fmt: skip
REPORT = replace(STRANGERS, kind=CaseKind.REPORT, question="我要举报李强收红包")
HELD = replace(OPEN, state=State.ON_HOLD, held_at=at("2018-12-23 09:30"))
HELD_UNTIL = tuple(
    replace(HELD, held_for=what) for what in ("2018-12-28", HeldFor.APPROVAL, HeldFor.CUSTOMER)
)
CONTACTED = replace(OPEN, state=State.CONTACTED, contacted_at=at("2018-12-22 11:15"))
ANSWERED = replace(CONTACTED, state=State.ANSWERED, answered_at=at("2018-12-29 16:45"))
DECIDED = replace(ANSWERED, decision=Remedy.BILLING_CORRECTION)
APPROVED = replace(DECIDED, approved_by=1, tasks=("apology", "correction"))
PAID = replace(APPROVED, employee_paid=Decimal("52.00"), escalations=("third_time", "12398"))
GOODWILL = replace(ANSWERED, decision=Remedy.GOODWILL, goodwill=Decimal("30.00"), approved_by=1)
ALL_DONE = ("apology", "correction", "file", "similar", "training")
CLOSED = replace(
    APPROVED,
    state=State.CLOSED,
    closed_at=at("2019-01-04 09:20"),
    tasks=ALL_DONE,
    rating=Rating.GOOD,
)
CLOSED_PAID = replace(CLOSED, employee_paid=Decimal("52.00"), tasks=("apology",), rating=None)
CLOSED_LATE = replace(
    EXPLAINED,
    state=State.CLOSED,
    via=CameBy.HOTLINE,
    decision=Remedy.EXPLANATION,
    contacted_at=at("2018-12-25 08:00"),
    answered_at=at("2019-01-03 08:00"),
    closed_at=at("2019-01-04 09:20"),
    rating=Rating.BAD,
)
CLOSED_GOODWILL = replace(
    GOODWILL, state=State.CLOSED, closed_at=at("2019-01-04 09:20"), rating=Rating.FAIR
)
CLOSED_EXPLAINED = tuple(
    replace(CLOSED, decision=Remedy.EXPLANATION, verdict=verdict, difference=None)
    for verdict in (Verdict.AGREES, None)
)
MERGED = replace(CONTACTED, state=State.MERGED, contacted_at=None, merged_into="TS20181222002")
IN_2025 = replace(
    EXPLAINED, number="TS20250303001", via=CameBy.REGULATOR, complained_at=at("2025-03-03 10:00"),
    opened_at=at("2025-03-03 10:05"), contact_by=at("2025-03-24 18:00"),
    answer_by=date(2025, 3, 24), law_by=date(2025, 3, 10),
)  # fmt: skip
FOUR = tuple(
    replace(case, number=f"TS2018122200{number}")
    for number, case in enumerate((ANSWERED, CLOSED, MERGED, OPEN), start=1)
)
