"""A notice for the village before the bill (宣传): what a new account needs, whom to ask.

Every figure is of the region's file or the handbook; what is not sure says so or is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.bills.own_rules import tariff_of
from bot.contract.office import Office
from bot.handbook.book import book_of
from bot.handbook.entry import Entry, Mark
from bot.wording.catalogue import Words
from bot.wording.handbook import MARKS, sentence
from bot.wording.region_facts import answer
from bot.wording.rule import of_tier
from tariff_rules import Confidence, MonthsFrom, Schedule, Tariff
from tariff_rules.tariff import Begins

# Points of the handbook that everybody should know, in their order.
_POINTS = (("connecting", "days"), ("connecting", "cost"))
_SURE = {Confidence.FOUND, Confidence.SECONDARY}


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice in all its forms.

    Attributes:
        title: what it is about.
        points: sentences, the most important first.
        ask: whom to ask.
        sources: the documents, and how sure each is.
        spoken: for the loudspeaker, under a minute; message: for the village group.
    """

    title: str
    points: tuple[str, ...]
    ask: str
    sources: tuple[str, ...]
    spoken: str
    message: str


def notice(say: Words, office: Office, month: date) -> Notice | None:
    """The notice of an office for a month; None where the region's figures are too unsure."""
    tariff = tariff_of(office)
    schedule = tariff.schedule_on(month)
    if schedule is None or not _is_sure(schedule):
        return None
    tiers = say.together(*(of_tier(say, schedule, month.month, tier) for tier in range(1, 7)))
    new = _new(say, office, schedule)
    left = _left(say, schedule, month)
    entries = [entry for entry in (_entry(office, *at, month) for at in _POINTS) if entry]
    told = [sentence(say, entry, office.phone) for entry in entries]
    heard, large = _large(say, office, tariff, schedule, month)
    who = say("Questions: {phone}", phone=f"{office.phone} / 95598" if office.phone else "95598")
    ask = say("{office}. {who}.", office=office.name, who=who)
    points = tuple(filter(None, (new, tiers, left, large, *told)))
    both = say("{one} or {other}", one=office.phone, other="95598") if office.phone else "95598"
    call = say("Questions: {phone}", phone=both)
    spoken = say.together(
        say("Dear neighbours, a word from {office}.", office=office.name),
        new, left, heard,
        say("{who}. Once more: register first, then use.", who=call),
    )  # fmt: skip
    title = say("Electricity for homes: what to know in {month}", month=say.month(month))
    message = "\n".join([title, *(f"· {point}" for point in points), ask])
    return Notice(title, points, ask, _sources(say, schedule, entries, month), spoken, message)


def _new(say: Words, office: Office, schedule: Schedule) -> str:
    """What whoever has a new meter put in must know."""
    sentences = [say("A new meter is registered at the office first, then used.")]
    if schedule.cycle.months == 12 and office.months_from == MonthsFrom.REGISTRATION:
        sentences.append(
            say("Months count from registration: who registers late has fewer cheap kWh.")
        )
    bring = _entry(office, "connecting", "papers", date.max)
    if bring is None or bring.mark not in (Mark.FOUND, Mark.OWN):
        sentences.append(say("What to bring: ask by telephone first."))
    else:
        sentences.append(sentence(say, bring, office.phone))
    return say.together(*sentences, say("Who uses power and is not registered: come now."))


def _is_sure(schedule: Schedule) -> bool:
    marks = [schedule.evidence.get(name) for name in ("limits", "prices")]
    return all(mark is None or mark.confidence in _SURE for mark in marks)


def _entry(office: Office, topic: str, point: str, day: date) -> Entry | None:
    found = book_of(office).point(topic, point, office.region, day)
    return found if found and found.say and found.mark is not Mark.NONE else None


def _left(say: Words, schedule: Schedule, month: date) -> str:
    """Until when the kWh of the year are added up; nothing where they are not."""
    if schedule.cycle.months != 12 or schedule.cycle.starts_in != 1:
        return ""
    count = 13 - month.month
    return say(
        "The kWh of the year are added up until 31 December: {count} more months with this one. "
        "On 1 January the count begins anew.",
        count=count,
    )


def _large(
    say: Words, office: Office, tariff: Tariff, schedule: Schedule, month: date
) -> tuple[str, str]:
    """From how many persons on and when to apply, for the ear; the same with all that it needs."""
    known = answer(say, "multi_person_household", tariff, schedule, None)
    if known is None or schedule.household is None:
        return "", ""
    head, rest = known[0], known[1][:-1]  # its source stands with the others
    applied = _entry(office, "large_household", "how", month)
    papers = _entry(office, "large_household", "papers", month)
    if schedule.household.begins is Begins.JANUARY and applied is None:
        applied_line = rest[-1]
    else:
        applied_line = sentence(say, applied, office.phone) if applied else ""
    needs = sentence(say, papers, office.phone) if papers else ""
    short = [head, applied_line]
    full = [head, *rest[:1], applied_line, needs]
    told = [say.together(*(line.strip("· ") for line in lines)) for lines in (short, full)]
    return told[0], told[1]


def _sources(say: Words, schedule: Schedule, entries: list[Entry], day: date) -> tuple[str, ...]:
    named = [schedule.document_on(day)] if schedule.document_on(day) else []
    return tuple(
        named
        + [
            entry.document
            if entry.mark is Mark.FOUND
            else say("{document} ({mark})", document=entry.document, mark=say(MARKS[entry.mark]))
            for entry in entries
        ]
    )
