"""Questions from the book (考一考): drawn at random, answered by the engine with its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bot.bills.findings import Findings
from bot.contract.office import Office
from bot.lessons import homes
from bot.lessons.homes import Kind
from bot.wording.arithmetic import allowance_line, before_the_lines, charge_lines
from bot.wording.catalogue import Words

TRIES = 8  # draws for each question, so that all of a sheet differ


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the right figure, and how it is worked out."""

    text: str
    answer: Decimal
    unit: str
    steps: tuple[str, ...]


def question(say: Words, seed: int, office: Office, year: int) -> Question | None:
    """The question of that seed, always the same; None where the region has nothing to ask."""
    draw = Random(f"quiz {seed}")  # noqa: S311 - no secret
    for turn in range(len(_QUESTIONS)):
        kind, ask = _QUESTIONS[(seed + turn) % len(_QUESTIONS)]
        found = homes.drawn(kind, draw, office, homes.end_of(year))
        if found is not None:
            return ask(say, found)
    return None


def questions(say: Words, count: int, seed: int, office: Office, year: int) -> Iterator[Question]:
    """So many different questions of that seed; fewer where the region has no more."""
    asked: set[str] = set()
    for number in range(seed, seed + TRIES * count):
        found = question(say, number, office, year)
        if found is None:
            return
        if found.text not in asked:
            asked.add(found.text)
            yield found
        if len(asked) == count:
            return


def _read(say: Words, found: Findings) -> str:
    billed = found.billed
    if not billed.by_year:
        return say(
            "{first} to {last}: {kwh}.",
            first=say.day(billed.settlement.first),
            last=say.day(billed.settlement.last),
            kwh=say.kwh(billed.settlement.kwh),
        )
    return say(
        "Used before in the year: {before}. Then, {first} to {last}: {kwh}.",
        before=say.kwh(billed.used_before),
        first=say.day(billed.settlement.first),
        last=say.day(billed.settlement.last),
        kwh=say.kwh(billed.settlement.kwh),
    )


def _steps(say: Words, found: Findings) -> tuple[str, ...]:
    return (*before_the_lines(say, found), *charge_lines(say, found.billed))


def _total(say: Words, found: Findings) -> Question:
    text = say("An ordinary home. {read} What does this bill come to?", read=_read(say, found))
    return Question(text, found.billed.total, say("yuan"), _steps(say, found))


def _in_tier_2(say: Words, found: Findings) -> Question:
    text = say("An ordinary home. {read} How many of these kWh are in tier 2?",
               read=_read(say, found))  # fmt: skip
    kwh = sum((line.kwh for line in found.billed.charge.tiers if line.tier == 2), Decimal(0))
    return Question(text, kwh, say("kWh"), _steps(say, found))


def _limit(say: Words, found: Findings) -> Question:
    text = say(
        "A new home, registered on {day}. Up to how many kWh does tier 1 go until the year's end?",
        day=say.day(found.billed.allowance.counted_from),
    )
    steps = (allowance_line(say, found.assessment.billed),)
    return Question(text, found.billed.allowance.limits[0], say("kWh"), steps)


def _too_much(say: Words, found: Findings) -> Question:
    account = found.account
    assert account.powered_on  # noqa: S101 - the household was made so
    assert account.registered_on  # noqa: S101
    text = say(
        "Power came on {powered}, the office registered only on {registered}. Then {kwh} were "
        "settled at once, as registered. How much of the bill comes from the late registration?",
        powered=say.day(account.powered_on),
        registered=say.day(account.registered_on),
        kwh=say.kwh(found.bill.kwh),
    )
    over = found.overcharge or Decimal(0)
    on_time = say("Registered on time: {total}", total=say.money(found.bill.charged - over))
    return Question(text, over, say("yuan"), (*_steps(say, found), on_time))


_QUESTIONS: tuple[tuple[Kind, Callable[[Words, Findings], Question]], ...] = (
    (Kind.RIGHT_BILL, _total),
    (Kind.RIGHT_BILL, _in_tier_2),
    (Kind.LATE_REGISTRATION, _limit),
    (Kind.LATE_REGISTRATION, _too_much),
)
