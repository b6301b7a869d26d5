"""Which short question a text asks: by its words, or by the model of questions where they fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.hearing import marks, own_data
from bot.hearing.asks import LONGEST, Asked, Asks
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.intents import ReadText, Understood
from bot.hearing.model import Scored
from bot.hearing.normalise import in_mandarin
from bot.hearing.over_bills import is_of_bills
from bot.hearing.questions import asked_in, asked_of
from bot.hearing.ratios import ratio_in
from bot.hearing.topics import Matter, further_in, matter_in
from bot.hearing.total import total
from bot.hearing.what_if import of_each_day, what_if_in

MAYBE = 0.2  # a share at which it is tried, before it is said that nothing was understood
LIKELY = 0.3  # a share by which the model is mostly right; tried on questions that nobody trained
SURER = 0.6  # and one by which it outweighs words that stand in many questions
# Whoever says 图 wants one, whatever it is of; 元旦后来 asks for no year's end.
_SAID_OUTRIGHT = {
    Asks.PICTURE, Asks.LADDER, Asks.LETTER, Asks.HOURS, Asks.EXPECTED, Asks.SAVED,
    Asks.SINCE_METER, Asks.NEXT_MONTH, Asks.DEARER, Asks.TIERS_SINCE,
}  # fmt: skip
# Who wants a person, names an authority, or wants his data deleted, is not held up by a guess.
_OUTWEIGH = {"human_agent", "regulator_threat", "privacy_request"}
_WHICH = re.compile("哪|几|列|有没有|有冇|边")  # months are asked for, not remarked upon
_MOVED = re.compile(r"搬|住|过户|接手|立户|登记|[通接送供]电|装|从|起|早|买|租|算")
Question = tuple[Asked | None, Matter | None]


def _names_account(read: Understood) -> bool:
    return any(entity.kind is EntityKind.ACCOUNT_NO for entity in read.entities)


# What a text says outright, and the question of the model that it outweighs; "" is each.
_SAID: tuple[tuple[str, Callable[[ReadText], object]], ...] = (
    ("", lambda read: marks.order(read.plain)),
    ("", lambda read: own_data.wish_of(read.plain)),
    ("", lambda read: marks.puts_bill(read.plain, read.understood.entities)),
    # How many there are, and what the rule gives them, is told before how to apply.
    (
        "book.large_household.how",
        lambda read: marks.persons_now(read.plain, read.understood.entities),
    ),
    ("book.account_number.where", lambda read: _names_account(read.understood)),
    (f"asks.{Asks.OVER}", lambda read: not _WHICH.search(read.plain)),
    (f"asks.{Asks.IF_MOVED}", lambda read: not _MOVED.search(read.plain)),
    (f"asks.{Asks.PER_DAY}", lambda read: of_each_day(read.plain) and "多少" in read.plain),
    (f"asks.{Asks.OTHER_HOME}", lambda read: marks.own_home(read.plain)),
)


def guess_of(read: ReadText) -> Scored | None:
    """What the model of questions reads in a text, where nothing said outweighs it."""
    guess = read.understood.question
    if guess is None:
        return None
    # 要钱不 asks for a point of what was told last.
    doubted = _OUTWEIGH & set(read.understood.all) or further_in(read.plain)
    if guess.share < SURER and doubted:
        return None
    return None if _is_outweighed(guess, read) else guess


def _is_outweighed(guess: Scored, read: ReadText) -> bool:
    return any(holds(read) for of, holds in _SAID if of in ("", guess.intent))


@total((None, None))
def question_in(heard: str, figures: Iterable[Entity], guess: Scored | None) -> Question:
    """The question over bills that a plain text asks, and the point of the handbook."""
    figures, heard = tuple(figures), in_mandarin(heard)
    supposed = what_if_in(heard, figures)
    asked = supposed or asked_in(heard, figures)
    matter = matter_in(heard)
    if supposed:
        return asked, None if supposed.what is Asks.IF_PERIODS else matter
    if asked is not None and asked.what is Asks.NEXT_READING:
        return asked, matter
    if asked is not None and ratio_in(heard):
        return asked, None
    drawn = asked is not None and (asked.what in _SAID_OUTRIGHT or is_of_bills(heard))
    if guess is None or len(heard) > LONGEST or drawn:
        return asked, matter
    if matter is not None or guess.share < (SURER if asked is not None else LIKELY):
        return asked, matter
    book, _, name = guess.intent.partition(".")
    if book == "asks":
        return asked_of(Asks(name), heard, figures), None
    if book == "book":
        topic, _, point = name.partition(".")
        return None, Matter(topic, point, likely=True)
    return asked, matter


@total(None)
def likely_in(heard: str, understood: Understood) -> Asked | None:
    """The question over bills that is likeliest, where nothing else was understood."""
    guess = understood.question
    book, _, name = guess.intent.partition(".") if guess else ("", "", "")
    if guess is None or guess.share < MAYBE or book != "asks":
        return None
    if _is_outweighed(guess, ReadText(heard, heard, understood=understood)):
        return None
    return asked_of(Asks(name), heard, understood.entities)
