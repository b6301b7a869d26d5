"""From an account and a month to findings: look up, assess, find causes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from bot.bills.bill_month import by_their_bills
from bot.bills.findings import Findings
from bot.bills.history import (
    History,
    HistoryError,
    Trouble,
    account_for_bill,
    account_today,
    account_with,
    spans_of,
    with_earlier_bills,
)
from bot.bills.own_rules import reader_of, tariff_of
from bot.bills.price_names import price_names
from bot.bills.supposing import if_so
from bot.bills.unknown import Assessed, open_questions
from bot.contract.month import Month
from bot.contract.office import Disclosure, Office
from bot.records.account import BillRecord
from bot.store.port import Store
from tariff_rules import (
    AssessedSettlement,
    Assessment,
    FactError,
    MonthsFrom,
    NotCoveredError,
    Outlook,
    ServiceAccount,
    Settlement,
    Tariff,
    assess,
    find_causes,
    find_slips,
    look_ahead,
)
from tariff_rules.cycles import months_later
from tariff_rules.doubts import other_tariffs


def history_of(store: Store, account_no: str, regions: Path | None = None) -> History:
    """All records of a known account.

    Args:
        store: where they are.
        account_no: its number.
        regions: folder in which the office keeps its own names of prices.

    Raises:
        HistoryError: the account is not in the store.
    """
    account = store.accounts.get(account_no)
    if account is None:
        raise HistoryError(Trouble.NO_ACCOUNT)
    bills = store.accounts.bills_of(account_no)
    return History(
        account,
        by_their_bills(store.accounts.readings_of(account_no), bills),
        bills,
        store.accounts.facts_of(account_no),
        price_names(regions),
    )


def findings_for(history: History, office: Office, month: Month | None) -> Findings:
    """Assess the bill of that month, or the newest one.

    Raises:
        HistoryError: there is no such bill, or the records do not allow an answer.
    """
    bill = history.bill(month.month, month.year) if month else history.bill()
    if bill is None:
        raise HistoryError(Trouble.NO_BILL)
    return found_in(history, bill, office, tariff_of(office))


@lru_cache(maxsize=256)  # who has asked about a bill asks again, of the same records
def found_in(history: History, bill: BillRecord, office: Office, tariff: Tariff) -> Findings:
    """The same for a bill of the account; see `findings_for`."""
    assessed = assessed_for(history, bill, office, tariff)
    history, assessment = assessed.history, assessed.assessment
    unknown = open_questions(assessed)
    return Findings(
        history.account,
        bill,
        history.readings_in(bill.bill_month),
        tariff,
        assessment,
        () if unknown else find_causes(assessment, tariff),
        () if unknown else find_slips(assessment, tariff),
        office.disclosure is Disclosure.FULL,
        unknown,
        if_so(assessed, unknown),
    )


def assessed_for(history: History, bill: BillRecord, office: Office, tariff: Tariff) -> Assessed:
    """The bill assessed, without its causes; see `findings_for`."""
    history = replace(history, reader=reader_of(office.rules))
    months_from = MonthsFrom(office.months_from)
    account = account_for_bill(history, tariff, bill)
    assessment = _assess(account, tariff, months_from)
    if assessment.reading.settled_later and len(account.settlements) > 1:
        assessment = _carried_before(history, assessment, tariff, months_from)
    return Assessed(history, bill, tariff, months_from, assessment)


def _carried_before(
    history: History, assessment: Assessment, tariff: Tariff, months_from: MonthsFrom
) -> Assessment:
    """The same, beside what bills before this one carry of what was settled again.

    Where those bills fit no rule, they say nothing of this one.
    """
    account = with_earlier_bills(history, assessment.account)
    *earlier, this = account.settlements
    uncharged = replace(account, settlements=(*earlier, replace(this, charged=None)))
    before = _assess(uncharged, tariff, months_from)
    if before.fits is None or not before.fits.carried:
        return assessment
    return _assess(account, tariff, months_from)


def _assess(account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom) -> Assessment:
    try:
        return assess(account, tariff, months_from)
    except NotCoveredError as error:
        raise HistoryError(Trouble.NOT_COVERED) from error
    except FactError as error:
        raise HistoryError(Trouble.FACTS_CONFLICT) from error


def outlook_for(history: History, office: Office, today: date) -> tuple[Outlook, Outlook]:
    """Where the account stands today, by the office's reading of the rule and by the other.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    tariff, history = tariff_of(office), replace(history, reader=reader_of(office.rules))
    account = account_today(history, tariff, today)
    first, second = sorted(MonthsFrom, key=lambda reading: reading != office.months_from)
    return (
        look_ahead(account, tariff, today, first),
        look_ahead(account, tariff, today, second),
    )


def outlooks_by_others(history: History, office: Office, today: date) -> tuple[Outlook, ...]:
    """Where the account stands by each other value of the limits that sources give.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    tariff, history = tariff_of(office), replace(history, reader=reader_of(office.rules))
    return tuple(
        look_ahead(
            account_today(history, other, today), other, today, MonthsFrom(office.months_from)
        )
        for other in other_tariffs(tariff, "limits")
    )


def next_settlement(history: History, office: Office, kwh: Decimal) -> AssessedSettlement:
    """What so many kWh would cost from the last reading to one a month later.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    spans = spans_of(history)
    if not spans:
        raise HistoryError(Trouble.NO_READING)
    last = spans[-1].last
    ahead = Settlement(last, months_later(last, 1), kwh)
    history = replace(history, reader=reader_of(office.rules))
    tariff = tariff_of(office)
    account = account_with(history, tariff, ahead)
    return _assess(account, tariff, MonthsFrom(office.months_from)).reading.settlements[-1]
