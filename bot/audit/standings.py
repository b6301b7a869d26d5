"""What is known of accounts beside their dates: many with the same facts share a standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from bot.audit.histories import Row, fact_rows, facts_in
from bot.audit.office import Office
from bot.records.fact import FactKind, FactRecord, Standing, as_assessed
from tariff_rules import FactError, Price, ServiceAccount, Settlement, parse_standing
from tariff_rules.numbers import ZERO

# The others change settlements, or are settled after the bills: such accounts are looked at alone.
_CHANGE_TERMS = {
    FactKind.HOUSEHOLD, FactKind.LOW_INCOME, FactKind.TRANSFER, FactKind.PRICE,
    FactKind.TIER_MONTHS, FactKind.REPLACED,
}  # fmt: skip
_SOME_DAY = date(2020, 1, 1)
Known = Mapping[str, Any]


@dataclass(frozen=True)
class Standings:
    """The facts of an office's accounts.

    Attributes:
        accounts: `account_no`, `known` (a place in `known`; null where an account must be looked
            at alone) and `moved_on`, the first change of owner; only accounts with facts.
        known: arguments of `ServiceAccount`; the first are those of accounts without facts.
    """

    accounts: pl.DataFrame
    known: tuple[Known, ...]

    def account(
        self, region: str, registered: date, used: date, price: str, known: int
    ) -> ServiceAccount:
        """What stands for all accounts of these dates, of this price, with these facts."""
        nothing = (Settlement(used, used, ZERO),)
        facts = {"price": Price(price), **self.known[known]}
        return ServiceAccount(region, registered, used, nothing, **facts)


def standings_of(office: Office) -> Standings:
    """The facts of an office's accounts, equal ones once."""
    rows = fact_rows(office)
    told = [name for name in rows.columns if name != "account_no"]
    by_account: dict[str, list[Row]] = {}
    for row in rows.iter_rows(named=True):
        by_account.setdefault(row["account_no"], []).append(row)
    numbers: dict[object, tuple[int | None, date | None]] = {}
    known: list[Known] = [{}]
    found = []
    for account_no, some in by_account.items():
        key = tuple(tuple(row[name] for name in told) for row in some)
        if key not in numbers:
            facts = facts_in("", some)
            moved = [fact.since for fact in facts if fact.kind is FactKind.TRANSFER]
            one = _known(facts)
            numbers[key] = (
                None if one is None else len(known),
                date.fromisoformat(min(moved)) if moved and one is not None else None,
            )
            known += [one] if one is not None else []
        found.append((account_no, *numbers[key]))
    schema = {"account_no": pl.String(), "known": pl.Int64(), "moved_on": pl.Date()}
    return Standings(pl.DataFrame(found, schema=schema, orient="row"), tuple(known))


def _known(facts: tuple[FactRecord, ...]) -> Known | None:
    """The facts as the engine takes them; None where they cannot hold for many at once."""
    if any(f.standing is Standing.UNKNOWN or f.kind not in _CHANGE_TERMS for f in facts):
        return None
    told = as_assessed(facts)
    try:
        known = parse_standing(told)
        ServiceAccount(
            "", _SOME_DAY, _SOME_DAY, (Settlement(_SOME_DAY, _SOME_DAY, ZERO),), **known
        )
    except FactError:
        return None
    if FactKind.PRICE.value not in told:
        del known["price"]  # its name tells it
    return known
