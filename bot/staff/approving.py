"""The head and a decision: asked for, approved or not, and everybody concerned hears of it."""

from __future__ import annotations

from dataclasses import replace

from bot.cases import deciding
from bot.cases.acting import RefusedError
from bot.cases.life import Refusal, Task, is_undercharged, overrules, waits_for_head
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.card import Card
from bot.contract.messages import Figures, Outcome, Post, Reply
from bot.records.case import Case, Remedy
from bot.records.staff import Role
from bot.staff import papers
from bot.staff.living import ask
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names


def approve(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """Approve what was decided and shown; against the findings only with a reason."""
    seen, reason = _seen_and_reason(turn, case, "approve", text)
    try:
        after = deciding.approve(turn.acting, case, seen, reason)
    except RefusedError as error:
        if error.refusal is Refusal.NO_REASON:
            return (_why(turn, case, seen),)
        return _not_judged(turn, case, error.refusal)
    turn.answered("approve", case)
    text = turn.say(
        "Case {number}: {remedy} is approved.", number=case.number, remedy=_remedy(turn, case)
    )
    return (
        *_tell(turn, "approved", after, case, text, after.overruled),
        papers.card(turn, after),
    )


def reject(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """Do not approve what was decided, and say why."""
    seen, reason = _seen_and_reason(turn, case, "reject", text)
    try:
        after = deciding.reject(turn.acting, case, seen, reason)
    except RefusedError as error:
        if error.refusal is Refusal.NO_REASON:
            why = turn.say("Write why it is not approved (case {number}).", number=case.number)
            return (ask(turn, case, "reject", why, seen=seen),)
        return _not_judged(turn, case, error.refusal)
    turn.answered("reject", case)
    text = turn.say(
        "Case {number}: {remedy} is not approved. Please decide again.",
        number=case.number,
        remedy=_remedy(turn, case),
    )
    return (*_tell(turn, "rejected", after, case, text, after.rejected), papers.card(turn, after))


def _seen_and_reason(turn: StaffTurn, case: Case, verb: str, text: str) -> tuple[str, str]:
    """What was shown: by a button's stamp, or when the text was asked for that has come now."""
    awaited = turn.awaited
    asked = awaited and (awaited.verb, awaited.case_number) == (verb, case.number)
    if awaited and asked and turn.message.text:
        return awaited.seen, text
    return text, ""


def _why(turn: StaffTurn, case: Case, seen: str) -> Reply:
    say = turn.say
    head = say("Write why the bill is not corrected (case {number}).", number=case.number)
    line = say("The findings say that too much was charged. Your reason stands on the sheet.")
    return ask(turn, case, "approve", head, line, seen=seen)


def _not_judged(turn: StaffTurn, case: Case, refusal: Refusal) -> tuple[Outcome, ...]:
    turn.answered("approve", case)
    turn.answered("reject", case)
    return papers.not_done(turn, case, refusal)


def decided(turn: StaffTurn, before: Case, after: Case) -> tuple[Outcome, ...]:
    """What follows from a decision: whose it was before hears of it, and the heads are asked."""
    posts: tuple[Post, ...] = ()
    if before.decision is not None:
        text = turn.say(
            "Case {number}: {name} changed the decision from {before} to {after}.",
            number=after.number,
            name=turn.staff.name,
            before=_remedy(turn, before),
            after=_remedy(turn, after),
        )
        posts = _tell(turn, "changed", after, before, text)
    return (*posts, *_ask_heads(turn, after), papers.card(turn, after))


def lapsed(turn: StaffTurn, before: Case, after: Case) -> tuple[Post, ...]:
    """Whose decision it was hears that it rests on what holds no more."""
    if before.decision is None or after.decision is not None:
        return ()
    text = turn.say(
        "Case {number}: account or facts were corrected, so {remedy} is not decided any more. "
        "Please decide again.",
        number=after.number,
        remedy=_remedy(turn, before),
    )
    return _tell(turn, "lapsed", after, before, text)


def _remedy(turn: StaffTurn, case: Case) -> str:
    return turn.say(names.REMEDIES[case.decision]) if case.decision else ""


def _tell(
    turn: StaffTurn, what: str, case: Case, before: Case, text: str, more: str = ""
) -> tuple[Post, ...]:
    """Who decided, who approved and who works on it hear what became of a decision."""
    offered = (button(turn.say("Show the case"), "show", case.number),)
    concerned = dict.fromkeys((before.decided_by, before.approved_by, case.assignee))
    people = (turn.store.staff.get(number) for number in concerned if number != turn.id)
    members = turn.store.staff.members()
    key = f"{what}:{case.number}:{case.decisions}"
    return tuple(
        Post(one.chat, Reply(text, more, offered), f"{key}:{one.id}", case_number=case.number)
        for one in people
        if one is not None and one in members and sees(turn.store, one, case)
    )


def _ask_heads(turn: StaffTurn, case: Case) -> tuple[Post, ...]:
    """The heads are asked for what costs money or does not follow from the findings."""
    alone = deciding.may_approve_alone(turn.desk.office, case)
    if not waits_for_head(case) or (alone and may(turn.staff.role, May.APPROVE)):
        return ()
    say, stamp = turn.say, deciding.stamp(case)
    offered = (
        button(say("Approve"), "approve", case.number, stamp),
        button(say("Do not approve"), "reject", case.number, stamp),
        button(say("Show the case"), "show", case.number),
    )
    reply = Reply(_asked(turn, case), _against(turn, case), offered)
    bare = say(
        "Case {number}: please approve {remedy}.", number=case.number, remedy=_remedy(turn, case)
    )
    figures = Figures(case.account_no or "", f"approval {case.number}")
    instead = Reply(bare, names.figures_at_the_office(say), offered)
    reply = replace(reply, figures=figures, instead=instead)
    key = f"approve:{case.number}:{case.decisions}"
    return tuple(
        Post(
            one.chat,
            replace(reply, card=Card(case.number, one.id, anew=True)),
            f"{key}:{one.id}",
            case_number=case.number,
        )
        for one in turn.store.staff.members(Role.HEAD)
        if sees(turn.store, one, case) and one.id != turn.id
    )


def _asked(turn: StaffTurn, case: Case) -> str:
    figures = {"number": case.number, "remedy": _remedy(turn, case)}
    if case.decision is Remedy.EXPLANATION:
        return turn.say("Case {number}: please approve {remedy}.", **figures)
    amount = turn.say.money(deciding.amount_of(case))
    return turn.say(
        "Case {number}: please approve {remedy} of {amount}.", amount=amount, **figures
    )


def _against(turn: StaffTurn, case: Case) -> str:
    """What the head must know: a correction made twice, or what does not follow from the bill."""
    if case.decision is Remedy.BILLING_CORRECTION and Task.CORRECTION in case.tasks:
        return turn.say(
            "⚠ A correction of this bill is ticked off already. See that it is not paid twice."
        )
    if overrules(case) and case.difference is not None:
        return turn.say(
            "The findings say that {difference} too much was charged, and this does not correct "
            "the bill. If you approve it, your reason is asked for.",
            difference=turn.say.money(case.difference),
        )
    if is_undercharged(case):
        return turn.say(
            "The bill is lower than the rule gives. The customer is asked for nothing; you "
            "decide what is done."
        )
    return ""
