"""The explanation of a bill as a letter (电费说明书): a PDF, to print or to show at home."""

from __future__ import annotations

from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.cases.asked import open_about
from bot.contract.messages import Action, Document, Figures, Reply
from bot.customer import bill_answers, drawings, identify
from bot.customer.turn import Turn, reply_with
from bot.papers import letter, typeset
from bot.records.memory import Question


def answer(turn: Turn) -> tuple[Reply, ...]:
    """The letter about the bill at hand; asked for the account first where there is none."""
    bound, named = turn.bound, turn.heard.claim.account_no
    if not typeset.can_be_drawn():
        text = turn.say("We cannot write letters here. At the counter you get it on paper.")
        return (reply_with(turn.say, text, "", Action.WHY, Action.HUMAN),)
    if not bound or (named and named not in bound):
        return (identify.ask(turn, Question(Action.WHY, turn.text)),)
    account_no = named or bound[0]
    try:
        return (_letter(turn, account_no),)
    except HistoryError as error:
        return (bill_answers.no_answer(turn, account_no, error),)


def is_wanted(turn: Turn) -> bool:
    """Whether an answer in writing is asked for, and can be written here."""
    return turn.heard.understood.intent == "written_reply" and typeset.can_be_drawn()


def in_hand(turn: Turn, action: Action) -> tuple[Reply, ...]:
    """The letter at once, where an answer in writing was registered: the sealed one takes days."""
    if action is not Action.COMPLAIN or not is_wanted(turn):
        return ()
    try:
        return (_letter(turn, turn.heard.claim.account_no or turn.bound[0]),)
    except HistoryError:
        return ()  # the answer before it says why


def _letter(turn: Turn, account_no: str) -> Reply:
    say, office = turn.say, turn.office
    history = history_of(turn.store, account_no, office.regions)
    found = findings_for(history, office, drawings.bill_meant(turn, history))
    month = found.bill.bill_month
    case = open_about(turn.store, turn.chat, account_no, month)
    year = letter.year_of(history, office, found, turn.today)
    written = letter.letter(say, found, year, case, office, turn.now)
    return Reply(
        say("The explanation of your {month} bill, to print or to keep.", month=say.month(month)),
        document=Document(f"bill-{month:%Y-%m}.pdf", typeset.pdf("letter", written, turn.now)),
        figures=Figures(account_no, Action.LETTER),
        instead=reply_with(say, "", "", Action.RULE, Action.HUMAN),
    )
