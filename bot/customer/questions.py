"""Short questions over bills and about the answer just given: each gets its own short answer.

No case is opened here for what is wrong with a bill: its first explanation has done that. Only
where the records give no answer, a person gets one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from bot.bills import queries
from bot.bills.findings import Findings
from bot.bills.history import FirstBillError, History, HistoryError, Trouble, spans_of
from bot.bills.lookup import findings_for, history_of, next_settlement
from bot.bills.queries import Sum
from bot.bills.unknown import is_of_two_months, of_the_limits
from bot.cases.asked import open_about
from bot.contract.contested import Fact
from bot.contract.messages import Action, Reply
from bot.contract.month import Month
from bot.customer import (
    about_account,
    about_doubts,
    about_use,
    bill_answers,
    comparing,
    drawings,
    extremes,
    homes,
    identify,
    letters,
    of_days,
    own_limits,
    ratios,
    regions,
    what_if,
)
from bot.customer.bills_meant import bills_of, meant, not_here, taken_over
from bot.customer.follow_up import remember_months
from bot.customer.turn import Turn, reply_with
from bot.hearing.asks import OF_THE_ANSWER, OF_THE_BOOK, SUPPOSED, Asked, Asks
from bot.hearing.marks import amount_in
from bot.hearing.over_bills import asserted, limit_in
from bot.records.account import BillRecord
from bot.records.memory import Question
from bot.wording import (
    answers,
    short,
    short_account,
    short_compared,
    short_more,
    short_records,
)
from bot.wording.contested import on_file
from bot.wording.not_known import may_differ
from tariff_rules import Verdict

Lines = list[str]
_BETWEEN = {Asks.DIFFERENCE, Asks.USED, Asks.EACH, Asks.SUM}  # 上半年和下半年差多少
_OF_ONES_OWN = {Asks.SUM, Asks.AVERAGE, Asks.EACH, Asks.MOST, Asks.LEAST}
_OVER_THE_YEAR = {Asks.EACH, Asks.MOST, Asks.LEAST, Asks.TIER_SINCE}


def answer(turn: Turn, asked: Asked) -> tuple[Reply, ...]:
    """The answer about the account at hand; nothing where there is none to speak of."""
    if asked.what in OF_THE_BOOK:
        return regions.since(turn, asked.what)
    bound, named = turn.bound, turn.heard.claim.account_no
    if asked.what in OF_THE_ANSWER and turn.memory.last is None:
        return ()
    if not bound or (named and named not in bound):
        return (identify.ask(turn, Question(Action.BILL, turn.text)),)
    account_no = named or bound[0]
    if asked.what is Asks.LETTER:
        return letters.answer(turn)
    if asked.what in drawings.ASKED:
        return drawings.answer(turn, drawings.ASKED[asked.what])
    spans = [span for span in turn.heard.spans if span.of_bills]
    if asked.what in _BETWEEN and len(spans) > 1 and asked.between:
        asked = replace(asked, what=Asks.COMPARED)
    asked = homes.if_of_homes(turn, asked)
    try:
        history = history_of(turn.store, account_no, turn.office.regions)
        asked = comparing.if_of_two(turn, asked, history)
        tell = _HANDLERS.get(asked.what)
        lines = homes.of_all(turn, asked, tell) or (tell(turn, asked, history) if tell else [])
    except FirstBillError:
        return ()  # it is explained by itself
    except HistoryError as error:
        return (bill_answers.no_answer(turn, account_no, error),)
    if not lines:
        return ()
    _note_month(turn, history)
    first, *rest = [*lines, *_since_the_owner(turn, asked, history)]
    third = Action.LADDER if asked.what in _OVER_THE_YEAR else Action.HUMAN
    reply = reply_with(turn.say, first, "\n".join(rest), Action.WHY, Action.LEFT, third)
    return (bill_answers.gated(turn, reply, Action.BILL, account_no),)


def _since_the_owner(turn: Turn, asked: Asked, history: History) -> Lines:
    """That what the former holder used is left out of what is told of the year."""
    day = taken_over(history) if asked.what in _OF_ONES_OWN and not turn.heard.months else None
    return [short_more.since_the_owner(turn.say, day)] if day else []


def _note_month(turn: Turn, history: History) -> None:
    """The one month that was named is what 那个月 means from now on."""
    named = turn.heard.months
    bill = history.bill(named[0].month, named[0].year) if len(named) == 1 else None
    if bill:
        month = bill.bill_month
        turn.remember(replace(turn.memory, shown=(month.year, month.month)))


def _sum(turn: Turn, asked: Asked, history: History) -> Lines:
    whole = Sum(bills_of(turn, asked, history))
    line = short.in_all(turn.say, whole)
    limit = limit_in(turn.heard.plain)
    said = amount_in(turn.heard.plain, turn.heard.understood.entities)
    if said and asserted(turn.heard.plain).asks and limit is None:
        return [short_compared.as_said(turn.say, fits=said.holds(whole.charged)), line]
    return [line] if limit is None else [short_compared.comes_to(turn.say, whole, *limit), line]


def _reached(turn: Turn, _: Asked, history: History) -> Lines:
    """Whether the bill that is named or was told comes to a figure, yes or no first."""
    month, limit = meant(turn, history), limit_in(turn.heard.plain)
    bill = history.bill(month.month, month.year) if month else history.bill()
    if bill is None or (turn.heard.months and history.bill(*_named(turn)) is None):
        raise not_here(turn)
    lines = short.each(turn.say, (bill,))
    if limit is None:
        return lines
    return [short_compared.comes_to(turn.say, Sum((bill,)), *limit), *lines]


def _named(turn: Turn) -> tuple[int, int | None]:
    month = turn.heard.months[-1]
    return month.month, month.year


def _tier_kwh(turn: Turn, asked: Asked, history: History) -> Lines:
    if later := own_limits.above_later(turn, history):
        return later
    month = meant(turn, history)
    if asked.year is None and len(turn.heard.months) < 2:
        bill = history.bill(month.month, month.year) if month else history.bill()
        bills: tuple[BillRecord, ...] = (bill,) if bill else ()
    else:
        bills = bills_of(turn, asked, history)
    if not bills:
        raise HistoryError(Trouble.NO_BILL)
    found = _found(turn, history, bills)
    return [short.by_tier(turn.say, found), *short_account.rightly_by_tier(turn.say, found)]


def _tier_yes(turn: Turn, asked: Asked, history: History) -> Lines:
    """Yes or no first, of the month that is named or else of the year."""
    bills = bills_of(turn, asked, history)
    if later := own_limits.counted_later(turn, history, bills, asked.tier):
        return later
    found = _found(turn, history, bills)
    reached = queries.first_in_tier(found, asked.tier) is not None
    return [short.reached(turn.say, asked.tier, found, yes=reached), *_doubt(turn, history)]


def _tier_months(turn: Turn, asked: Asked, history: History) -> Lines:
    found = _found(turn, history, bills_of(turn, asked, history))
    return [*short.tier_months(turn.say, found, asked.tier), *_doubt(turn, history)]


def _supposed(turn: Turn, asked: Asked, history: History) -> Lines:
    if asked.what is Asks.IF_NO_TIERS and asked.year is not None:
        return _tier_cost(turn, asked, history)
    of_year = asked.year is not None and not turn.heard.months
    return what_if.lines(turn, asked, history, None if of_year else meant(turn, history))


def _average(turn: Turn, asked: Asked, history: History) -> Lines:
    whole = Sum(bills_of(turn, asked, history))
    lines = [short.on_average(turn.say, whole)]
    if len(whole.bills) == 1:  # one bill may be of several months
        lines += about_account.HANDLERS[Asks.PER_DAY](turn, asked, history)
    spans = spans_of(history)
    if len(spans) > 1 and all(is_of_two_months(span) for span in spans[-2:]):
        kwh, yuan = whole.kwh_a(2 * len(whole.bills)), whole.charged_a(2 * len(whole.bills))
        lines.append(short_records.of_two_months(turn.say, kwh, yuan))
    return lines


def _each(turn: Turn, asked: Asked, history: History) -> Lines:
    bills = bills_of(turn, asked, history)
    return [turn.say("Month by month:"), *short.each(turn.say, bills)]


def _used(turn: Turn, asked: Asked, history: History) -> Lines:
    """The kWh of the bills that are named, or of the one told last; of a year all of them."""
    if asked.year is not None and len(turn.heard.months) != 1:
        return _sum(turn, asked, history)
    named = [history.bill(m.month, m.year) for m in turn.heard.months]
    month = meant(turn, history)
    told = history.bill(month.month, month.year) if month else history.bill()
    bills = [bill for bill in named if bill] or ([] if named else [told] if told else [])
    if not bills:
        raise not_here(turn)
    several = len(bills) > 1 and sum(span.of_bills for span in turn.heard.spans) == 1
    if several:
        remember_months(turn, (_month(bill) for bill in bills))
    whole = [short.in_all(turn.say, Sum(tuple(bills)))] if several else []
    return [*whole, *short.each(turn.say, bills)]


def _found(turn: Turn, history: History, bills: Iterable[BillRecord]) -> list[Findings]:
    return [findings_for(history, turn.office, _month(bill)) for bill in bills]


def _month(bill: BillRecord) -> Month:
    return Month(bill.bill_month.month, bill.bill_month.year)


def _tier_since(turn: Turn, asked: Asked, history: History) -> Lines:
    bills = bills_of(turn, asked, history)
    if later := own_limits.counted_later(turn, history, bills, asked.tier):
        return later
    found = queries.first_in_tier(_found(turn, history, bills), asked.tier)
    return [short.tier_since(turn.say, found, asked.tier, bills), *_doubt(turn, history)]


def _tier_cost(turn: Turn, asked: Asked, history: History) -> Lines:
    bills = bills_of(turn, asked, history)
    parts = queries.above_first(_found(turn, history, bills))
    return [*short.tier_cost(turn.say, parts, bills), *_doubt(turn, history)]


def _doubt(turn: Turn, history: History) -> Lines:
    return may_differ(turn.say, of_the_limits(history))


def _next_month(turn: Turn, asked: Asked, history: History) -> Lines:
    told = next_settlement(history, turn.office, asked.figure or Decimal(0))
    lines = short.next_month(turn.say, told, told.settlement.first)
    return [*lines, *_doubt(turn, history)]


def _of_answer(turn: Turn, asked: Asked, history: History) -> Lines:
    """About the bill that is named, or that was told last."""
    found = findings_for(history, turn.office, meant(turn, history))
    if found.of_several and found.verdict is Verdict.WRONG_FACT:
        if asked.what is Asks.DIFFERENCE:
            return about_doubts.shares(turn, history, found)
        if asked.what is Asks.SHOULD_BE:
            return about_doubts.own_share(turn, history, found)
    number, month = history.account.account_no, found.bill.bill_month
    case = open_about(turn.store, turn.chat, number, month)
    say = turn.say
    match asked.what:
        case Asks.READ:
            return [on_file(say, found, Fact.READING)]
        case Asks.WORKING:
            return [say("This is how it is worked out:"), answers.working(say, found)]
        case Asks.MONTHS | Asks.ALLOWANCE:
            return short_more.months(say, found, rightly="应该" in turn.heard.plain)
        case Asks.WHO_PAYS:
            return short_more.who_pays(say, found)
        case Asks.REFUND_WHEN:
            return short_more.refund_when(say, found, case)
        case Asks.REFUND_HOW:
            return short_more.refund_how(say, found, case)
        case Asks.SIMPLER:
            return short_more.simpler(say, found, case)
        case _:
            return short_more.should_be(say, found)


_HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    **about_account.HANDLERS,
    **dict.fromkeys((*OF_THE_ANSWER, Asks.READ, Asks.ALLOWANCE), _of_answer),
    **dict.fromkeys(SUPPOSED, _supposed),
    **about_doubts.HANDLERS,
    **comparing.HANDLERS,
    **ratios.HANDLERS,
    **own_limits.HANDLERS,
    **about_use.HANDLERS,
    Asks.REACHED: _reached,
    Asks.OF_DAYS: of_days.by_days,
    Asks.TIER_KWH: _tier_kwh,
    Asks.TIER_YES: _tier_yes,
    Asks.TIER_MONTHS: _tier_months,
    Asks.MORE_HOME: _sum,
    Asks.SUM: _sum,
    Asks.AVERAGE: _average,
    **extremes.HANDLERS,
    Asks.EACH: _each,
    Asks.USED: _used,
    Asks.TIER_SINCE: _tier_since,
    Asks.TIER_COST: _tier_cost,
    Asks.NEXT_MONTH: _next_month,
}
