"""A look at an account without a case."""

from __future__ import annotations

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.characters import bare
from bot.contract.messages import Button, Figures, Outcome, Reply
from bot.records.account import AccountRecord
from bot.staff import households, yearly
from bot.staff.candidates import looked_for
from bot.staff.turn import StaffTurn, button, not_allowed
from bot.wording import cases as names
from bot.wording.verdict import verdict

VERB = "look"
SHOWN = 5  # cases
FOUND = 10  # accounts


def asked_about(turn: StaffTurn) -> AccountRecord | None:
    """The account whose number is all that was written; None where there are words with it."""
    number = turn.heard.claim.account_no
    alone = bool(number) and bare(turn.heard.plain) in (number, f"户号{number}", f"户号是{number}")
    return turn.store.accounts.get(number) if number and alone else None


def look(turn: StaffTurn, account: AccountRecord) -> Reply:
    """Whose it is, what the last bill shows, its cases; nothing is opened."""
    say, number = turn.say, account.account_no
    head = say(
        "Account {account} · {name} · {village}",
        account=mask_account_no(number) if turn.message.group else number,
        name=mask_name(account.holder_name),
        village=mask_address(account.address),
    )
    mine = [c for c in turn.store.cases.of_account(number) if sees(turn.store, turn.staff, c)]
    lines = [
        say("{number} · {kind} · {state} · {day}", number=case.number,
            kind=names.kind(say, case), state=names.state(say, case),
            day=say.day(case.opened_at.date()))
        for case in mine[:SHOWN]
    ]  # fmt: skip
    cases = "\n".join([say("Its cases:"), *lines]) if lines else say("It has no case.")
    more = say("This opens no case. To open one: /case, the number, and what the customer says.")
    shown = tuple(button(case.number, "show", case.number) for case in mine[:SHOWN])
    if _inside(turn, [number]):
        shown += (Button(say("Bills and ladder of the year"), f"{yearly.VERB}:{number}"),)
    figures = Figures(number, f"look {number}")
    bare = Reply(head, f"{cases}\n\n{more}", shown)
    bill = _bill(turn, number)
    if not bill:
        return bare
    return Reply(head, f"{bill}\n\n{cases}\n\n{more}", shown, figures=figures, instead=bare)


def look_up(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /look: an account by its number, or those that name, phone or village point to."""
    say, text = turn.say, turn.message.text.strip()
    if not may(turn.staff.role, May.SEE_ALL):
        return (not_allowed(turn, "look"),)
    number = turn.heard.claim.account_no
    account = turn.store.accounts.get(number) if number else None
    if account is not None:
        return (look(turn, account),)
    if not text:
        head = say("Write /look and an account number, a name, a phone number or a village.")
        return (Reply(head, say("Nothing is opened by that.")),)
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    turn.note("searched", "", "accounts")
    return (found_by(turn, text) or Reply(say("No account is found by that.")),)


def found_by(turn: StaffTurn, text: str) -> Reply | None:
    """The accounts that a name, a phone, a village or part of a number point to; None = none."""
    say = turn.say
    found = looked_for(turn.store, text, FOUND + 1)
    if not found:
        return None
    lines = [
        say("{account} · {name} · {village}", account=one.account_no,
            name=mask_name(one.holder_name), village=mask_address(one.address))
        for one in found[:FOUND]
    ]  # fmt: skip
    if len(found) > FOUND:
        lines.append(say("There are more. Write one more word."))
    head = say("Send the account number of the one you mean:")
    numbers = [one.account_no for one in found[:FOUND]]
    return Reply(head, "\n".join(lines), _inside(turn, numbers))


def pressed(turn: StaffTurn, number: str) -> tuple[Outcome, ...]:
    """The account of a list that was shown, if this person may look into it."""
    account = turn.store.accounts.get(number)
    if account is None or turn.message.group or not households.may_look(turn, account):
        return (not_allowed(turn, "look"),)
    return (look(turn, account),)


def _inside(turn: StaffTurn, numbers: list[str]) -> tuple[Button, ...]:
    """Buttons that carry an account number: only where it stays within the office."""
    if not turn.desk.can(turn.message.chat).inside or turn.message.group:
        return ()
    return tuple(Button(number, f"{VERB}:{number}") for number in numbers)


def _bill(turn: StaffTurn, number: str) -> str:
    try:
        return verdict(
            turn.say, findings_for(history_of(turn.store, number), turn.desk.office, None)
        )
    except HistoryError:
        return ""
