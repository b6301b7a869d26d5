"""What the region's book holds for questions of all: large households, peak and valley, heating.

Each with its source and how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.wording.arithmetic import limits_text
from bot.wording.catalogue import Words
from tariff_rules import Confidence, Schedule, Tariff
from tariff_rules.tariff import Begins, HouseholdRule, Reaches

Answer = tuple[str, list[str]]  # headline, lines


def answer(
    say: Words, topic: str, tariff: Tariff, schedule: Schedule, persons: Decimal | None
) -> Answer | None:
    """What the book says of that topic; None where it says nothing."""
    if topic == "multi_person_household" and schedule.household:
        return _household(say, tariff, schedule, schedule.household, persons)
    if topic == "tou_price" and schedule.periods:
        return _time_of_use(say, tariff, schedule)
    if topic == "electric_heating" and schedule.heating:
        return _heating(say, tariff, schedule)
    if topic == "shared_meter" and schedule.shared_price:
        head = say(
            "In {region} a shared meter has no tiers: each kWh costs {price}.",
            region=tariff.name,
            price=say.price(schedule.shared_price),
        )
        return head, [_source(say, tariff, schedule, "shared_price")]
    return None


def relief(say: Words, tariff: Tariff, schedule: Schedule) -> Answer | None:
    """Free kWh of households on relief; None where the book says nothing."""
    free = schedule.free_kwh
    if free is None:
        return None
    figures = {"region": tariff.name, "kwh": say.kwh(free.kwh), "count": free.months}
    if free.months == 1:
        head = say(
            "In {region} households on relief (低保, 五保) have {kwh} a month free.", **figures
        )
    else:
        head = say(
            "In {region} households on relief (低保, 五保) have {kwh} in {count} months free.",
            **figures,
        )
    enter = say("· How it is entered we have not found in writing: ask 95598 or at the counter.")
    other = say("· Of other reductions for age or little use the book holds nothing.")
    return head, [enter, other, _source(say, tariff, schedule, "free_kwh")]


def _household(
    say: Words,
    tariff: Tariff,
    schedule: Schedule,
    rule: HouseholdRule,
    persons: Decimal | None,
) -> Answer | None:
    least = rule.persons if rule.extra is not None else rule.flat_from
    if least is None:
        return None
    figures = {"region": tariff.name, "least": least, "persons": say.number(persons or Decimal(0))}
    if persons is not None and persons < least:
        head = say(
            "Not yet: {region} counts a large household from {least} persons on; you are "
            "{persons}.",
            **figures,
        )
    elif persons is not None:
        head = say(
            "Yes: {region} counts a large household from {least} persons on; you are {persons}.",
            **figures,
        )
    else:
        head = say("{region} counts a large household from {least} persons on.", **figures)
    lines = [*_what_it_brings(say, rule), *household_by_others(say, schedule), _begins(say, rule)]
    if rule.valid_months and rule.begins not in (Begins.JANUARY, Begins.JULY):
        lines.append(
            say("· It holds for {count} months; then apply again.", count=rule.valid_months)
        )
    return head, [*lines, _source(say, tariff, schedule, "household")]


def household_by_others(say: Words, schedule: Schedule) -> Iterator[str]:
    """What a large household brings by other sources, where they disagree."""
    for other in schedule.others.get("household", ()):
        if other.household:
            yield say("· Sources disagree on that; by another:")
            yield from (f"  {line}" for line in _what_it_brings(say, other.household))


def _what_it_brings(say: Words, rule: HouseholdRule) -> Iterator[str]:
    if rule.extra is not None:
        extra = say.kwh(rule.extra)
        if rule.each_above is not None:
            yield say(
                "· Each person above {count} raises each limit by {extra} a month.",
                count=rule.each_above,
                extra=extra,
            )
        elif rule.reaches is Reaches.ALL_LIMITS:
            yield say("· Each limit rises by {extra} a month.", extra=extra)
        else:
            yield say("· The limit of tier 1 rises by {extra} a month.", extra=extra)
    if rule.flat_from and rule.flat_price:
        yield say(
            "· From {count} persons on one may choose a price without tiers: {price} a kWh.",
            count=rule.flat_from,
            price=say.price(rule.flat_price),
        )
    if rule.flat_above is not None:
        yield say(
            "· That price holds if the home uses more than {kwh} a year.",
            kwh=say.kwh(rule.flat_above),
        )


def _begins(say: Words, rule: HouseholdRule) -> str:
    sentences = {
        Begins.SAME_MONTH: say("· It counts from the month of the application."),
        Begins.NEXT_MONTH: say("· It counts from the month after the application."),
        Begins.JULY: say("· Applications are made in June, for July to June."),
        Begins.JANUARY: say("· Applications are made in January, for that year."),
    }
    return sentences[rule.begins]


def _time_of_use(say: Words, tariff: Tariff, schedule: Schedule) -> Answer:
    head = say("In {region} there are peak and valley prices for homes.", region=tariff.name)
    names = {"peak": say("peak"), "valley": say("valley"), "flat": say("flat")}

    def differences(periods: Mapping[str, Decimal]) -> list[str]:
        return [
            say(
                "· {time}: {price} a kWh {way} than the price of the tier",
                time=names.get(name, name),
                price=say.price(abs(difference)),
                way=say("more") if difference > 0 else say("less"),
            )
            for name, difference in periods.items()
            if difference
        ]

    lines = [*differences(schedule.periods), *_of_tier_1(say, schedule, names)]
    for season in schedule.tou_more.seasons:
        figures = {"first": _month_day(say, season.first), "last": _month_day(say, season.last)}
        lines.append(
            say(
                "From {first} to {last} each kWh is at the price of tier 1; on top of it:",
                **figures,
            )
            if season.untiered
            else say("From {first} to {last}:", **figures)
        )
        lines += differences(season.periods)
    return head, [*lines, _source(say, tariff, schedule, "time_of_use")]


def _of_tier_1(say: Words, schedule: Schedule, names: Mapping[str, str]) -> Iterator[str]:
    """What a kWh of tier 1 costs by day and by night, where the price has no seasons."""
    prices = schedule.prices.get("year", ())
    if not prices or not schedule.periods:
        return
    parts = say(", ").join(
        say("{time} {price}", time=names.get(name, name), price=say.price(prices[0] + difference))
        for name, difference in schedule.periods.items()
    )
    yield say("· In tier 1 a kWh costs: {parts}", parts=parts)


def _heating(say: Words, tariff: Tariff, schedule: Schedule) -> Answer:
    head = say("In {region} homes that heat with electricity have limits of their own.",
               region=tariff.name)  # fmt: skip
    lines = [
        say(
            "· from {first} to {last}: {limits}",
            first=_month_day(say, part.first),
            last=_month_day(say, part.last),
            limits=limits_text(say, part.limits),
        )
        for part in schedule.heating
        if part.limits
    ]
    return head, [*lines, _source(say, tariff, schedule, "heating")]


def _month_day(say: Words, day: tuple[int, int]) -> str:
    return say("{month}/{day}", month=day[0], day=day[1])


def _source(say: Words, tariff: Tariff, schedule: Schedule, figure: str) -> str:
    evidence = schedule.evidence.get(figure)
    if evidence is None or not evidence.sources:
        return say("· We have not seen the text of this rule itself.")
    document = tariff.title(evidence.sources[0])
    if evidence.confidence is Confidence.FOUND:
        return say("(by: {document})", document=document)
    return say("(by: {document}; we have not seen the text itself)", document=document)
