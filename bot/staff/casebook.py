"""What staff do with one case: each function answers one button, command or awaited text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cases import handing, joining, merging, moving
from bot.cases.acting import RefusedError
from bot.cases.life import Move, Refusal
from bot.cases.reports import sees
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Outcome, Post, Reply
from bot.hearing.marks import case_number_in
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.staff import Role
from bot.staff import (
    answering,
    approving,
    arriving,
    asking,
    case_buttons,
    choosing,
    closing,
    documents,
    finding,
    forwards,
    holding,
    households,
    identifying,
    looking,
    looks,
    mentioning,
    papers,
    parting,
    proof,
    rating,
    ready,
    remarks,
    remedy,
    reporting,
    taking,
    tasks,
    timeline,
    to_customer,
    whose_account,
)
from bot.staff.living import ask, changed_since, what_changed
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button, no_such_case, not_allowed

Handler = Callable[[StaffTurn, Case, str], tuple[Outcome, ...]]


def show(turn: StaffTurn, case: Case, _: str = "") -> tuple[Outcome, ...]:
    """The papers of a case."""
    if papers.asks_for_account(turn, case):
        turn.waits_for("account", case)
    return papers.papers(turn, case, anew=True)


def open_by_command(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /case: a number shows that case, an account number opens one."""
    text = turn.message.text.strip()
    word = text.split()[0] if text else ""
    if number := case_number_in(word):
        case = turn.case(number)
        return show(turn, case) if case else (no_such_case(turn),)
    if not may(turn.staff.role, May.WORK):
        return (not_allowed(turn, "case"),)
    if not text:
        return (
            Reply(turn.say("Write /case and the account number, and what the customer says.")),
        )
    account = looking.asked_about(turn)
    if account is not None and households.may_look(turn, account):
        return (looking.look(turn, account),)
    return opened(turn)


def opened(turn: StaffTurn) -> tuple[Outcome, ...]:
    """The papers of a new case with the text; that the household has an open one is told."""
    if turn.staff.role is Role.ELECTRICIAN and looking.asked_about(turn) is not None:
        return (households.why(turn),)
    number = turn.heard.claim.account_no
    if number and (full := households.refusal(turn, number)):
        return (full,)
    before = turn.store.cases.of_account(number) if number else ()
    known = [c for c in before if c.state in UNFINISHED and sees(turn.store, turn.staff, c)]
    shown = show(turn, forwards.opened(turn))
    if not known:
        return shown
    others = turn.say(", ").join(case.number for case in known)
    pointed = Reply(
        turn.say("This household has an open case already: {cases}", cases=others),
        turn.say("If it is the same matter: /merge, the new number, the old number."),
        tuple(button(case.number, "show", case.number) for case in known),
    )
    return (*shown, pointed)


def open_kept(turn: StaffTurn) -> tuple[Outcome, ...]:
    """A new case with the words that were offered for one."""
    new = remarks.taken(turn) if may(turn.staff.role, May.WORK) else None
    return opened(new) if new else (Reply(turn.say("Please write it again.")),)


def move(which: Move) -> Handler:
    """The handler of a move."""

    def handle(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
        try:
            after = moving.move(turn.acting, case, which)
        except RefusedError as error:
            return not_done(turn, case, error.refusal)
        if which is Move.CONTACT and after.assignee is None:
            after = handing.claim(turn.acting, after)
        return (papers.card(turn, after),)

    return handle


def note(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """A note for the case; without a text it is asked for."""
    if not text:
        asked = turn.say("Write the note for case {number}.", number=case.number)
        return (ask(turn, case, "note", asked),)
    turn.answered("note", case)
    joining.note(turn.acting, case, replace(turn.heard.noted, words=text))
    return mentioning.noted(turn, case, text)


def assign(turn: StaffTurn, case: Case, to: str) -> tuple[Outcome, ...]:
    """Give the case to somebody; they are told."""
    say = turn.say
    if not may(turn.staff.role, May.ASSIGN):
        return (not_allowed(turn, case.number),)
    able = handing.able(turn.store, case)
    chosen = next((one for one in able if str(one.id) == to), None)
    if chosen is None:
        people = tuple(button(one.name, "assign", case.number, one.id) for one in able)
        return (menu(turn, case, say("Who takes case {number}?", number=case.number), people),)
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
    return (*posts, papers.card(turn, after))


def merge(turn: StaffTurn, case: Case, other: str) -> tuple[Outcome, ...]:
    """This case goes into another; its messages go along."""
    into = turn.case(other) if other else None
    try:
        whole = merging.merge(turn.acting, case, into or case)
    except RefusedError as error:
        if error.refusal is Refusal.STATE:
            say = turn.say
            return (
                Reply(
                    say(
                        "Write: /merge, the case that ends, and the case it goes into. Both must "
                        "be open."
                    )
                ),
            )
        return not_done(turn, case, error.refusal)
    return (papers.card(turn, whole),)


def handle(turn: StaffTurn, case: Case, verb: str, text: str) -> tuple[Outcome, ...]:
    """Do what a button or an awaited text asks for, if role and state allow it."""
    if verb == "asked":
        seat = asking.as_answer(turn, case, text)
        if seat is None:
            return (Reply(turn.say("Please write it again.")),)
        return handle(seat, case, text, seat.message.text)
    if verb not in _VIEWS and not may_in(case, turn.staff.role, May.WORK):
        return (not_allowed(turn, case.number),)
    of_a_bill = case.kind is CaseKind.REPORT and verb in _OF_A_BILL
    if of_a_bill or (verb not in _VIEWS | _ANYTIME and case.state not in UNFINISHED):
        return not_done(turn, case, Refusal.STATE)
    try:
        return HANDLERS[verb](turn, case, text)
    except RefusedError as error:
        return not_done(turn, case, error.refusal)


def pressed(
    turn: StaffTurn, case: Case, verb: str, text: str, version: int | None
) -> tuple[Outcome, ...]:
    """Do what a button asks for, if what it was shown with is still so."""
    changes = () if verb in _VIEWS else changed_since(turn, case, version)
    if not changes:
        return handle(turn, case, verb, text)
    told = papers.card(turn, case, what_changed(turn, changes))
    return (told, *papers.papers(turn, case)[1:]) if verb == "send" else (told,)


_OF_A_BILL = {"account", "decide", "goodwill", "paid", "approve", "reject", "tasks", "plan",
    "send", "reply", "caller",
}  # fmt: skip
_VIEWS = {"show", "card", "history", "analysis", "files", "similar", "household"}
_ANYTIME = {"note", "rate", "paper", "tasks", "plan", *Move}  # a move has states of its own
HANDLERS: dict[str, Handler] = {
    "show": show,
    "card": lambda turn, case, _: (papers.card(turn, case),),
    **{which.value: move(which) for which in Move if which is not Move.MERGE},
    "answer": answering.answer,
    "close": closing.close,
    "class": closing.classify,
    "matter": choosing.choose,
    closing.ENDED: closing.ended,
    "finish": closing.finish,
    "hold": holding.hold,
    "until": holding.until,
    "mistake": holding.void,
    "claim": taking.claim,
    "return": taking.give_back,
    "account": whose_account.set_account,
    "note": note,
    "add": arriving.add,
    arriving.TELL: arriving.tell,
    "found": finding.found,
    "decide": remedy.decide,
    "goodwill": remedy.goodwill,
    "paid": remedy.paid,
    "approve": approving.approve,
    "reject": approving.reject,
    "tasks": tasks.tasks,
    "plan": tasks.plan,
    "assign": assign,
    "merge": merge,
    "history": looks.history,
    "household": timeline.household,
    "analysis": looks.analysis,
    "similar": looks.similar,
    "takeover": to_customer.takeover,
    "send": to_customer.send,
    "reply": ready.send,
    "rate": rating.rated_by_staff,
    "via": taking.came_by,
    "files": looks.attachments,
    "caller": looks.caller,
    "paper": documents.paper,
    "prove": proof.ask,
    "identify": identifying.identify,
    "release": reporting.release,
    case_buttons.PART: parting.apart,
}
VERBS = {*HANDLERS, "asked"}  # of buttons
