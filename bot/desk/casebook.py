"""What staff do with one case: each function answers one button, command or awaited text."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from bot.cases.deadlines import deadlines, resumed
from bot.cases.life import Bar, Move, Task, bar
from bot.cases.model import UNFINISHED, Case, Kind, Rating, Remedy, State, Via
from bot.cases.roles import May, Role, may
from bot.desk import forwards, paper
from bot.desk.notices import customers_of
from bot.desk.people import sees
from bot.desk.seat import Seat, button, no_such_case, not_allowed
from bot.dialogue.casework import raised, reopened
from bot.dialogue.messages import Attachment, Outcome, Post, Reply
from bot.dialogue.messages import Kind as MessageKind
from bot.store import accounts, cases, materials, staff
from bot.understanding.entities import claim_in, plain
from bot.understanding.grammar import Kind as EntityKind
from bot.understanding.grammar import entities_in
from bot.wording import analysis as analysis_text
from bot.wording import cases as names
from bot.wording import history as history_text

Handler = Callable[[Seat, Case, str], tuple[Outcome, ...]]
LOW = {Rating.BAD}


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


def decide(seat: Seat, case: Case, what: str) -> tuple[Outcome, ...]:
    """What is done: a correction of the bill, goodwill, or an explanation only."""
    say = seat.say
    possible = [Remedy.GOODWILL, Remedy.EXPLANATION]
    if case.difference is not None:
        possible.insert(0, Remedy.BILLING_CORRECTION)
    if what not in possible:
        ways = tuple(
            button(say(names.REMEDIES[way]), "decide", case.number, way) for way in possible
        )
        paid = button(say("An employee has paid"), "paid", case.number)
        return (
            Reply(say("What is done in case {number}?", number=case.number), "", (*ways, paid)),
        )
    if Remedy(what) is Remedy.GOODWILL:
        seat.waits_for(desk="goodwill", case=case.number)
        return (Reply(say("How many yuan of goodwill? The company pays it.")),)
    return _decided(seat, case, replace(case, decision=Remedy(what), approved_by=None))


def goodwill(seat: Seat, case: Case, text: str) -> tuple[Outcome, ...]:
    """The amount of goodwill in yuan."""
    amount = _yuan(text)
    if amount is None:
        return (Reply(seat.say("Write the amount in yuan, for example 30.")),)
    seat.waits_for()
    after = replace(case, decision=Remedy.GOODWILL, goodwill=amount, approved_by=None)
    return _decided(seat, case, after)


def _decided(seat: Seat, case: Case, after: Case) -> tuple[Outcome, ...]:
    after = seat.change(case, after)
    return (*_ask_heads(seat, after), paper.brief(seat, after))


def paid(seat: Seat, case: Case, text: str) -> tuple[Outcome, ...]:
    """An employee paid the customer: recorded as a fact; the bill is still to be corrected."""
    amount = _yuan(text) if text else None
    if amount is None:
        seat.waits_for(desk="paid", case=case.number)
        return (Reply(seat.say("How many yuan did the employee pay?")),)
    seat.waits_for()
    return (paper.brief(seat, seat.change(case, replace(case, employee_paid=amount))),)


def _yuan(text: str) -> Decimal | None:
    amounts = [e.value for e in entities_in(text) if e.kind is EntityKind.AMOUNT]
    try:
        value = Decimal(str(amounts[0])) if amounts else Decimal(plain(text).strip(" 元"))
        return value.quantize(Decimal("0.01")) if 0 < value < 1_000_000 else None
    except ArithmeticError:
        return None


def _ask_heads(seat: Seat, case: Case) -> tuple[Post, ...]:
    """The heads are asked to approve what costs money."""
    if case.decision is Remedy.EXPLANATION or may(seat.staff.role, May.APPROVE):
        return ()
    say = seat.say
    amount = case.goodwill if case.decision is Remedy.GOODWILL else case.difference
    reply = Reply(
        say(
            "Case {number}: please approve {remedy} of {amount}.",
            number=case.number,
            remedy=say(names.REMEDIES[case.decision or case.remedy]),
            amount=say.money(amount or Decimal(0)),
        ),
        "",
        (
            button(say("Approve"), "approve", case.number),
            button(say("Show the case"), "show", case.number),
        ),
    )
    stamp = seat.now.isoformat()
    return tuple(
        Post(one.chat, reply, f"approve:{case.number}:{stamp}:{one.id}")
        for one in staff.members(seat.db, Role.HEAD)
        if sees(seat.db, one, case)
    )


def approve(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """The head approves what was decided."""
    if not may(seat.staff.role, May.APPROVE):
        return (not_allowed(seat, case.number),)
    if case.decision in (None, Remedy.EXPLANATION):
        return (Reply(seat.say(names.BARS[Bar.NO_DECISION])),)
    return (paper.brief(seat, seat.change(case, replace(case, approved_by=seat.id))),)


def tasks(seat: Seat, case: Case, which: str) -> tuple[Outcome, ...]:
    """The checklist: pressing a line ticks it or takes the tick away."""
    if which in set(Task):
        ticked = set(case.tasks) ^ {which}
        after = tuple(task for task in Task if task in ticked)
        case = seat.change(case, replace(case, tasks=after))
    lines = tuple(
        button(
            ("☑ " if task in case.tasks else "☐ ") + seat.say(names.TASKS[task]),
            "tasks",
            case.number,
            task,
        )
        for task in Task
    )
    return (Reply(seat.say("To do in case {number}:", number=case.number), "", lines),)


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


def takeover(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """A person answers in the customer's chat; the bot is silent there until it is handed back."""
    if seat.message.group:
        return (not_allowed(seat, case.number),)
    say = seat.say
    if not customers_of(seat.db, case):
        return (Reply(say("This customer has no chat with the bot.")),)
    if case.taken_over is not None:
        seat.waits_for()
        seat.change(case, replace(case, taken_over=None))
        return (Reply(say("The bot answers the customer again.")),)
    seat.change(case, replace(case, taken_over=seat.id))
    return (
        Reply(
            say("You write to the customer of case {number} now.", number=case.number),
            say(
                "Reply to this message: each reply goes to the customer. The bot is silent there."
            ),
            (button(say("Hand back to the bot"), "takeover", case.number),),
        ),
    )


def send(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """Send the draft to the customer as it stands now."""
    if seat.message.group:
        return (not_allowed(seat, case.number),)
    drafts = paper.papers(seat, case)[1:]
    chats = customers_of(seat.db, case)
    if not drafts or not chats:
        return (Reply(seat.say("This customer has no chat with the bot.")),)
    head, _, body = drafts[0].body.partition("\n\n")
    cases.add_event(seat.db, case.number, seat.now, "sent", head, seat.staff.actor)
    key = f"sent:{case.number}:{seat.now.isoformat()}"
    return (
        *(Post(chat, Reply(head, body), f"{key}:{chat.name}") for chat in chats),
        Reply(seat.say("Sent to the customer.")),
    )


def write_to_customer(seat: Seat, case: Case, text: str) -> tuple[Outcome, ...]:
    """A reply to a message about a case that was taken over goes to the customer."""
    cases.add_event(seat.db, case.number, seat.now, "written", text, seat.staff.actor)
    key = f"written:{case.number}:{seat.message.message_id}"
    posts = [Post(c, Reply(text), f"{key}:{c.name}") for c in customers_of(seat.db, case)]
    return (*posts, Reply(seat.say("Sent to the customer.")))


def rated_by_staff(seat: Seat, case: Case, which: str) -> tuple[Outcome, ...]:
    """What the customer said on the telephone."""
    if case.state is not State.CLOSED or which not in set(Rating):
        return (Reply(seat.say(names.BARS[Bar.STATE])),)
    after = rated(seat.db, case, Rating(which), seat.now, seat.staff.actor)
    return (paper.brief(seat, after),)


def rated(db: sqlite3.Connection, case: Case, rating: Rating, now: datetime, actor: str) -> Case:
    """The case with the customer's rating; a low one opens it again."""
    after = cases.change(db, case, replace(case, rating=rating), now, actor)
    return reopened(db, after, now, actor) if rating in LOW else after


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
    "decide": decide,
    "goodwill": goodwill,
    "paid": paid,
    "approve": approve,
    "tasks": tasks,
    "assign": assign,
    "merge": merge,
    "history": history,
    "analysis": analysis,
    "takeover": takeover,
    "send": send,
    "rate": rated_by_staff,
    "via": came_by,
    "files": attachments,
}
