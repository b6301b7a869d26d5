"""Two people whom the messenger shows under one name: the words of one get a case of their own."""

from __future__ import annotations

from bot.cases import joining
from bot.cases.parting import part
from bot.contract.clean import one_line
from bot.contract.messages import Outcome
from bot.hearing.heard import hear
from bot.records.case import Case, CaseKind, Guess
from bot.staff import forwards, papers
from bot.staff.case_buttons import PART, of_hidden
from bot.staff.turn import StaffTurn, button

_SHOWN, _MOST = 24, 8  # characters of a message on its button; messages


def apart(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """Ask which message is another person's; then that one has a case of its own."""
    say, items = turn.say, of_hidden(turn, case)
    item = next((one for one in items if one.message_id == which), None)
    if item is None:
        head = say("Which of these is another person's? It gets a case of its own.")
        choices = tuple(
            button(one_line(one.text)[:_SHOWN] or one.kind, PART, case.number, one.message_id)
            for one in items[-_MOST:]
        )
        return (papers.menu(turn, case, head, choices),)
    heard = hear(item.text, item.said_at.date())
    left, new = part(turn.acting, case, item, heard.said, case.customer_name)
    number = heard.claim.account_no
    if left.guessed is Guess.WORDS and left.account_no == number:
        left = joining.without_account(turn.acting, left)
    if number and new.kind is not CaseKind.REPORT and turn.store.accounts.get(number):
        new = forwards.with_account(turn, new, number, Guess.WORDS)
    told = say("Case {number} has it now.", number=new.number)
    return (papers.card(turn, left, told), *papers.papers(turn, new))
