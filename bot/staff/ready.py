"""Ready-made replies (常用回复): ours where they fit the case, and the office's own."""

from __future__ import annotations

from bot.cases import handing
from bot.cases.roles import May, may_in
from bot.contract.messages import Outcome, Reply
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.staff import first_letters, to_customer
from bot.staff.case_buttons import reached
from bot.staff.papers import menu
from bot.staff.turn import StaffTurn, button
from bot.wording import canned, drafted, drafts

Replies = dict[str, tuple[str, str]]


def choose(turn: StaffTurn, number: str, key: str) -> tuple[Outcome, ...]:
    """For which case, which one, and its text with the blanks filled."""
    say = turn.say
    case = turn.case(number) if number else None
    if case is None:
        return (Reply(say("Write /canned and the number of the case.")),)
    fitting = _replies(turn, case)
    if key not in fitting:
        choices = tuple(
            button(title, "canned", case.number, name) for name, (title, _) in fitting.items()
        )
        return (menu(turn, case, say("Which reply?"), choices),)
    title, text = fitting[key]
    works = may_in(case, turn.staff.role, May.WORK) and case.state in UNFINISHED
    goes = works and not turn.message.group and reached(turn, case)
    send = button(say("Send this to the customer"), "reply", case.number, key)
    return (Reply(title, text, (send,) if goes else ()),)


def send(turn: StaffTurn, case: Case, key: str) -> tuple[Outcome, ...]:
    """It goes to the customer as it reads now."""
    found = _replies(turn, case).get(key)
    if found is None or case.kind is CaseKind.REPORT:
        return choose(turn, case.number, "")
    chats = reached(turn, case)
    if turn.message.group or not chats:
        return (to_customer.not_reached(turn),)
    _, text = found
    if already := to_customer.sent_before(turn, case, text):
        return (Reply(already),)
    if asked := first_letters.asked_for(turn, case, Reply(text), "reply", key):
        return asked
    handing.write(turn.acting, case, "sent", text)
    return to_customer.posts(turn, case, chats, Reply(text))


def _replies(turn: StaffTurn, case: Case) -> Replies:
    """Title and text of each that may be said now; the office's own go before ours."""
    say, office = turn.say, turn.desk.office
    found: Replies = {
        key: (say(title), canned.filled(say, key, case, office.phone))
        for key, (title, _) in canned.REPLIES.items()
        if canned.fits(key, case)
    }
    own = drafts.drafts(office.drafts)
    for key, one in own.items():
        if not one.is_ready_made or key in drafts.BY_ITSELF:
            continue
        if key not in canned.REPLIES or canned.fits(key, case):
            found[key] = one.title, drafted.filled(say, one, case, None, office.phone, turn.now)
    return found
