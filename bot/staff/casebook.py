"""What staff do with one case: each function answers one button, command or awaited text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cases import handing, joining, merging, moving
from bot.cases.acting import RefusedError
from bot.cases.life import Move, Refusal
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Attachment, Figures, MessageKind, Outcome, Post, Reply
from bot.hearing.marks import case_number_in
from bot.records.case import UNFINISHED, CameBy, Case
from bot.staff import (
    answering,
    approving,
    forwards,
    papers,
    rating,
    remarks,
    remedy,
    reporting,
    to_customer,
)
from bot.staff.candidates import candidates, marked
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn, button, no_such_case, not_allowed, refused
from bot.wording import analysis as analysis_text
from bot.wording import cases as names
from bot.wording import history as history_text

Handler = Callable[[StaffTurn, Case, str], tuple[Outcome, ...]]


def show(turn: StaffTurn, case: Case, _: str = "") -> tuple[Outcome, ...]:
    """The papers of a case."""
    if papers.asks_for_account(turn, case):
        turn.waits_for("account", case)
    return papers.papers(turn, case)


def open_by_command(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /case: a number shows that case, an account number opens one."""
    text = turn.message.text.strip()
    word = text.split()[0] if text else ""
    if case_number_in(word):
        case = turn.case(word)
        return show(turn, case) if case else (no_such_case(turn),)
    if not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, "case"),)
    if not text:
        return (
            Reply(turn.say("Write /case and the account number, and what the customer says.")),
        )
    return show(turn, forwards.opened(turn))


def move(which: Move) -> Handler:
    """The handler of a move."""

    def handle(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
        try:
            after = moving.move(turn.acting, case, which)
        except RefusedError as error:
            told = refused(turn, case, error.refusal)
            return (told,) if error.refusal is Refusal.ROLE else (told, papers.brief(turn, case))
        return (papers.brief(turn, after),)

    return handle


def set_account(turn: StaffTurn, case: Case, account_no: str) -> tuple[Outcome, ...]:
    """The case is about this account: pressed among those offered, or written."""
    number = turn.heard.claim.account_no or account_no
    if account_no.startswith("#"):
        found = candidates(turn.store, words_of(turn.store, case))
        number = marked(found, case.number, account_no) or ""
    if turn.store.accounts.get(number) is None:
        turn.waits_for("account", case)
        return (
            Reply(
                turn.say(
                    "That account is not in the records. Check the number and write it again."
                ),
                turn.say("If it was never registered, note that in the case: it is a finding."),
            ),
        )
    turn.answered("account", case)
    return show(turn, forwards.with_account(turn, case, number))


def note(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """A note for the case; without a text it is asked for."""
    if not text:
        turn.waits_for("note", case)
        return (Reply(turn.say("Write the note for case {number}.", number=case.number)),)
    turn.answered("note", case)
    joining.note(turn.acting, case, replace(turn.heard.said, words=text))
    return (Reply(turn.say("Noted in case {number}.", number=case.number)),)


def assign(turn: StaffTurn, case: Case, to: str) -> tuple[Outcome, ...]:
    """Give the case to somebody; they are told."""
    say = turn.say
    if not may(turn.staff.role, May.ASSIGN):
        return (not_allowed(turn, case.number),)
    able = handing.able(turn.store, case)
    chosen = next((one for one in able if str(one.id) == to), None)
    if chosen is None:
        people = tuple(button(one.name, "assign", case.number, one.id) for one in able)
        return (Reply(say("Who takes case {number}?", number=case.number), "", people),)
    after = handing.assign(turn.acting, case, chosen)
    told = Reply(
        say("Case {number} is yours now. Contact the customer by {due}.",
            number=case.number, due=say.moment(case.contact_by)),
        "",
        (button(say("Show the case"), "show", case.number),),
    )  # fmt: skip
    posts: tuple[Post, ...] = ()
    if chosen.id != turn.id:
        key = f"assigned:{case.number}:{turn.now.isoformat()}:{chosen.id}"
        posts = (Post(chosen.chat, told, key, case_number=case.number),)
    return (*posts, papers.brief(turn, after))


def merge(turn: StaffTurn, case: Case, other: str) -> tuple[Outcome, ...]:
    """This case goes into another; its messages go along."""
    into = turn.case(other) if other else None
    try:
        whole = merging.merge(turn.acting, case, into or case)
    except RefusedError as error:
        if error.refusal is Refusal.ROLE:
            return (not_allowed(turn, case.number),)
        return (
            Reply(
                turn.say(
                    "Write: /merge, the case that ends, and the case it goes into. Both must be "
                    "open."
                )
            ),
        )
    return (papers.brief(turn, whole),)


def history(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Everything that happened to a case, with who did it."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    people = {one.actor: one.name for one in turn.store.staff.everybody()}
    lines = [
        line
        for event in turn.store.cases.events(case.number)
        for line in history_text.lines(say, event, people)
    ]
    head = say("History of case {number}:", number=case.number)
    figures = Figures(case.account_no or "", f"history {case.number}")
    bare = Reply(head, names.figures_at_the_office(say))
    return (Reply(head, "\n".join(lines), figures=figures, instead=bare),)


def analysis(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The case analysis in the form that offices use."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    events = turn.store.cases.events(case.number)
    words = words_of(turn.store, case)
    told = analysis_text.Told(case, words.text, events, papers.found_in(turn, case, words))
    head, body = analysis_text.analysis(turn.say, turn.desk.office.name, told)
    figures = Figures(case.account_no or "", f"analysis {case.number}")
    bare = Reply(head, names.figures_at_the_office(turn.say))
    return (Reply(head, body, figures=figures, instead=bare),)


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
    return (papers.brief(turn, joining.came_by(turn.acting, case, CameBy(which))),)


def handle(turn: StaffTurn, case: Case, verb: str, text: str) -> tuple[Outcome, ...]:
    """Do what a button or an awaited text asks for, if role and state allow it."""
    if verb == "asked":
        seat = remarks.as_answer(turn, case, text)
        if seat is None:
            return (Reply(turn.say("Please write it again.")),)
        return handle(seat, case, text, seat.message.text)
    if verb not in _VIEWS and not may_in(case, turn.staff.role, May.WORK):
        return (not_allowed(turn, case.number),)
    if verb not in _VIEWS | _ANYTIME and case.state not in UNFINISHED:
        return (refused(turn, case, Refusal.STATE),)
    try:
        return HANDLERS[verb](turn, case, text)
    except RefusedError as error:
        return (refused(turn, case, error.refusal),)


_VIEWS = {"show", "history", "analysis", "files"}
_ANYTIME = {"note", "rate", *Move}  # a move has states of its own
HANDLERS: dict[str, Handler] = {
    "show": show,
    **{which.value: move(which) for which in Move if which is not Move.MERGE},
    "answer": answering.answer,
    "account": set_account,
    "note": note,
    "decide": remedy.decide,
    "goodwill": remedy.goodwill,
    "paid": remedy.paid,
    "approve": approving.approve,
    "reject": approving.reject,
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
    "release": reporting.release,
}
VERBS = {*HANDLERS, "asked"}  # of buttons
