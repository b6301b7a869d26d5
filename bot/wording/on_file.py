"""What is on file of an account besides its dates: it decides how a bill is counted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.wording.catalogue import Words
from tariff_rules import Grant, ServiceAccount


def on_file(say: Words, account: ServiceAccount) -> list[str]:
    """A line for each fact: large household, low income, peak and valley, transfer and so on."""
    return [*grants(say, account), *_others(say, account)]


def grants(say: Words, account: ServiceAccount) -> list[str]:
    """Those of them that were applied for or given, with their days."""
    return list(_grants(say, account))


def _grants(say: Words, account: ServiceAccount) -> Iterator[str]:
    for one in account.households:
        yield _grant(say, say("Large household, {count} persons", count=one.persons), one)
    for low_income in account.low_income:
        yield _grant(say, say("Free kWh of a low-income household"), low_income)
    for time_of_use in account.time_of_use:
        yield _grant(say, say("Peak and valley prices"), time_of_use)


def _others(say: Words, account: ServiceAccount) -> Iterator[str]:
    for transfer in account.transfers:
        if transfer.applied:
            yield say("· Change of owner on {day}", day=say.day(transfer.first))
        else:
            yield _grant(say, say("Change of owner"), transfer)
    if account.prepaid:
        yield say("· Prepaid meter")
    for one in account.corrections:
        figures = {"first": say.day(one.first), "last": say.day(one.last)}
        yield say("· Corrected: {kwh} from {first} to {last}", kwh=say.kwh(one.kwh), **figures)
    if account.closed_on:
        yield say("· Closed on {day}", day=say.day(account.closed_on))


def _grant(say: Words, what: str, grant: Grant) -> str:
    figures = {"what": what, "first": say.day(grant.first)}
    if not grant.applied:
        return say("· {what}: from {first} on, not entered in the system", **figures)
    if grant.last:
        return say("· {what}: {first} to {last}", last=say.day(grant.last), **figures)
    return say("· {what}: from {first} on", **figures)
