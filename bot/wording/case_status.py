"""Where a customer's cases stand, as they are: waiting, worked on, on hold, answered, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bot.cases.life import waits_for_head
from bot.cases.supervision import calls_at_once
from bot.contract.hours import Hours
from bot.records.case import Case, HeldFor, Remedy, State
from bot.wording.answers import join
from bot.wording.cases import REMEDIES, reckoned
from bot.wording.catalogue import Words, mark
from bot.wording.findings import channels
from tariff_rules import Verdict

SHOWN = 3
_HEADS = {
    State.OPEN: mark("Your case {number} is registered and waits for a colleague to contact you."),
    State.CONTACTED: mark("Your case {number} is being worked on."),
    State.ON_HOLD: mark("Your case {number} is on hold."),
    State.ANSWERED: mark("Your case {number} has been answered."),
    State.CLOSED: mark("Your case {number} is closed."),
    State.MERGED: mark("Your case {number} goes on in another one."),
    State.VOID: mark("Your case {number} was put aside."),
}
_GOES_ON = {
    "": mark("· No day is set yet for going on; you can ask here at any time."),
    HeldFor.APPROVAL: mark("· We go on once the head of the office has decided."),
    HeldFor.CUSTOMER: mark("· We wait for what you tell us: write it here, and we go on."),
}


def case_status(
    say: Words, cases: tuple[Case, ...], hours: Hours, now: datetime
) -> tuple[str, str]:
    """Where the customer's cases stand, the newest first. No amounts."""
    if not cases:
        return say("No case is registered for you here."), _tell_us(say)
    newest = cases[0]
    paragraphs = [_told(say, case, hours, now) for case in cases[:SHOWN]]
    return say(_HEADS[newest.state], number=newest.number), join([*paragraphs, channels(say)])


def _told(say: Words, case: Case, hours: Hours, now: datetime) -> list[str]:
    registered = say(
        "Case {number}, registered {opened}",
        number=case.number,
        opened=say.moment(case.opened_at),
    )
    return [registered, *_STANDS[case.state](say, case, hours, now)]


def _waits(say: Words, case: Case, hours: Hours, now: datetime) -> list[str]:
    if calls_at_once(case):
        return [say("· It is urgent: the head of the office was told at once. If it gets worse, "
                    "call 95598 now, for people 120.")]  # fmt: skip
    dates = {"contact": say.moment(case.contact_by), "answer": say.day(case.answer_by)}
    if now > case.contact_by:
        return [
            say(
                "· We should have contacted you by {contact}. That is late, and we are sorry.",
                **dates,
            ),
            *_answer_by(say, case, hours, now),
        ]
    return [
        say("· We contact you by {contact}, and answer you by {answer}.", **dates),
        *reckoned(say, case, hours),
    ]


def _worked_on(say: Words, case: Case, hours: Hours, now: datetime) -> list[str]:
    return [*_contacted(say, case), *_answer_by(say, case, hours, now)]


def _contacted(say: Words, case: Case) -> list[str]:
    if case.contacted_at is None:
        return []
    return [say("· A colleague contacted you: {moment}", moment=say.moment(case.contacted_at))]


def _answer_by(say: Words, case: Case, hours: Hours, now: datetime) -> list[str]:
    answer = say.day(case.answer_by)
    if now.date() > case.answer_by:
        return [
            say("· You should have had our answer by {answer}. That is late, and we are sorry.",
                answer=answer)
        ]  # fmt: skip
    return [say("· You get our answer by {answer}.", answer=answer), *reckoned(say, case, hours)]


def _on_hold(say: Words, case: Case, *_: object) -> list[str]:
    if case.held_at is None:
        return []
    return [
        say(
            "· On hold since {moment}: something has to be found out first. The time until the "
            "answer stands still meanwhile.",
            moment=say.moment(case.held_at),
        ),
        _until(say, case),
    ]


def _until(say: Words, case: Case) -> str:
    """When it goes on, as the customer may know it."""
    if case.held_for in _GOES_ON:
        return say(_GOES_ON[case.held_for])
    return say("· We go on by {day}.", day=say.day(date.fromisoformat(case.held_for)))


def _answered(say: Words, case: Case, *_: object) -> list[str]:
    lines = []
    if case.answered_at is not None:
        lines.append(say("· Answered: {moment}", moment=say.moment(case.answered_at)))
    return [*lines, *result(say, case), _tell_us(say)]


def _closed(say: Words, case: Case, *_: object) -> list[str]:
    lines = []
    if case.closed_at is not None:
        lines.append(say("· Closed: {moment}", moment=say.moment(case.closed_at)))
    return [*lines, *result(say, case), _tell_us(say)]


def result(say: Words, case: Case) -> list[str]:
    """What was decided; a decision that waits for approval is none yet.

    What was explained stands in the answer: that nothing else was done is no result.
    """
    if case.decision is None or waits_for_head(case):
        return []
    if case.decision is Remedy.EXPLANATION:
        right = case.verdict is Verdict.AGREES
        return [say("· Result: the bill was checked and is right.")] if right else []
    return [say("· Result: {remedy}", remedy=say(REMEDIES[case.decision]))]


def _tell_us(say: Words) -> str:
    return say("If something is wrong, tell us in a sentence what it is, and we register it.")


def _merged(say: Words, case: Case, *_: object) -> list[str]:
    return [say("· It goes on as case {number}.", number=case.merged_into)]


def _void(say: Words, *_: object) -> list[str]:
    return [say("· It was registered by mistake and is not worked on."), _tell_us(say)]


_STANDS: dict[State, Callable[..., list[str]]] = {
    State.OPEN: _waits,
    State.CONTACTED: _worked_on,
    State.ON_HOLD: _on_hold,
    State.ANSWERED: _answered,
    State.CLOSED: _closed,
    State.MERGED: _merged,
    State.VOID: _void,
}
