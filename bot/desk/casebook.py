"""What staff do with one case: each function answers one button, command or awaited text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cases.deadlines import deadlines, resumed
from bot.cases.life import Bar, Move, bar
from bot.cases.model import UNFINISHED, Case, Kind, State, Via
from bot.cases.roles import May, may
from bot.desk import forwards, paper, rating, remedy, speaking
from bot.desk.people import sees
from bot.desk.seat import Seat, button, no_such_case, not_allowed
from bot.dialogue.casework import raised, reopened
from bot.dialogue.messages import Attachment, Outcome, Post, Reply
from bot.dialogue.messages import Kind as MessageKind
from bot.store import accounts, cases, materials, staff
from bot.understanding.claim import claim_in, plain
from bot.wording import analysis as analysis_text
from bot.wording import cases as names
from bot.wording import history as history_text

Handler = Callable[[Seat, Case, str], tuple[Outcome, ...]]


def show(seat: Seat, case: Case, _: str = "") -> tuple[Outcome, ...]:
    """The papers of a case."""
    return paper.papers(seat, case)


def open_by_command(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /case: a number shows that case, an account number opens one."""
    text = seat.message.text.strip()
    word = text.split()[0] if text else ""
    if word.upper().startswith("TS"):
        case = seat.case(word)
        return show(seat, case) if case else (no_such_case(seat),)
    if not may(seat.staff.role, May.WORK):
        return (not_allowed(seat, "case"),)
    if not text:
        return (
            Reply(seat.say("Write /case and the account number, and what the customer says.")),
        )
    case = forwards.open_case(seat, text, seat.now, "")
    return show(seat, forwards.added(seat, case))


def move(which: Move) -> Handler:
    """The handler of a move."""

    def handle(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
        barred = bar(case, which, seat.staff.role)
        if barred is Bar.ROLE:
            return (not_allowed(seat, case.number),)
        if barred:
            return (Reply(seat.say(names.BARS[barred])), paper.brief(seat, case))
        if which is Move.REOPEN:
            after = reopened(seat.db, case, seat.now, seat.staff.actor)
        else:
            after = seat.change(case, _MOVED[which](case, seat.now))
        return (paper.brief(seat, after),)

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


def set_account(seat: Seat, case: Case, account_no: str) -> tuple[Outcome, ...]:
    """The case is about this account: pressed among those offered, or written."""
    number = account_no if account_no.isdecimal() else claim_in(plain(account_no)).account_no
    if number is None or accounts.get_account(seat.db, number) is None:
        seat.waits_for(desk="account", case=case.number)
        return (
            Reply(
                seat.say(
                    "That account is not in the records. Check the number and write it again."
                ),
                seat.say("If it was never registered, note that in the case: it is a finding."),
            ),
        )
    seat.waits_for()
    after = seat.change(case, paper.with_account(seat, case, number))
    return show(seat, raised(seat.db, after, "", seat.now))


def note(seat: Seat, case: Case, text: str) -> tuple[Outcome, ...]:
    """A note for the case; without a text it is asked for."""
    if not text:
        seat.waits_for(desk="note", case=case.number)
        return (Reply(seat.say("Write the note for case {number}.", number=case.number)),)
    seat.waits_for()
    cases.add_event(seat.db, case.number, seat.now, "note", text, seat.staff.actor)
    return (Reply(seat.say("Noted in case {number}.", number=case.number)),)


def assign(seat: Seat, case: Case, to: str) -> tuple[Outcome, ...]:
    """Give the case to somebody; they are told."""
    say = seat.say
    if not may(seat.staff.role, May.ASSIGN):
        return (not_allowed(seat, case.number),)
    able = [one for one in staff.members(seat.db) if may(one.role, May.WORK)]
    if case.kind is Kind.REPORT:
        able = [one for one in able if sees(seat.db, one, case)]
    chosen = next((one for one in able if str(one.id) == to), None)
    if chosen is None:
        people = tuple(button(one.name, "assign", case.number, one.id) for one in able)
        return (Reply(say("Who takes case {number}?", number=case.number), "", people),)
    after = seat.change(case, replace(case, assignee=chosen.id))
    told = Reply(
        say("Case {number} is yours now. Contact the customer by {due}.",
            number=case.number, due=say.moment(case.contact_by)),
        "",
        (button(say("Show the case"), "show", case.number),),
    )  # fmt: skip
    posts: tuple[Post, ...] = ()
    if chosen.id != seat.id:
        key = f"assigned:{case.number}:{seat.now.isoformat()}:{chosen.id}"
        posts = (Post(chosen.chat, told, key),)
    return (*posts, paper.brief(seat, after))


def merge(seat: Seat, case: Case, other: str) -> tuple[Outcome, ...]:
    """This case goes into another; its messages go along."""
    say = seat.say
    barred = bar(case, Move.MERGE, seat.staff.role)
    if barred is Bar.ROLE:
        return (not_allowed(seat, case.number),)
    into = seat.case(other) if other else None
    kinds = {case.kind, into.kind} if into else set()
    if (
        barred
        or into is None
        or into.number == case.number
        or into.state not in UNFINISHED
        or (len(kinds) > 1 and Kind.REPORT in kinds)
    ):
        return (
            Reply(say("Write: /merge, the case that ends, and the case it goes into. Both must be "
                      "open.")),
        )  # fmt: skip
    materials.move(seat.db, case.number, into.number)
    detail = f"{case.number}: {case.question}"
    cases.add_event(seat.db, into.number, seat.now, "merged_from", detail, seat.staff.actor)
    earlier = min(case.complained_at, into.complained_at)
    seat.change(case, replace(case, state=State.MERGED, merged_into=into.number, taken_over=None))
    whole = replace(
        into,
        complained_at=earlier,
        contact_by=min(into.contact_by, case.contact_by),
        answer_by=min(into.answer_by, case.answer_by),
        raised=tuple(dict.fromkeys([*into.raised, *case.raised])),
        account_no=into.account_no or case.account_no,
    )
    return (paper.brief(seat, seat.change(into, whole)),)


def history(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """Everything that happened to a case, with who did it."""
    say = seat.say
    if seat.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    people = {one.actor: one.name for one in staff.everybody(seat.db)}
    lines = [
        history_text.line(say, event, people)
        for event in cases.events(seat.db, case.number)
        if event.what not in history_text.SILENT
    ]
    return (Reply(say("History of case {number}:", number=case.number), "\n".join(lines)),)


def analysis(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """The case analysis in the form that offices use."""
    if seat.message.group:
        return (Reply(seat.say("Ask for this in the private chat with me.")),)
    events = cases.events(seat.db, case.number)
    told = analysis_text.Told(case, paper.said_in(seat, case), events, paper.found_in(seat, case))
    head, body = analysis_text.analysis(seat.say, seat.desk.office.name, told)
    seat.note("figures_shown", case.account_no or "", f"analysis {case.number}")
    return (Reply(head, body),)


def attachments(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """The pictures, voice messages and files of a case."""
    if seat.message.group:
        return (Reply(seat.say("Ask for this in the private chat with me.")),)
    kept = [item for item in materials.of_case(seat.db, case.number) if item.file_id]
    seat.note("files_shown", case.account_no or "", case.number)
    return tuple(
        Reply(
            f"{case.number} · {seat.say.moment(item.said_at)}",
            attachment=Attachment(MessageKind(item.kind), item.file_id),
        )
        for item in kept
    )


def came_by(seat: Seat, case: Case, which: str) -> tuple[Outcome, ...]:
    """By which way the complaint came: the deadlines are that way's."""
    say = seat.say
    if which not in set(Via):
        ways = tuple(button(say(names.VIAS[v]), "via", case.number, v) for v in Via)
        return (Reply(say("How did case {number} come in?", number=case.number), "", ways),)
    promised = deadlines(case.complained_at, Via(which), seat.desk.office.hours)
    after = replace(
        case, via=Via(which), contact_by=promised.contact_by, answer_by=promised.answer_by
    )
    return (paper.brief(seat, seat.change(case, after)),)


def handle(seat: Seat, case: Case, verb: str, text: str) -> tuple[Outcome, ...]:
    """Do what a button or an awaited text asks for, if role and state allow it."""
    if verb not in _VIEWS and not may(seat.staff.role, May.WORK):
        return (not_allowed(seat, case.number),)
    if verb not in _VIEWS | _ANYTIME and case.state not in UNFINISHED:
        return (Reply(seat.say(names.BARS[Bar.STATE])),)
    return HANDLERS[verb](seat, case, text)


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
    "takeover": speaking.takeover,
    "send": speaking.send,
    "rate": rating.rated_by_staff,
    "via": came_by,
    "files": attachments,
}
