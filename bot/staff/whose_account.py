"""Whose account a case is about: pressed among those offered, or written in answer."""

from __future__ import annotations

from dataclasses import replace

from bot.cases import joining
from bot.contract.messages import MessageKind, Outcome, Reply
from bot.hearing.account_answer import numbers_in
from bot.records.case import Case, Guess
from bot.staff import approving, forwards, households, papers
from bot.staff.candidates import candidates, guessed_from, looked_for, marked
from bot.staff.case_words import words_of
from bot.staff.living import ask
from bot.staff.turn import StaffTurn


def set_account(turn: StaffTurn, case: Case, account_no: str) -> tuple[Outcome, ...]:
    """The case is about this account: pressed among those offered, or written.

    What was decided about the bill of another one lapses, and whoever it concerns is told.
    """
    if turn.message.kind is MessageKind.BUTTON and not account_no:
        asked = turn.say("Write the right account number of case {number}.", number=case.number)
        return (ask(turn, case, "account", asked),)
    number, beside = _written(turn)
    number = number or account_no
    guessed: Guess | None = None
    if account_no.startswith("#"):
        told = words_of(turn.store, case)
        meant = marked(candidates(turn.store, told), case.number, account_no)
        number, guessed = (meant.account_no, guessed_from(told, meant)) if meant else ("", None)
    if turn.store.accounts.get(number) is None and _names_somebody(turn):
        return _kept(turn, case)
    if turn.store.accounts.get(number) is None:
        asked = turn.say(
            "That account is not in the records. Check the number and write it again."
        )
        more = turn.say("If it was never registered, note that in the case: it is a finding.")
        return (ask(turn, case, "account", asked, more),)
    if full := households.refusal(turn, number):
        return (full,)
    turn.answered("account", case)
    after = forwards.with_account(turn, case, number, guessed)
    if beside:
        after = joining.note(turn.acting, after, replace(turn.heard.noted, words=beside))
    return (*approving.lapsed(turn, case, after), *papers.papers(turn, after))


def _written(turn: StaffTurn) -> tuple[str, str]:
    """The account number that was written in answer, and the remark beside it."""
    known = turn.store.accounts.get
    if turn.message.kind is MessageKind.TEXT:
        for number, beside in numbers_in(turn.message.text):
            if known(number):
                return number, beside
    return turn.heard.claim.account_no, ""


def _names_somebody(turn: StaffTurn) -> bool:
    """Whether a text came in answer that holds no account number: a name, a phone, a remark."""
    text = turn.heard.plain
    if turn.message.kind is not MessageKind.TEXT or turn.heard.claim.account_no:
        return False
    return not "".join(text.split()).isdigit() or bool(looked_for(turn.store, text, 1))


def _kept(turn: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """Words in place of an account number are kept, and whom they point to is offered."""
    turn.waits_for("account", case)
    case = forwards.added(turn, case)
    if case.account_no is not None:
        return papers.papers(turn, case)
    ask, found = papers.missing_account(turn, case, words_of(turn.store, case))
    return (Reply(turn.say("Added to case {number}.", number=case.number), ask, found),)
