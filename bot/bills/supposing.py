"""What a bill would come to if a fact held that is not known: found by trying it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.bills.history import (
    History,
    HistoryError,
    account_for_bill,
    account_today,
    spans_of,
)
from bot.bills.own_rules import tariff_of
from bot.bills.pointers import Unknown
from bot.bills.unknown import Assessed
from bot.contract.office import Office
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from tariff_rules import (
    FactError,
    MonthsFrom,
    NotCoveredError,
    Outlook,
    Tariff,
    assess,
    look_ahead,
)

NEVER = datetime.min.replace(tzinfo=UTC)  # a supposed fact was noted by nobody


@dataclass(frozen=True, slots=True)
class IfSo:
    """What a bill would come to if an unknown fact held.

    Attributes:
        unknown: the fact.
        total: yuan.
        anew: of a change of owner, whether the limits begin anew with it.
        persons: of a large household, for so many.
    """

    unknown: Unknown
    total: Decimal
    anew: bool = False
    persons: int = 0


def if_so(assessed: Assessed, unknown: tuple[Unknown, ...]) -> tuple[IfSo, ...]:
    """What the bill would come to with each fact that is open, where that is another sum."""
    right = assessed.assessment.reading.settlements[-1].total
    found: list[IfSo] = []
    for one in unknown:
        sums: dict[Decimal, IfSo] = {}
        for case in _tries(one, assessed.history):
            total = _total_with(case, assessed)
            if total is not None:
                sums.setdefault(total, IfSo(one, total, case.anew, case.persons))
        # Of two ways of counting both are told, also where one is what is counted here.
        both = one is Unknown.OWNER and len(sums) > 1
        found += [so for total, so in sums.items() if both or total != right]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Try:
    facts: tuple[FactRecord, ...]
    anew: bool = False
    persons: int = 0


def _tries(one: Unknown, history: History) -> Iterator[_Try]:
    since = min((span.first for span in spans_of(history)), default=None)
    if since is None:
        return
    first = {"from": since.isoformat()}
    if one in (Unknown.TIME_OF_USE, Unknown.PERIODS):
        yield _Try((supposed(history, FactKind.TIME_OF_USE, first),))
    elif one is Unknown.FREE_KWH:
        yield _Try((supposed(history, FactKind.LOW_INCOME, first),))
    elif one is Unknown.HOUSEHOLD:
        for persons in (5, 7):
            value = {**first, "persons": persons}
            yield _Try((supposed(history, FactKind.HOUSEHOLD, value),), persons=persons)
    elif one is Unknown.HEATING:
        yield _Try((supposed(history, FactKind.PRICE, "heating"),))
    elif one is Unknown.READER:
        for months in ("odd", "even"):
            yield _Try((supposed(history, FactKind.READER, months),))
    elif one is Unknown.OWNER and history.account.registered_on:
        goes_on, moved = _moved(history, since, history.account.registered_on)
        yield _Try((goes_on,))
        yield _Try((goes_on, moved), anew=True)


def _moved(history: History, since: date, day: date) -> tuple[FactRecord, FactRecord]:
    """That the account began with its first reading, and changed hands on that day."""
    begun = supposed(history, FactKind.REGISTERED, since.isoformat())
    on = day.isoformat()
    return begun, supposed(history, FactKind.TRANSFER, {"on": on}, on)


def outlooks_if_moved(
    history: History, office: Office, today: date
) -> tuple[Outlook | None, Outlook | None]:
    """Where an account stands if its registration was a change of owner (过户).

    First if the year goes on with the new owner, then if it begins anew with him; None where the
    rules of the region do not say how that is counted.
    """
    day, spans = history.account.registered_on, spans_of(history)
    if day is None or not spans:
        return None, None
    begun, moved = _moved(history, spans[0].first, day)
    tariff = tariff_of(office)

    def look(tariff: Tariff, *facts: FactRecord) -> Outlook | None:
        as_if = replace(history, facts=(*history.facts, *facts))
        try:
            account = account_today(as_if, tariff, today)
            return look_ahead(account, tariff, today, MonthsFrom(office.months_from))
        except (HistoryError, FactError, NotCoveredError):
            return None

    return look(tariff, begun), look(_begun_anew(tariff), begun, moved)


def supposed(history: History, kind: FactKind, value: object, since: str = "") -> FactRecord:
    """A fact of the account that nobody noted, to try what it would change."""
    number = history.account.account_no
    return FactRecord(number, kind, Standing.KNOWN, since, value, FactSource.STAFF, "", NEVER)


def _begun_anew(tariff: Tariff) -> Tariff:
    """The tariff by which a year begins anew with a new holder, unless its rule says otherwise."""
    rule = tariff.rules["transfer"]
    if not rule.evidence.doubtful:
        return tariff
    return replace(tariff, rules={**tariff.rules, "transfer": replace(rule, value="restart")})


def _total_with(case: _Try, assessed: Assessed) -> Decimal | None:
    history = replace(assessed.history, facts=(*assessed.history.facts, *case.facts))
    tariff = _begun_anew(assessed.tariff) if case.anew else assessed.tariff
    try:
        account = account_for_bill(history, tariff, assessed.bill)
        found = assess(account, tariff, assessed.months_from)
    except (HistoryError, FactError, NotCoveredError):
        return None
    return found.reading.settlements[-1].total
