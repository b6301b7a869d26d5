"""The last answer as a picture: the bill, what was charged too much, or the year."""

from __future__ import annotations

from bot.bills.history import History, HistoryError
from bot.bills.lookup import findings_for, history_of, outlook_for
from bot.contract.messages import Action, Figures, Reply
from bot.contract.month import Month
from bot.customer import bill_answers, identify
from bot.customer.turn import Turn, reply_with
from bot.hearing.asks import Asks
from bot.papers import ladder, typeset
from bot.papers.of_bill import of_bill
from bot.records.memory import Question

ACTIONS = {Action.PICTURE, Action.LADDER}
ASKED = {Asks.PICTURE: Action.PICTURE, Asks.LADDER: Action.LADDER}


def answer(turn: Turn, action: Action) -> tuple[Reply, ...]:
    """The picture of the account at hand; asked for the account first where none is."""
    bound, named = turn.bound, turn.heard.claim.account_no
    if not bound or (named and named not in bound):
        first = Action.WHY if action is Action.PICTURE else Action.LEFT
        return (identify.ask(turn, Question(first, turn.text)),)
    account_no = named or bound[0]
    try:
        drawn = _bill(turn, account_no) if action is Action.PICTURE else _year(turn, account_no)
    except HistoryError as error:
        return (bill_answers.no_answer(turn, account_no, error),)
    return (drawn,)


def _bill(turn: Turn, account_no: str) -> Reply:
    history, say = history_of(turn.store, account_no, turn.office.regions), turn.say
    found = findings_for(history, turn.office, bill_meant(turn, history))
    drawn = of_bill(say, found)
    if drawn is None:
        text = say("There is no picture of this bill while it is still being checked.")
        return reply_with(say, text, "", Action.WHY, Action.HUMAN)
    return _shown(turn, account_no, *drawn)


def bill_meant(turn: Turn, history: History) -> Month | None:
    """The month that is named, or that was told last; None for the newest bill."""
    if turn.heard.months:
        return turn.heard.months[-1]
    shown = turn.memory.shown
    return Month(shown[1], shown[0]) if shown and history.bill(shown[1], shown[0]) else None


def _year(turn: Turn, account_no: str) -> Reply:
    history, say = history_of(turn.store, account_no, turn.office.regions), turn.say
    found = findings_for(history, turn.office, None)
    view, _ = outlook_for(history, turn.office, turn.today)
    drawing = ladder.ladder(say, found, view)
    if drawing is None:
        text = say(
            "There is no picture of the year: its limits are not counted by the year, or "
            "something is not known yet."
        )
        return reply_with(say, text, "", Action.LEFT, Action.HUMAN)
    return _shown(turn, account_no, ladder.alt(say, view), drawing)


def _shown(turn: Turn, account_no: str, caption: str, drawing: str) -> Reply:
    say = turn.say
    offered = (Action.LETTER,) if typeset.can_be_drawn() else ()
    return Reply(
        caption,
        buttons=reply_with(say, "", "", *offered).buttons,
        figures=Figures(account_no, Action.PICTURE),
        instead=reply_with(say, "", "", Action.RULE, Action.HUMAN),
        drawing=drawing,
    )
