"""What the handbook says, in the reader's language: the answer first, the documents folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from bot.handbook.entry import OFFICE, Entry, Mark
from bot.records.case import Case
from bot.wording.catalogue import Words, mark

BESIDE = 2  # lines beside the answer
_ALONE = {
    "terms",
    "other_prices",
    "payment",
    "other_business",
    "account_number",
}  # their points have nothing to do with each other
MARKS = {
    Mark.FOUND: mark("seen"),
    Mark.SECONDARY: mark("read in a copy or report, not in the text itself"),
    Mark.DERIVED: mark("derived, not a text of its own"),
    Mark.CONFLICT: mark("sources differ"),
    Mark.MEMORY: mark("not yet checked against the text"),
    Mark.OWN: mark("how this office does it"),
    Mark.NONE: mark("looked for, not found"),
}

# What the figures of its sentences are, for the head who changes them.
FIGURES = {
    "accept_days": mark("days until it is taken up"),
    "answer_days": mark("days until the answer"),
    "answer_working_days": mark("working days until the answer"),
    "close_days": mark("days until it is closed"),
    "contact_hours": mark("hours until somebody calls"),
    "contact_working_days": mark("working days until somebody calls"),
    "days": mark("days"),
    "hours": mark("hours"),
    "least": mark("days at least"),
    "less": mark("yuan cheaper"),
    "long": mark("digits of the long one"),
    "minutes": mark("minutes"),
    "months": mark("months"),
    "more": mark("yuan dearer"),
    "more_days": mark("days more"),
    "most": mark("days at most"),
    "percent": mark("percent"),
    "permille": mark("per mille a day"),
    "short": mark("digits of the short one"),
    "times": mark("times as much"),
    "working_days": mark("working days"),
    "yuan": mark("yuan"),
}

# What each file of the handbook is about, for the head who looks for one.
TOPICS = {
    "account_number": mark("The account number"),
    "complaining": mark("Complaints: by when they are answered"),
    "connecting": mark("A new connection"),
    "cut_off": mark("Cut off for arrears"),
    "household_members": mark("Large households: who is counted"),
    "invoice": mark("Invoices"),
    "large_household": mark("Large households: how to apply"),
    "lessons": mark("Lessons of cases"),
    "meter_damaged": mark("A meter that is lost or burnt"),
    "meter_test": mark("Having a meter tested"),
    "moving_meter": mark("Moving a meter"),
    "one_home": mark("What counts as one home"),
    "other_business": mark("Other applications"),
    "other_prices": mark("Other prices"),
    "outage": mark("Outages"),
    "paying_late": mark("Paying late"),
    "payment": mark("Paying"),
    "power_back": mark("Power back after a cut-off"),
    "reading": mark("Meter reading"),
    "refund": mark("Refunds"),
    "renting": mark("Renting and shared meters"),
    "staff_conduct": mark("Conduct of staff"),
    "terms": mark("What words mean"),
    "theft": mark("Theft of electricity"),
    "tiers": mark("Why there are tiers"),
    "time_of_use": mark("Peak and valley"),
    "transfer": mark("Another holder"),
    "voltage": mark("Voltage"),
    "written_answer": mark("Answers in writing"),
}


def told(
    say: Words, entries: Sequence[Entry], point: str, phone: str, *, again: bool = False
) -> tuple[str, list[str], str]:
    """What holds on a point, what else holds of its topic, and the documents of both.

    Args:
        say: in whose language.
        entries: of one topic, one at least.
        point: that is asked for; the first where none is, or the topic has none of that name.
        phone: of the office.
        again: whether something of the topic was told last: then nothing stands beside it.
    """
    first = next((entry for entry in entries if entry.point == point), entries[0])
    # What was not found is said to whoever asks for it.
    others = (entry for entry in entries if entry is not first and entry.mark is not Mark.NONE)
    alone = again or entries[0].topic in _ALONE
    rest = list(islice(others, 0 if alone else BESIDE))
    lines = [f"· {sentence(say, entry, phone)}" for entry in rest]
    return sentence(say, first, phone), lines, sources(say, (first, *rest), phone)


def not_found(say: Words, phone: str, day: date) -> str:
    """Nothing is known of what is asked, for that day."""
    who = f"{phone} / 95598" if phone else "95598"
    return say("What held of that on {day} we have not found; ask {phone}.",
               day=say.day(day), phone=who)  # fmt: skip


def sentence(say: Words, entry: Entry, phone: str) -> str:
    """The entry itself."""
    figures = {**entry.figures, OFFICE: f"{phone} / 95598" if phone else "95598"}
    return say(entry.say, **figures)


def sources(say: Words, entries: Iterable[Entry], phone: str) -> str:
    """Each with its document, since when it holds, and how surely that is known."""
    return "\n".join([say("By:"), *(_source(say, entry, phone) for entry in entries)])


def _source(say: Words, entry: Entry, phone: str) -> str:
    return f"· {say.together(sentence(say, entry, phone), _document(say, entry))}"


def _document(say: Words, entry: Entry) -> str:
    checked = say(MARKS[entry.mark])
    if not entry.document or entry.mark is Mark.NONE:
        return say("({checked})", checked=checked)
    figures = {"document": entry.document, "checked": checked}
    if entry.first == date.min:
        return say("(by: {document}; {checked})", **figures)
    since = say.day(entry.first)
    return say("(by: {document}, since {day}; {checked})", day=since, **figures)


def by_law(say: Words, case: Case, statute: Entry) -> str:
    """By when the law wants the answer, where it does, and what may be done after that."""
    if case.law_by is None:
        return ""
    heading = say("By law (question of {day}):", day=say.day(case.complained_at.date()))
    until = say("· The law wants your answer by {day}.", day=say.day(case.law_by))
    return "\n".join([heading, until, _source(say, statute, "")])
