"""Every figure of every short question's answer stands in a record or an assessment."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from bot.bills.contested import AsClaimed, if_persons, if_powered_on
from bot.bills.history import History, HistoryError, spans_of
from bot.bills.lookup import findings_for, history_of, next_settlement, outlook_for
from bot.bills.queries import Sum, above_first, by_day_around, meter_change
from bot.bills.what_if import (
    IfSo,
    days_in,
    if_each,
    if_periods,
    if_used,
    if_without,
    if_without_tiers,
)
from bot.contract.month import Month
from bot.hearing.asks import Asks
from bot.hearing.heard import hear
from bot.hearing.training import question_phrases_alone
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from tests.dialogue.conversation import NOW, OFFICE, Customer
from tests.dialogue.test_questions import TOLD, figures_of, imported

__all__ = ["imported"]
# What the phrases of the model do not put, or put without its figure.
PUT = {
    "asks.because": "12月贵是不是因为进二档", "asks.of_days": "12月1号到12月9号用了多少度",
    "asks.reached": "12月过200度没", "asks.two_months": "两个月抄一次会不会更容易超档",
    "asks.if_used": "要是12月只用了100度,12月多少钱",
    "asks.if_persons": "要是按六口人算,12月多少钱",
    "asks.if_months": "按三个月算是多少", "asks.if_no_tiers": "如果不分阶梯12月要交多少钱",
    "asks.if_periods": "换成峰谷,谷段40度,12月多少钱", "asks.if_each": "每月省1度一年省多少",
    "asks.next_month": "下个月用300度要多少", "asks.saved": "多人口给我省了多少",
    "asks.ratio": "12月比11月多百分之几", "asks.keep_below": "怎么才能不进二档",
    "asks.by_quarter": "哪个季度用得最多", "asks.noted": "先别办",
    "asks.will_exceed": "照这样明年会超二档吗", "asks.span": "12月是从哪天到哪天",
    "asks.interest": "多收的钱有利息吗",
    "act.why": "12月为什么这么贵", "act.bill": "11月电费多少", "act.rule": "阶梯怎么算",
    "act.left": "还剩多少度", "act.contested": "我家12月才通的电,不是10月",
}  # fmt: skip
PHRASES = {
    kind: text
    for text, kind in reversed(question_phrases_alone())
    if kind.startswith(("asks.", "book."))
} | PUT
# Of the book one topic each; what a point of it says is tried with the handbook.
KINDS = sorted(
    {kind.rpartition(".")[0] if kind[0] == "b" else kind: kind for kind in PHRASES}.values()
)
BOOK = {
    Decimal(figure)
    for figure in (
        *("0.56", "0.61", "0.86", "0.05", "0.30", "0.03", "0.12", "0.59", "0.44", "0.568"),
        *("10", "100", "180", "260", "2160", "3120", "200", "230"),  # 200 is asked, 230 an example
    )
}
IN_A_HUNDRED = re.compile(r"([\d.]+)(?=%)")
LOWEST, FEN = Decimal("0.56"), Decimal("0.01")
ACCOUNTS = (123, 131, 133, 135, 136, 139, 155, 160, 161, 163, 165, 166)


def sums_of(history: History) -> set[Decimal]:
    """Every run of bills added up, and on average a bill; the kWh of each register."""
    bills = history.bills
    runs = [Sum(bills[i:j]) for i in range(len(bills)) for j in range(i + 1, len(bills) + 1)]
    found = {one.kwh for one in history.readings}
    for later, earlier in zip(bills[1:], bills, strict=False):
        found |= {abs(later.kwh - earlier.kwh), abs(later.charged - earlier.charged)}
    for run in runs:
        if run.kwh:
            found.add((run.charged / run.kwh).quantize(Decimal("0.0001"), ROUND_HALF_UP))
        found |= {run.kwh, run.charged, run.kwh_a_bill, run.charged_a_bill}
    return found


def tiers_of(history: History) -> set[Decimal]:
    """The kWh in each tier, and from it on, of each bill and of all together."""
    whole: dict[int, Decimal] = {}
    found: set[Decimal] = set()
    for bill in history.bills:
        try:
            month = Month(bill.bill_month.month, bill.bill_month.year)
            lines = findings_for(history, OFFICE, month).billed.charge.tiers
        except HistoryError:
            continue
        for line in lines:
            whole[line.tier] = whole.get(line.tier, Decimal(0)) + line.kwh
            found.add(sum((one.kwh for one in lines if one.tier >= line.tier), Decimal(0)))
    return found | set(whole.values())


def shares_of(history: History) -> set[Decimal]:
    """How much of what was charged too much lies in each bill, and what the bill should be."""
    sums = [Decimal(0)]
    for bill in history.bills:
        try:
            month = Month(bill.bill_month.month, bill.bill_month.year)
            sums.append(findings_for(history, OFFICE, month).overcharge or Decimal(0))
        except HistoryError:
            continue
    parts = [later - before for later, before in zip(sums[1:], sums, strict=False)]
    right = {b.charged - part for b, part in zip(history.bills, parts, strict=False)}
    return {abs(part) for part in parts} | right


def apart(history: History) -> set[Decimal]:
    """By how much each two bills differ, and what of that lies in use at the lowest price."""
    found: set[Decimal] = set()
    for one, other in combinations(history.bills, 2):
        kwh, yuan = abs(one.kwh - other.kwh), abs(one.charged - other.charged)
        by_use = (kwh * LOWEST).quantize(FEN, ROUND_HALF_UP)
        found |= {kwh, yuan, by_use, abs(yuan - by_use), yuan + by_use}
    return found


def by_day(history: History) -> set[Decimal]:
    """KWh and yuan a day of each bill and of all, and around the change of a meter."""
    spans = {one.last: days_in(one) for one in spans_of(history)}
    found: set[Decimal] = set()
    for count, days in zip(range(1, len(history.bills) + 1), spans.values(), strict=False):
        one = Sum(history.bills[count - 1 : count])
        found |= {one.kwh_a(days), one.charged_a(days)}
    whole = Sum(history.bills)
    if spans:
        found |= {whole.kwh_a(sum(spans.values())), whole.charged_a(sum(spans.values()))}
    change = meter_change(history.readings)
    return found | (set(by_day_around(history.readings, change)) if change else set())


def above(history: History) -> set[Decimal]:
    """What was charged above the lowest price: of each bill, and of all together."""
    found: set[Decimal] = set()
    all_of_them = []
    for bill in history.bills:
        try:
            month = Month(bill.bill_month.month, bill.bill_month.year)
            all_of_them.append(findings_for(history, OFFICE, month))
        except HistoryError:
            continue
    for one in ([*all_of_them[i : i + 1]] or all_of_them for i in range(len(all_of_them) + 1)):
        parts = above_first(one)
        found |= {part.yuan for part in parts} | {part.kwh for part in parts}
        found |= {part.more for part in parts} | {sum((p.yuan for p in parts), Decimal(0))}
    return found


def supposed(history: History) -> set[Decimal]:
    """What the suppositions of the phrases come to by the rules."""
    thirty = Decimal(300)
    lately = Sum(history.bills[-3:]).kwh_a_bill.to_integral_value(ROUND_HALF_UP)
    found = {Decimal(100), Decimal(40), Decimal(1), thirty, lately}
    for kwh in (thirty, lately):
        told = next_settlement(history, OFFICE, kwh)
        found |= {told.total, *(n for t in told.charge.tiers for n in (t.kwh, t.price, t.amount))}
    december = Month(12, 2018)
    tries: tuple[Callable[[], IfSo | None], ...] = (
        lambda: if_used(history, OFFICE, december, Decimal(100), 0),
        lambda: if_each(history, OFFICE, None, Decimal(-1), a_day=False),
        lambda: if_periods(history, OFFICE, december, Decimal(40)),
        lambda: if_without_tiers(history, OFFICE, december),
        *(
            partial(if_without, history, OFFICE, None, grant, all_year=year)
            for grant in ("households", "time_of_use", "low_income")
            for year in (False, True)
        ),
    )
    for one in tries:
        try:
            so = one()
        except HistoryError:
            continue
        if so is not None and so.so is not None:
            found |= {so.so, so.right, abs(so.so - so.right), abs(so.kwh)}
    for count in (date(2018, 10, 1), date(2018, 12, 1)):
        try:
            claimed = if_powered_on(history, OFFICE, december, count)
        except HistoryError:
            continue
        found |= figures_of_claim(claimed)
    with suppress(HistoryError):
        found |= figures_of_claim(if_persons(history, OFFICE, december, Decimal(6)))
    return found


def ratios_of(history: History) -> set[Decimal]:
    """How each two bills stand to each other, in a hundred to a tenth."""
    found: set[Decimal] = set()
    for one, other in combinations(history.bills, 2):
        for a, b in ((one.kwh, other.kwh), (one.charged, other.charged)):
            found |= {in_a_hundred(abs(a - b), base) for base in (a, b) if base}
    return found


def in_a_hundred(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures_of_claim(so: AsClaimed) -> set[Decimal]:
    """What it is on file, by the claim, and the difference."""
    if so.on_file is None or so.claimed is None:
        return set()
    return {so.on_file, so.claimed, abs(so.on_file - so.claimed)}


def left_of(history: History, today: date) -> set[Decimal]:
    """The kWh up to each limit, by both ways of counting."""
    views = outlook_for(history, OFFICE, today)
    return {limit - view.used for view in views for limit in view.allowance.limits}


def test_no_kind_of_question_is_left_out() -> None:
    drawn = {Asks.PICTURE, Asks.LADDER, Asks.LETTER}  # no words are told
    assert {one for one in Asks if f"asks.{one}" not in PHRASES} == drawn


def test_the_phrases_ask_what_they_are_put_for() -> None:
    asked = {k: hear(text, NOW.date()).asked for k, text in PUT.items() if k.startswith("asks.")}
    assert {k: one and f"asks.{one.what}" for k, one in asked.items()} == {k: k for k in asked}


@pytest.fixture(scope="module")
def known(imported: Path) -> dict[int, set[Decimal]]:
    """Every figure that may be told of each account, reckoned once."""
    with closing(sqlite3.connect(imported, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        store = SqliteStore(db)
        return {number: known_of(store, f"4100000{number}") for number in ACCOUNTS}


def known_of(store: Store, account_no: str) -> set[Decimal]:
    history = history_of(store, account_no)
    found = figures_of(store, account_no) | BOOK | left_of(history, NOW.date())
    parts = (sums_of, tiers_of, shares_of, apart, by_day, above, supposed)
    return found.union(*(part(history) for part in parts))


@pytest.fixture(scope="module")
def explained(imported: Path) -> Iterator[sqlite3.Connection]:
    """The office where each of the accounts has had its newest bill explained in a chat."""
    with closing(sqlite3.connect(imported)) as source:
        db = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(db)
    db.row_factory = sqlite3.Row
    store = SqliteStore(db)
    for number in ACCOUNTS:
        customer = Customer(store, f"4100000{number}")
        store.chats.bind(customer.chat, f"4100000{number}", customer.now)
        customer.says("为什么这么贵")
    yield db
    db.close()


@pytest.fixture
def after(explained: sqlite3.Connection) -> Iterator[Store]:
    """The same, for one test alone."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    explained.backup(db)
    db.row_factory = sqlite3.Row
    yield SqliteStore(db)
    db.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_stands_in_a_record_or_an_assessment(
    after: Store, known: dict[int, set[Decimal]], kind: str
) -> None:
    for number in ACCOUNTS:
        account_no = f"4100000{number}"
        customer = Customer(after, account_no)
        for reply in customer.says(PHRASES[kind]):
            told = f"{reply.headline}\n{reply.body}\n{reply.fold}"
            figures = {Decimal(one.replace(",", "")) for one in TOLD.findall(told)}
            assert figures <= known[number], (account_no, figures - known[number], told)
            shares = {Decimal(one) for one in IN_A_HUNDRED.findall(told) if kind[0] != "b"}
            assert shares <= ratios_of(history_of(after, account_no)), (account_no, told)
