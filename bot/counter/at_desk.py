"""A member of staff comes to the desk: an edit, a button, a forward, a command, words."""

from __future__ import annotations

from collections.abc import Callable

from bot.cases import joining as case_joining
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Action, MessageKind, Outcome, Reply
from bot.counter import ahead, ending, of_staff
from bot.customer import lives
from bot.hearing.marks import case_number_in
from bot.hearing.told import surely_reports
from bot.records.case import Case, CaseKind
from bot.records.memory import Awaited
from bot.staff import (
    arriving,
    asking,
    assessing,
    casebook,
    counts,
    forwards,
    households,
    joining,
    leaving,
    lists,
    looking,
    misheard,
    monthly,
    practising,
    proving,
    publicity,
    ready,
    records,
    remarks,
    roster,
    sent_files,
    signing_in,
    teaching,
    to_customer,
    views,
    visiting,
    yearly,
)
from bot.staff.living import parted
from bot.staff.turn import StaffTurn, no_such_case, not_allowed
from bot.wording import phrases

_LISTS: dict[str, Callable[[StaffTurn], tuple[Outcome, ...]]] = {
    "my": lists.mine,
    "due": lists.due,
    "find": lists.find,
    "fact": ending.fact,
    "bound": ending.bound,
    "look": looking.look_up,
    "stats": counts.stats,
    "export": counts.export,
    "report": monthly.report,
    "duty": roster.duty,
    "case": casebook.open_by_command,
    "notice": publicity.show,
    "practice": practising.practice,
    "quiz": practising.ask,
    "misheard": misheard.next_words,
    "login": signing_in.link,
    assessing.VERB: assessing.assess,
    ahead.VERB: ahead.show,
    "scan": proving.scan,
    visiting.VERB: visiting.visits,
}

_KEPT: dict[str, Callable[[StaffTurn], tuple[Outcome, ...]]] = {
    arriving.OPEN: casebook.open_kept,
    arriving.LOOK: arriving.look_kept,
    arriving.DROP: arriving.drop_kept,
}

# Buttons by their verb, with one or two things behind it.
_ONE: dict[str, Callable[[StaffTurn, str], tuple[Outcome, ...]]] = {
    "page": lists.page,
    looking.VERB: looking.pressed,
    yearly.VERB: yearly.pressed,
    publicity.VERB: publicity.pressed,
    practising.VERB: practising.pressed,
    misheard.VERB: misheard.pressed,
    teaching.VERB: teaching.pressed,
    assessing.VERB: assessing.pressed,
    ahead.VERB: ahead.pressed,
    visiting.VERB: visiting.pressed,
}
_TWO: dict[str, Callable[[StaffTurn, str, str], tuple[Outcome, ...]]] = {
    "view": views.pressed,
    "canned": ready.choose,
    sent_files.VERB: sent_files.pressed,
}


def at_desk(seat: StaffTurn) -> tuple[Outcome, ...]:
    """What one message of a member of staff causes."""
    message = seat.message
    if message.edited:
        return _edited(seat)
    if message.kind is MessageKind.BUTTON:
        return _pressed(seat)
    if sent_files.is_one(seat) and not message.answered_id and not forwards.goes_on(seat):
        return sent_files.sent(seat)
    if message.origin is not None or message.parts:
        if may(seat.staff.role, May.WORK):
            return records.recorded(seat) if message.parts else forwards.forwarded(seat)
        return (not_allowed(seat, "forward"),)
    if message.kind is MessageKind.COMMAND:
        return _commanded(seat)
    case = _answered_case(seat)
    if case is not None:
        return _added(seat, case)
    if practising.goes_on(seat):
        return practising.answered(seat)
    if visiting.goes_on(seat):
        return visiting.told(seat)
    just_asked = _meant_for(seat)
    if just_asked:
        return _given(seat, *just_asked)
    remarks.remember(seat)
    if message.group:
        return ()
    open_questions = not seat.heard.alarm.is_grave and asking.questions(seat)
    return _unasked(seat) if open_questions else _unbidden(seat)


def _meant_for(seat: StaffTurn) -> tuple[Awaited, Case] | None:
    """What a text of its own answers: what was pressed for just before."""
    message = seat.message
    plain = message.kind is MessageKind.TEXT and not message.group
    if not plain or seat.heard.alarm.is_grave or case_number_in(message.text):
        return None
    return asking.just_asked(seat)


def _unbidden(seat: StaffTurn) -> tuple[Outcome, ...]:
    """A text, photo or file of a member of staff that belongs to nothing yet."""
    text = seat.message.text.strip()
    named = case_number_in(text)
    if named:
        case = seat.case(named)
        return casebook.show(seat, case) if case else (no_such_case(seat),)
    account = looking.asked_about(seat)
    if account is not None and households.may_look(seat, account):
        return (arriving.offered(seat, looking.look(seat, account)),)
    alarm = seat.heard.alarm
    if alarm.is_grave and may(seat.staff.role, May.WORK):
        case = forwards.written_down(seat, seat.now)
        told = lives.safety(seat.say, alarm, seat.desk.office.phone, case.number)
        return (*told, Reply(seat.say("Added to case {number}.", number=case.number)))
    return (arriving.arrived(seat) or joining.welcome(seat.desk, seat.staff),)


def _pressed(seat: StaffTurn) -> tuple[Outcome, ...]:
    action, version = parted(seat.message.action)
    verb, _, rest = action.partition(":")
    number, _, more = rest.partition(":")
    if verb == leaving.VOID:
        return of_staff.by_staff(seat)
    if verb == ending.END:
        return ending.pressed(seat)
    if rest == arriving.KEPT and verb in _KEPT:
        return _KEPT[verb](seat)
    if verb in _ONE:
        return _ONE[verb](seat, rest)
    if verb in _TWO:
        return _TWO[verb](seat, number, more)
    case = seat.case(number) if verb in casebook.VERBS else None
    return casebook.pressed(seat, case, verb, more, version) if case else (no_such_case(seat),)


def _commanded(seat: StaffTurn) -> tuple[Outcome, ...]:
    action, text = seat.message.action, seat.message.text
    if action in of_staff.COMMANDS:
        return of_staff.by_staff(seat)
    if action == "canned":
        return ready.choose(seat, text.strip().upper(), "")
    if action == "merge":
        first, _, second = text.strip().partition(" ")
        case = seat.case(first) if first else None
        return casebook.merge(seat, case, second) if case else (no_such_case(seat),)
    if action in _LISTS:
        return _LISTS[action](seat)
    if action == Action.CANCEL:
        seat.waits_for_nothing()
    return (joining.welcome(seat.desk, seat.staff),)


def _answered_case(seat: StaffTurn) -> Case | None:
    """The case of the message to which this one is a reply: a paper of it, or a forward."""
    message = seat.message
    if not message.answered_id:
        return None
    shown = seat.store.cards.shown_at(message.chat, message.answered_id)
    number = seat.store.materials.case_of(message.chat, message.answered_id)
    found = (shown and shown.case_number) or number or case_number_in(message.answered_text)
    return seat.case(found) if found else None


def _added(seat: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """A reply to a message of a case: what it waits for, the customer's chat, or the case."""
    if not may_in(case, seat.staff.role, May.WORK):
        return (not_allowed(seat, case.number),)
    asked = asking.asked_by(seat, case)
    if asked and seat.message.kind is MessageKind.TEXT:
        return _given(seat, asked, case)
    if case.taken_over == seat.id and not seat.message.group:
        return to_customer.write_to_customer(seat, case)
    return (_taken_in(seat, case),)


def _given(seat: StaffTurn, asked: Awaited, case: Case) -> tuple[Outcome, ...]:
    """A text that answers what was asked about a case."""
    if surely_reports(seat.heard) and case.kind is not CaseKind.REPORT:
        return _reported(seat, case, asked.verb)
    seat.waits_for(asked.verb, case, asked.seen)
    return casebook.handle(seat, case, asked.verb, seat.message.text)


def _reported(seat: StaffTurn, case: Case, verb: str) -> tuple[Outcome, ...]:
    """A note or a reason that reports a person is a report by itself: the case goes on without."""
    seat.answered(verb, case)
    report = forwards.written_down(seat, seat.now)
    kept_apart = seat.say("It does not stand in case {number}.", number=case.number)
    return (phrases.sealed(seat.say, report.number), Reply(kept_apart))


def _taken_in(seat: StaffTurn, case: Case) -> Reply:
    case = forwards.added(seat, case)
    return Reply(seat.say("Added to case {number}.", number=case.number))


def _unasked(seat: StaffTurn) -> tuple[Outcome, ...]:
    """Something that is no reply to what was asked: which question it answers, is asked."""
    if case_number_in(seat.message.text):
        return _unbidden(seat)
    if seat.message.kind is not MessageKind.TEXT:
        return _unbidden(seat)
    opens = arriving.choices(seat) if len(seat.message.text.strip()) >= arriving.A_FEW else ()
    return (asking.which(seat, opens),)


def _not_used(seat: StaffTurn) -> tuple[Outcome, ...]:
    """A changed answer changes nothing any more; of an account number that must be said."""
    if seat.message.group or not seat.heard.claim.account_no:
        return ()
    more = seat.say("To put another account into a case, press “Another account” below it.")
    return (Reply(seat.say("That you changed this message changes no case."), more),)


def _edited(seat: StaffTurn) -> tuple[Outcome, ...]:
    """An edit of a message that lies in a case changes it there, and the history keeps the old."""
    message = seat.message
    known = seat.store.materials.edit(message.chat, message.message_id, message.text)
    if known is None:
        return _not_used(seat)
    number, before = known
    case_joining.edit(seat.acting, number, before, message.text)
    case = seat.store.cases.get(number)
    if case is None:
        return ()
    if case_joining.heard(seat.acting, case, seat.heard.said).kind is CaseKind.REPORT:
        return ()
    return (Reply(seat.say("The change is noted in case {number}.", number=number)),)
