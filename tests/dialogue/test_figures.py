"""Every figure of every short question's answer stands in a record or an assessment."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from bot.bills.history import History, HistoryError
from bot.bills.lookup import findings_for, history_of, outlook_for
from bot.bills.queries import Sum
from bot.contract.month import Month
from bot.hearing.training import question_phrases_alone
from bot.store.port import Store
from tests.dialogue.conversation import OFFICE, Customer
from tests.dialogue.test_questions import TOLD, figures_of, imported, office

__all__ = ["imported", "office"]
# What supposes something, or reckons by the day, is tried by itself.
SUPPOSES = {
    "per_day", "compared", "if_periods", "tier_cost", "why_more", "expected", "saved",
    "since_meter",
}  # fmt: skip
PHRASES = {
    kind: text for text, kind in reversed(question_phrases_alone()) if kind.startswith("asks.")
}
KINDS = sorted(kind for kind in PHRASES if kind.removeprefix("asks.") not in SUPPOSES)
BOOK = {
    Decimal(figure)
    for figure in (
        *("0.56", "0.61", "0.86", "0.05", "0.30", "0.03", "0.12", "0.59", "0.44", "0.568"),
        *("10", "100", "180", "260", "2160", "3120", "200", "230"),  # 200 is asked, 230 an example
    )
}
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


def left_of(history: History, today: date) -> set[Decimal]:
    """The kWh up to each limit, by both ways of counting."""
    views = outlook_for(history, OFFICE, today)
    return {limit - view.used for view in views for limit in view.allowance.limits}


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_stands_in_a_record_or_an_assessment(office: Store, kind: str) -> None:
    for number in ACCOUNTS:
        account_no = f"4100000{number}"
        customer = Customer(office, account_no)
        office.chats.bind(customer.chat, account_no, customer.now)
        customer.says("为什么这么贵")
        history = history_of(office, account_no)
        known = figures_of(office, account_no) | sums_of(history) | tiers_of(history) | BOOK
        known |= shares_of(history) | left_of(history, customer.now.date())
        for reply in customer.says(PHRASES[kind]):
            told = f"{reply.headline}\n{reply.body}"
            figures = {Decimal(one.replace(",", "")) for one in TOLD.findall(told)}
            assert figures <= known, (account_no, told)
