"""What is known of an account, and why a fact cannot be entered, for staff."""

from __future__ import annotations

from datetime import date

from bot.accounts.entered import FactTrouble
from bot.accounts.fact_check import Clash, Clashing
from bot.accounts.fact_names import NAME_OF
from bot.accounts.transfers import masked_names
from bot.records.fact import FORMER, HOLDER, FactRecord, FactSource, Standing
from bot.wording.catalogue import Words, mark

TROUBLES = {
    FactTrouble.NO_DATE: mark("From which day? Write it as 2018-03-01."),
    FactTrouble.NO_END: mark("Until which day? Write the first and the last day."),
    FactTrouble.REVERSED: mark("It ends before it begins. Check the two days."),
    FactTrouble.NO_PERSONS: mark("How many persons? Write for example 6人."),
    FactTrouble.MANY_PERSONS: mark("So many persons in one home? Check the number."),
    FactTrouble.NO_NUMBER: mark("The number is missing."),
    FactTrouble.NOT_UNDERSTOOD: mark("That was not understood."),
    FactTrouble.NOT_KNOWN: mark("What is still open is not entered. Enter it once it is known."),
}
_CLASHES = {
    Clash.OVERLAPS: mark(
        "Another one from {since} on holds at the same time. End that one first."
    ),
    Clash.TOLD_NONE: mark("It was noted that there is none ({basis}). Withdraw that first."),
    Clash.TOLD_SOME: mark("One from {since} on is known. Withdraw it first if there is none."),
    Clash.BEFORE_ACCOUNT: mark("The account had no power yet on that day. Check the day."),
    Clash.USED_AFTER: mark("Electricity was used and read after that day. Check the day."),
    Clash.TO_COME: mark("That day is still to come. Check the year."),
    Clash.IMPOSSIBLE: mark("It cannot be so together with what is known. Check it."),
}
_SOURCES = {
    FactSource.FILE: mark("from the file {basis}"),
    FactSource.STAFF: mark("entered at the desk: {basis}"),
    FactSource.PAPER: mark("by the paper: {basis}"),
}


def clash(say: Words, clashing: Clashing) -> str:
    """Why it cannot stand beside what is known, and what to do."""
    known = clashing.known
    figures = {"basis": known.basis, "since": known.since} if known else {}
    return say(_CLASHES[clashing.clash], **figures)


def fact_line(say: Words, fact: FactRecord) -> str:
    """One fact: what, since when, and where it comes from."""
    source = say(_SOURCES[fact.source], basis=fact.basis)
    name = NAME_OF[fact.kind]
    if fact.standing is Standing.NONE:
        return say("· {name}: none ({source})", name=name, source=source)
    if fact.standing is Standing.UNKNOWN:
        return say(
            "· {name}: there is one, since when is not known ({source})", name=name, source=source
        )
    return say(
        "· {name}: {content} ({source})", name=name, content=_content(say, fact), source=source
    )


def _content(say: Words, fact: FactRecord) -> str:
    value = fact.value
    if not isinstance(value, dict):
        return _plain(say, value)
    parts = []
    first, last = value.get("from") or value.get("on"), value.get("until") or value.get("to")
    if first and last:
        parts.append(say("{first} to {last}", first=_day(say, first), last=_day(say, last)))
    elif first:
        parts.append(say("from {first} on", first=_day(say, first)))
    names = masked_names(fact)
    if FORMER in names:
        parts.append(say("before it {holder}", holder=names[FORMER]))
    if HOLDER in names:
        parts.append(say("since then {holder}", holder=names[HOLDER]))
    if "persons" in value:
        parts.append(say("{count} persons", count=value["persons"]))
    if value.get("flat"):
        parts.append(say("at the flat price"))
    if "kwh" in value:
        parts.append(f"{value['kwh']} kWh")
    if value.get("applied") is False:
        parts.append(say("not applied by the system"))
    parts += [f"{year}: {months}" for year, months in value.items() if year.isdecimal()]
    return say(", ").join(parts)


def _plain(say: Words, value: object) -> str:
    if value is True:
        return say("yes")
    words = {
        "shared": say("one price for a shared meter"),
        "heating": say("limits of the heating season"),
        "tiered": say("the tiers"),
        "odd": say("read in odd months"),
        "even": say("read in even months"),
        "every": say("read each month"),
    }
    text = str(value)
    if text in words:
        return words[text]
    return _day(say, text) if text[:4].isdecimal() and "-" in text else text


def _day(say: Words, text: str) -> str:
    return say.day(date.fromisoformat(text))
