"""Whose months count, from which day to which: new accounts, changes of owner, closing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tariff_rules.account import ServiceAccount
from tariff_rules.cycles import day_before, opening_day
from tariff_rules.errors import FactError, shown
from tariff_rules.tariff import Tariff


class MonthsFrom(StrEnum):
    """From which date a new account's months are counted; offices differ, so both are kept."""

    REGISTRATION = "registration"
    USE = "use"


def months_from_of(word: str) -> MonthsFrom:
    """The word as one of them.

    Raises:
        FactError: it is none.
    """
    try:
        return MonthsFrom(word)
    except ValueError:
        known = ", ".join(MonthsFrom)
        raise FactError(
            "months_from",
            "{given} is not known; use one of {known}",
            given=shown(word),
            known=known,
        ) from None


class Owner(NamedTuple):
    """The time of one owner: from the day that gives months, to his last one (None = open)."""

    first: date
    last: date | None


def owners_of(
    account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom
) -> tuple[Owner, ...]:
    """The owners of an account in order.

    A change of owner (过户) begins a new owner's time where the region's rule says that the base
    restarts; elsewhere the account counts on.
    """
    use, registered = account.in_use_since(), account.registered_on
    first = registered if months_from is MonthsFrom.REGISTRATION else use
    found = []
    if tariff.rules["transfer"].value == "restart":
        for transfer in account.transfers:
            if transfer.applied:
                found.append(Owner(first, day_before(transfer.first)))
                first = opening_day(transfer.first)
    closed = account.closed_on and day_before(account.closed_on)
    return (*found, Owner(first, closed))


def owner_on(owners: tuple[Owner, ...], day: date) -> int:
    """The number of the owner to whom use up to that day belongs."""
    for number, owner in enumerate(owners):
        if owner.last is None or day <= owner.last:
            return number
    return len(owners) - 1
