"""What staff do with one case: each function answers one button, command or awaited text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cases.casework import raised, reopened
from bot.cases.deadlines import deadlines, resumed
from bot.cases.life import Move, Refusal, why_not
from bot.cases.people import sees
from bot.cases.roles import May, may
from bot.contract.messages import Attachment, MessageKind, Outcome, Post, Reply
from bot.hearing.claim import claim_in, plain
from bot.records.case import UNFINISHED, CameBy, Case, CaseKind, State
from bot.staff import forwards, papers, rating, remedy, to_customer
from bot.staff.turn import StaffTurn, button, no_such_case, not_allowed
from bot.wording import analysis as analysis_text
from bot.wording import cases as names
from bot.wording import history as history_text

Handler = Callable[[StaffTurn, Case, str], tuple[Outcome, ...]]


def show(turn: StaffTurn, case: Case, _: str = "") -> tuple[Outcome, ...]:
    """The papers of a case."""
    return papers.papers(turn, case)


def open_by_command(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /case: a number shows that case, an account number opens one."""
    text = turn.message.text.strip()
    word = text.split()[0] if text else ""
    if word.upper().startswith("TS"):
        case = turn.case(word)
        return show(turn, case) if case else (no_such_case(turn),)
    if not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, "case"),)
    if not text:
        return (
            Reply(turn.say("Write /case and the account number, and what the customer says.")),
        )
    case = forwards.open_case(turn, text, turn.now, "")
    return show(turn, forwards.added(turn, case))


def move(which: Move) -> Handler:
    """The handler of a move."""

    def handle(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
        barred = why_not(case, which, turn.staff.role)
        if barred is Refusal.ROLE:
            return (not_allowed(turn, case.number),)
        if barred:
            return (Reply(turn.say(names.BARS[barred])), papers.brief(turn, case))
        if which is Move.REOPEN:
            after = reopened(turn.store, case, turn.now, turn.staff.actor)
        else:
            after = turn.change(case, _MOVED[which](case, turn.now))
        return (papers.brief(turn, after),)

    return handle


def _goes_on(case: Case, now: datetime) -> Case:
    state = State.CONTACTED if case.contacted_at else State.OPEN
    return replace(resumed(case, now), state=state)


_MOVED: dict[Move, Callable[[Case, datetime], Case]] = {
    Move.CONTACT: lambda c, now: replace(c, state=State.CONTACTED, contacted_at=now),
    Move.ANSWER: lambda c, now: replace(
        c, state=State.ANSWERED, answered_at=now, contacted_at=c.contacted_at or now
    ),
    Move.HOLD: lambda c, now: replace(c, state=State.ON_HOLD, held_at=now),
    Move.RESUME: _goes_on,
    Move.CLOSE: lambda c, now: replace(c, state=State.CLOSED, closed_at=now, taken_over=None),
}


def set_account(turn: StaffTurn, case: Case, account_no: str) -> tuple[Outcome, ...]:
    """The case is about this account: pressed among those offered, or written."""
    number = account_no if account_no.isdecimal() else claim_in(plain(account_no)).account_no
    if number is None or turn.store.accounts.get(number) is None:
        turn.waits_for(desk="account", case=case.number)
        return (
            Reply(
                turn.say(
                    "That account is not in the records. Check the number and write it again."
                ),
                turn.say("If it was never registered, note that in the case: it is a finding."),
            ),
        )
    turn.waits_for()
    after = turn.change(case, papers.with_account(turn, case, number))
    return show(turn, raised(turn.store, after, "", turn.now))


def note(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """A note for the case; without a text it is asked for."""
    if not text:
        turn.waits_for(desk="note", case=case.number)
        return (Reply(turn.say("Write the note for case {number}.", number=case.number)),)
    turn.waits_for()
    turn.store.cases.add_event(case.number, turn.now, "note", text, turn.staff.actor)
    raised(turn.store, case, text, turn.now)
    return (Reply(turn.say("Noted in case {number}.", number=case.number)),)


def assign(turn: StaffTurn, case: Case, to: str) -> tuple[Outcome, ...]:
    """Give the case to somebody; they are told."""
    say = turn.say
    if not may(turn.staff.role, May.ASSIGN):
        return (not_allowed(turn, case.number),)
    able = [one for one in turn.store.staff.members() if may(one.role, May.WORK)]
    if case.kind is CaseKind.REPORT:
        able = [one for one in able if sees(turn.store, one, case)]
    chosen = next((one for one in able if str(one.id) == to), None)
    if chosen is None:
        people = tuple(button(one.name, "assign", case.number, one.id) for one in able)
        return (Reply(say("Who takes case {number}?", number=case.number), "", people),)
    after = turn.change(case, replace(case, assignee=chosen.id))
    told = Reply(
        say("Case {number} is yours now. Contact the customer by {due}.",
            number=case.number, due=say.moment(case.contact_by)),
        "",
        (button(say("Show the case"), "show", case.number),),
    )  # fmt: skip
    posts: tuple[Post, ...] = ()
    if chosen.id != turn.id:
        key = f"assigned:{case.number}:{turn.now.isoformat()}:{chosen.id}"
        posts = (Post(chosen.chat, told, key),)
    return (*posts, papers.brief(turn, after))


def merge(turn: StaffTurn, case: Case, other: str) -> tuple[Outcome, ...]:
    """This case goes into another; its messages go along."""
    say = turn.say
    barred = why_not(case, Move.MERGE, turn.staff.role)
    if barred is Refusal.ROLE:
        return (not_allowed(turn, case.number),)
    into = turn.case(other) if other else None
    kinds = {case.kind, into.kind} if into else set()
    if (
        barred
        or into is None
        or into.number == case.number
        or into.state not in UNFINISHED
        or (len(kinds) > 1 and CaseKind.REPORT in kinds)
    ):
        return (
            Reply(say("Write: /merge, the case that ends, and the case it goes into. Both must be "
                      "open.")),
        )  # fmt: skip
    turn.store.materials.move(case.number, into.number)
    detail = f"{case.number}: {case.question}"
    turn.store.cases.add_event(into.number, turn.now, "merged_from", detail, turn.staff.actor)
    earlier = min(case.complained_at, into.complained_at)
    turn.change(case, replace(case, state=State.MERGED, merged_into=into.number, taken_over=None))
    whole = replace(
        into,
        complained_at=earlier,
        contact_by=min(into.contact_by, case.contact_by),
        answer_by=min(into.answer_by, case.answer_by),
        raised=tuple(dict.fromkeys([*into.raised, *case.raised])),
        account_no=into.account_no or case.account_no,
    )
    return (papers.brief(turn, turn.change(into, whole)),)


def history(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Everything that happened to a case, with who did it."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    people = {one.actor: one.name for one in turn.store.staff.everybody()}
    lines = [
        history_text.line(say, event, people)
        for event in turn.store.cases.events(case.number)
        if event.what not in history_text.SILENT
    ]
    return (Reply(say("History of case {number}:", number=case.number), "\n".join(lines)),)


def analysis(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The case analysis in the form that offices use."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    events = turn.store.cases.events(case.number)
    told = analysis_text.Told(
        case, papers.said_in(turn, case), events, papers.found_in(turn, case)
    )
    head, body = analysis_text.analysis(turn.say, turn.desk.office.name, told)
    turn.note("figures_shown", case.account_no or "", f"analysis {case.number}")
    return (Reply(head, body),)


def attachments(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The pictures, voice messages and files of a case."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    kept = [item for item in turn.store.materials.of_case(case.number) if item.file_id]
    turn.note("files_shown", case.account_no or "", case.number)
    return tuple(
        Reply(
            f"{case.number} · {turn.say.moment(item.said_at)}",
            attachment=Attachment(MessageKind(item.kind), item.file_id),
        )
        for item in kept
    )


def came_by(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """By which way the complaint came: the deadlines are that way's."""
    say = turn.say
    if which not in set(CameBy):
        ways = tuple(button(say(names.VIAS[v]), "via", case.number, v) for v in CameBy)
        return (Reply(say("How did case {number} come in?", number=case.number), "", ways),)
    promised = deadlines(case.complained_at, CameBy(which), turn.desk.office.hours)
    after = replace(
        case, via=CameBy(which), contact_by=promised.contact_by, answer_by=promised.answer_by
    )
    return (papers.brief(turn, turn.change(case, after)),)


def handle(turn: StaffTurn, case: Case, verb: str, text: str) -> tuple[Outcome, ...]:
    """Do what a button or an awaited text asks for, if role and state allow it."""
    if verb not in _VIEWS and not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, case.number),)
    if verb not in _VIEWS | _ANYTIME and case.state not in UNFINISHED:
        return (Reply(turn.say(names.BARS[Refusal.STATE])),)
    return HANDLERS[verb](turn, case, text)


_VIEWS = {"show", "history", "analysis", "files"}
_ANYTIME = {"note", "rate", *Move}  # a move has states of its own
HANDLERS: dict[str, Handler] = {
    "show": show,
    **{which.value: move(which) for which in Move if which is not Move.MERGE},
    "account": set_account,
    "note": note,
    "decide": remedy.decide,
    "goodwill": remedy.goodwill,
    "paid": remedy.paid,
    "approve": remedy.approve,
    "tasks": remedy.tasks,
    "assign": assign,
    "merge": merge,
    "history": history,
    "analysis": analysis,
    "takeover": to_customer.takeover,
    "send": to_customer.send,
    "rate": rating.rated_by_staff,
    "via": came_by,
    "files": attachments,
}
