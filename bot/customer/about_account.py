"""Short questions about one account: whose fault, which tier, what price, when it is read next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.bills import queries
from bot.bills.findings import Findings
from bot.bills.history import PERIODS, History, HistoryError, Trouble, spans_of
from bot.bills.lookup import findings_for
from bot.bills.own_rules import tariff_of
from bot.bills.queries import Sum
from bot.bills.unknown import is_closed, is_of_two_months
from bot.contract.month import Month
from bot.customer.bills_meant import bills_of, meant
from bot.customer.own_limits import above_later
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.marked import Mark
from bot.records.fact import FactKind, Standing
from bot.wording import region_facts, rule, short, short_compared, short_records
from bot.wording import short_account as wording
from bot.wording.short import span_text
from tariff_rules.cycles import months_later

Lines = list[str]
_MANY = 2  # readings by which the next one is reckoned


def _of_bill(tell: Callable[..., Lines]) -> Callable[[Turn, Asked, History], Lines]:
    """An answer about the bill that is named, or was told last."""

    def lines(turn: Turn, _: Asked, history: History) -> Lines:
        return tell(turn.say, _found(turn, history))

    return lines


def _found(turn: Turn, history: History) -> Findings:
    return findings_for(history, turn.office, meant(turn, history))


def _per_day(turn: Turn, asked: Asked, history: History) -> Lines:
    if asked.year is None and len(turn.heard.months) < 2:
        bills: queries.Bills = (_found(turn, history).bill,)
    else:
        bills = bills_of(turn, asked, history)
    months = {bill.bill_month for bill in bills}
    readings = [one for one in history.readings if one.bill_month in months]
    if not readings:
        raise HistoryError(Trouble.NO_READING, bills[0].bill_month)
    first = min(one.last_read_on for one in readings)
    days = (max(one.this_read_on for one in readings) - first).days
    return [wording.a_day(turn.say, span_text(turn.say, bills), Sum(bills), max(days, 1))]


def _usual(turn: Turn, _: Asked, history: History) -> Lines:
    """What it is in other months: this bill beside the one before and the average."""
    found = _found(turn, history)
    before = [bill for bill in history.bills if bill.bill_month < found.bill.bill_month]
    among = queries.bills_of(history, (), found.bill.bill_month.year)
    if not before:
        return []
    return [
        short_compared.compared(turn.say, found.bill, before[-1]),
        short.on_average(turn.say, Sum(among)),
    ]


def _over(turn: Turn, asked: Asked, history: History) -> Lines:
    if asked.figure is None:
        return []
    among = bills_of(turn, asked, history)
    money, above = asked.by_money, asked.by > 0
    found = queries.apart(among, asked.figure, money=money, above=above)
    return wording.over(turn.say, found, among)


def _why_no_bill(turn: Turn, _: Asked, history: History) -> Lines:
    say, spans = turn.say, spans_of(history)
    months = [bill.bill_month for bill in history.bills]
    named = turn.heard.months[-1] if turn.heard.months else Month(turn.today.month, None)
    there = history.bill(named.month, named.year)
    if there:
        return [short_records.bill_is_here(say, there)]
    if not history.bills:
        raise HistoryError(Trouble.NO_BILL)
    if closed := _closed(turn, _, history) if is_closed(history, turn.today) else []:
        return closed
    if len(spans) > 1 and all(is_of_two_months(span) for span in spans[-_MANY:]):
        return [short_records.by_two_months(say, months)]
    month = date(named.year or turn.today.year, named.month, 1)
    on, first = history.account.registered_on, history.bills[0]
    if on and month < on.replace(day=1) <= first.bill_month:
        used_from = spans[0].first if spans and spans[0].first < on else None
        return short_records.before_registration(say, month, on, used_from, first)
    return short_records.no_bill_yet(say, say.month(month), history.bills[-1])


def _next_reading(turn: Turn, _: Asked, history: History) -> Lines:
    spans = spans_of(history)
    if not spans:
        raise HistoryError(Trouble.NO_READING)
    if is_closed(history, turn.today):
        return _closed(turn, _, history)
    last, ahead = spans[-1].last, None
    if len(spans) >= _MANY:
        months = 2 if is_of_two_months(spans[-1]) else 1
        ahead = months_later(last, months)
    if ahead is not None and ahead <= turn.today:
        ahead = None
    often = 2 if is_of_two_months(spans[-1]) else 1
    return short_records.next_reading(turn.say, last, ahead, often, turn.office.phone)


def _relief(turn: Turn, _: Asked, history: History) -> Lines:
    """What the account has free by the register, what the bill had free, and the rule."""
    say, found = turn.say, _found(turn, history)
    grants = [fact.value for fact in history.facts_on(FactKind.LOW_INCOME, Standing.KNOWN)]
    schedule = found.billed.schedule
    free = schedule.free_kwh
    if not grants or free is None:
        book = region_facts.relief(say, tariff_of(turn.office), schedule)
        return [short_records.not_on_relief(say), *([book[0], *book[1]] if book else [])]
    grant = grants[-1]
    applied = grant.get("applied", True)
    since, until = (date.fromisoformat(day) if (day := grant.get(key)) else None
                    for key in ("from", "until"))  # fmt: skip
    lines = [
        short_records.free_kwh(
            say,
            say.day(since) if since else "",
            say.day(until) if until else "",
            free.kwh / free.months,
            applied=applied,
        )
    ]
    return [
        *lines,
        *([short_records.free_on_bill(say, found)] if applied else wording.fault(say, found)),
    ]


def _meters(turn: Turn, _: Asked, history: History) -> Lines:
    counted: dict[date, int] = {}
    for one in history.readings:
        counted[one.bill_month] = len(history.readings_in(one.bill_month))
    changed = [month for month, count in counted.items() if count > 1]
    if changed and Mark.RIGHT in turn.heard.marked:
        of_it = findings_for(history, turn.office, Month(changed[-1].month, changed[-1].year))
        return wording.headline_alone(turn.say, of_it)
    return (
        short_records.meters(turn.say, changed[-1], history.readings_in(changed[-1]))
        if changed
        else [short_records.no_new_meter(turn.say)]
    )


def _estimated(turn: Turn, _: Asked, history: History) -> Lines:
    facts = history.facts_on(FactKind.ESTIMATED, Standing.KNOWN)
    months = [date.fromisoformat(f"{fact.since[:7]}-01") for fact in facts]
    bills = [bill for bill in history.bills if bill.bill_month in months]
    if not bills:
        return [short_records.not_estimated(turn.say)]
    after = [b for b in history.bills if b.bill_month > bills[-1].bill_month]
    return short_records.estimated(turn.say, bills, after[:1])


def _closed(turn: Turn, _: Asked, history: History) -> Lines:
    if not is_closed(history, turn.today):
        return [short_records.not_closed(turn.say)]
    days = [fact.value for fact in history.facts_on(FactKind.CLOSED, Standing.KNOWN)]
    spans = spans_of(history)
    if not spans:
        raise HistoryError(Trouble.NO_READING)
    day = date.fromisoformat(days[-1]) if days else None
    return short_records.closed_on(turn.say, day, history.bill(), spans[-1])


def _dates(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.dates(turn.say, history.account)


def _missing(turn: Turn, _: Asked, history: History) -> Lines:
    return short_records.missing(turn.say, _found(turn, history))


def _tou_status(turn: Turn, _: Asked, history: History) -> Lines:
    """Whether peak and valley prices hold for the account, and whether its meter counts both."""
    grants = [fact.value for fact in history.facts_on(FactKind.TIME_OF_USE, Standing.KNOWN)]
    counts = any(one.register_kind in PERIODS for one in history.readings)
    applied = bool(grants) and grants[-1].get("applied", True)
    return short_records.time_of_use(turn.say, agreed=bool(grants), applied=applied, counts=counts)


def _household(turn: Turn, _: Asked, history: History) -> Lines:
    """What is entered of a large household, and what it brings."""
    say, found = turn.say, _found(turn, history)
    facts = history.facts_on(FactKind.HOUSEHOLD, Standing.KNOWN)
    rule = found.billed.schedule.household
    if not facts or rule is None:
        persons, schedule = turn.heard.persons, found.billed.schedule
        book = rule and region_facts.answer(
            say, "multi_person_household", tariff_of(turn.office), schedule, persons
        )
        on_file = [] if book and persons else [short_records.no_household(say)]
        return [*on_file, *([book[0], *book[1]] if book else [])]
    return short_records.household(say, found, facts[-1].value, rule)


def _periods(turn: Turn, _: Asked, history: History) -> Lines:
    """What the meter counted by day and by night of one bill."""
    month = _found(turn, history).bill.bill_month
    counted = queries.by_period(history, month)
    return short_records.by_periods(turn.say, month, tuple(counted.items()))


def _again(turn: Turn, _: Asked, history: History) -> Lines:
    """Whether a fault comes again; of a right bill, when the tiers begin anew."""
    found = _found(turn, history)
    anew = rule.begins_anew(turn.say, found.billed.schedule, turn.today)
    return wording.again(turn.say, found) if found.office_at_fault or not anew else anew


def _supplement(turn: Turn, _: Asked, history: History) -> Lines:
    """Whether something is to be paid later, and how that comes about."""
    told = wording.supplement(turn.say, _found(turn, history))
    return [*told, *above_later(turn, history)]


def _before_me(turn: Turn, _: Asked, history: History) -> Lines:
    found = _found(turn, history)
    moved = history.facts_on(FactKind.TRANSFER, Standing.KNOWN)
    if not moved:
        return wording.headline_alone(turn.say, found)
    on = date.fromisoformat(str(moved[-1].value["on"]))
    return short_records.before_you(turn.say, found, on)


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.FAULT: _of_bill(wording.fault),
    Asks.WHY_LATE: _of_bill(wording.why_late),
    Asks.PRICE: _of_bill(wording.price),
    Asks.WHICH_TIER: _of_bill(wording.which_tier),
    Asks.SUPPLEMENT: _supplement,
    Asks.NEIGHBOUR: _of_bill(wording.neighbour),
    Asks.PER_DAY: _per_day,
    Asks.USUAL: _usual,
    Asks.IF_DROPPED: _of_bill(wording.if_dropped),
    Asks.WHICH_YEAR: _of_bill(wording.which_year),
    Asks.SPAN: _of_bill(short_records.read_span),
    Asks.TOU_STATUS: _tou_status,
    Asks.MISSING: _missing,
    Asks.BEFORE_ME: _before_me,
    Asks.HOUSEHOLD: _household,
    Asks.PERIODS: _periods,
    Asks.AGAIN: _again,
    Asks.PAID: _of_bill(wording.paid),
    Asks.OVER: _over,
    Asks.WHY_NO_BILL: _why_no_bill,
    Asks.NEXT_READING: _next_reading,
    Asks.RELIEF: _relief,
    Asks.METERS: _meters,
    Asks.ESTIMATED: _estimated,
    Asks.CLOSED: _closed,
    Asks.DATES: _dates,
}
