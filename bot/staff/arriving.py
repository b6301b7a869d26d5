"""What comes to the desk unasked: it is kept, and what can be done with it is offered."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Button, MessageKind, Outcome, Reply
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.staff import Role
from bot.staff import asking, forwards, households, looking, remarks, to_customer
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

A_FEW = 5  # characters: what is shorter is no complaint
SHORT = 20  # what is longer is no name, phone or village
OFFERED = 3  # cases
OPEN, LOOK, DROP, ADD, TELL = "open", "look", "drop", "add", "tell"
KEPT = "kept"


def arrived(turn: StaffTurn) -> Reply | None:
    """What is offered for words, a picture or a file; None where it is nothing to be kept."""
    message = turn.message
    text = message.text.strip()
    if message.kind is MessageKind.TEXT and len(text) <= SHORT and may(_role(turn), May.SEE_ALL):
        found = looking.found_by(turn, text)
        if found is not None:
            turn.note("searched", "", "accounts")
            return replace(found, buttons=choices(turn))
    long = len(text) >= A_FEW
    if not may(_role(turn), May.WORK) or not (long or _is_thing(turn)):
        return None
    say = turn.say
    if message.kind is MessageKind.TEXT:
        head = say("These words are in no case yet.")
    else:
        what = say(names.SENT[message.kind])
        head = say("This is in no case yet ({what}).", what=what)
    more = say(
        "Open a case with it? To add it to another case that is there, reply to its sheet with it."
    )
    return Reply(head, more, choices(turn))


def choices(turn: StaffTurn) -> tuple[Button, ...]:
    """New case, one that is there, a look at the household, or nothing of it."""
    say = turn.say
    adds = tuple(
        button(
            say("Add to {number}: {name}", number=case.number,
                name=case.customer_name or names.kind(say, case)),
            ADD, case.number,
        )
        for case in _likely(turn)[:OFFERED]
    )  # fmt: skip
    tells = tuple(
        button(
            say("Send to the customer of {number}", number=case.number),
            TELL, case.number, remarks.mark_of(turn.remark),
        )
        for case in _taken_over(turn)[:OFFERED]
    )  # fmt: skip
    account = turn.heard.claim.account_no
    look = (Button(say("Look up the household"), f"{LOOK}:{KEPT}"),) if account else ()
    new = (Button(say("Open a case"), f"{OPEN}:{KEPT}"),) if may(_role(turn), May.WORK) else ()
    return (*tells, *new, *adds, *look, Button(say("Nothing of it"), f"{DROP}:{KEPT}"))


def look_kept(turn: StaffTurn) -> tuple[Outcome, ...]:
    """The household whose number stands in what was kept; that stays kept."""
    remark = turn.remark
    number = remarks.as_it_came(turn, remark).heard.claim.account_no if remark else None
    account = turn.store.accounts.get(number) if number else None
    if account is None:
        return (Reply(turn.say("That account is not in the records.")),)
    if not households.may_look(turn, account):
        return (households.why(turn),)
    shown = looking.look(turn, account)
    kept = (Button(turn.say("Open a case"), f"{OPEN}:{KEPT}"),)
    bare = shown.instead and replace(shown.instead, buttons=(*shown.instead.buttons, *kept))
    return (replace(shown, buttons=(*shown.buttons, *kept), instead=bare),)


def drop_kept(turn: StaffTurn) -> tuple[Outcome, ...]:
    """It is kept no more."""
    turn.keep_remark(None)
    return (Reply(turn.say("It is not kept.")),)


def add(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """What was kept goes into this case."""
    seat = remarks.taken(turn)
    if seat is None:
        return (Reply(turn.say("Please write it again.")),)
    forwards.take_in(seat, case, forwards.material(seat))
    return (Reply(turn.say("Added to case {number}.", number=case.number)),)


def tell(turn: StaffTurn, case: Case, mark: str) -> tuple[Outcome, ...]:
    """What was kept goes to the customer whose chat this person has taken over.

    Only what the button stood below: what was written since may be meant for somebody else.
    """
    if case.taken_over != turn.id:
        return (Reply(turn.say("The bot answers this customer again, nothing was sent.")),)
    seat = remarks.taken(turn) if mark == remarks.mark_of(turn.remark) else None
    if seat is None:
        return (Reply(turn.say("Please write it again.")),)
    return to_customer.write_to_customer(seat, case)


def offered(turn: StaffTurn, shown: Reply) -> Reply:
    """A look at a household that was asked for by its number alone, with what can be done."""
    if not may(_role(turn), May.WORK):
        return shown
    look = f"{LOOK}:{KEPT}"
    more = tuple(one for one in choices(turn) if one.action != look)
    bare = shown.instead and offered(turn, shown.instead)
    return replace(shown, buttons=(*shown.buttons, *more), instead=bare)


def _role(turn: StaffTurn) -> Role:
    return turn.staff.role


def _is_thing(turn: StaffTurn) -> bool:
    """Whether it is more than words: a picture, a file, a place, a contact card."""
    message = turn.message
    return bool(message.file_id or message.contact) or message.kind is MessageKind.PLACE


def _likely(turn: StaffTurn) -> list[Case]:
    """Cases it may belong to: those that ask something, of the household, one's own."""
    store = turn.store
    number = turn.heard.claim.account_no
    asked = [case for _, case in asking.questions(turn)]
    of_account = store.cases.of_account(number) if number else ()
    mine = store.cases.all_unfinished()
    own = (case for case in mine if turn.id in (case.assignee, case.taken_over))
    found = {case.number: case for case in (*asked, *of_account, *own)}
    return [
        case
        for case in found.values()
        if case.state in UNFINISHED
        and case.kind is not CaseKind.REPORT
        and sees(store, turn.staff, case)
    ]


def _taken_over(turn: StaffTurn) -> list[Case]:
    """Cases whose customers this person answers in the bot's place."""
    return [case for case in turn.store.cases.all_unfinished() if case.taken_over == turn.id]
