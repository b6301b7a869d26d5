"""Which bill is the most or the least, and how another one stands to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.bills import queries
from bot.bills.history import History
from bot.contract.month import Month
from bot.customer.bills_meant import bills_of
from bot.customer.follow_up import remember_months
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.over_bills import asserted, sets_against_extreme
from bot.records.account import BillRecord
from bot.wording import short, short_compared

Lines = list[str]


def _extreme(turn: Turn, asked: Asked, history: History) -> Lines:
    if sets_against_extreme(turn.heard.plain):
        return _against(turn, asked, history)
    if len(turn.heard.months) == 1:
        return _whether(turn, asked, history)
    among = bills_of(turn, asked, history)
    money, most = asked.by_money, asked.what is Asks.MOST
    if 1 < asked.count < len(among):
        found = queries.outermost(among, asked.count, money=money, most=most)
        months = sorted(bill.bill_month for bill in found)
        remember_months(turn, (Month(day.month, day.year) for day in months))
        return short.outermost(turn.say, found, among, money=money, most=most)
    wanted = (not most, most) if asked.both else (most,)
    each = [(one, queries.extreme(among, money=money, most=one)) for one in wanted]
    _show(turn, each[-1][1][0])
    lines = [short.extreme(turn.say, b, among, money=money, most=one) for one, b in each]
    if not (asked.both and asked.between):
        return lines
    ends = dict(each)
    return [short_compared.compared(turn.say, ends[True][0], ends[False][0]), *lines]


def _whether(turn: Turn, asked: Asked, history: History) -> Lines:
    """8月最高吧: yes or no first, among the bills of its year."""
    (bill,) = bills_of(turn, asked, history)
    among = queries.bills_of(history, (), bill.bill_month.year)
    money, most = asked.by_money, asked.what is Asks.MOST
    found = queries.extreme(among, money=money, most=most)
    _show(turn, bill)
    line = short.extreme(turn.say, found, among, money=money, most=most)
    if not asserted(turn.heard.plain).asks:
        return [line]
    return [short_compared.as_said(turn.say, fits=bill in found), line]


def _against(turn: Turn, asked: Asked, history: History) -> Lines:
    """比最低的高多少: the bill that is named or was told, against the least."""
    shown = turn.memory.shown
    told = history.bill(shown[1], shown[0]) if shown else None
    if turn.heard.months:
        told = bills_of(turn, asked, history)[0]
    told = told or history.bill()
    if told is None:
        return []
    among = queries.bills_of(history, (), told.bill_month.year)
    ends = queries.extreme(among, money=asked.by_money, most=asked.what is Asks.MOST)
    return [short_compared.compared(turn.say, told, ends[0])]


def _by_quarter(turn: Turn, asked: Asked, history: History) -> Lines:
    """The quarters of the year side by side, the most or the least of them first."""
    quarters: dict[tuple[int, int], list[BillRecord]] = {}
    for bill in bills_of(turn, asked, history):
        month = bill.bill_month
        quarters.setdefault((month.year, (month.month - 1) // 3), []).append(bill)
    sums = [queries.Sum(tuple(bills)) for bills in quarters.values()]
    least = asserted(turn.heard.plain).more < 0
    return short_compared.by_quarter(turn.say, sums, money=asked.by_money, least=least)


def _show(turn: Turn, bill: BillRecord) -> None:
    month = bill.bill_month
    turn.remember(replace(turn.memory, shown=(month.year, month.month)))


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.MOST: _extreme,
    Asks.LEAST: _extreme,
    Asks.BY_QUARTER: _by_quarter,
}
