"""An account's year for the desk: its bills as a list, the ladder as a picture."""

from __future__ import annotations

from bot.accounts.masking import mask_name
from bot.bills.history import History, HistoryError
from bot.bills.lookup import findings_for, history_of, outlook_for
from bot.contract.messages import Figures, Outcome, Reply
from bot.papers import ladder
from bot.staff import households
from bot.staff.turn import StaffTurn, not_allowed

SHOWN = 12  # bills
VERB = "year"


def pressed(turn: StaffTurn, number: str) -> tuple[Outcome, ...]:
    """The year of that account, if this person may look into it."""
    say = turn.say
    account = turn.store.accounts.get(number)
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    if account is None or not households.may_look(turn, account):
        return (not_allowed(turn, VERB),)
    history = history_of(turn.store, number, turn.desk.office.regions)
    head = say("Account {account} · {name}: the newest bills",
               account=number, name=mask_name(account.holder_name))  # fmt: skip
    lines = [
        say("· {month}: {kwh}, {money}", month=say.month(bill.bill_month),
            kwh=say.kwh(bill.kwh), money=say.money(bill.charged))
        for bill in reversed(history.bills[-SHOWN:])
    ]  # fmt: skip
    listed = Reply(
        head,
        "\n".join(lines) or say("There is no bill."),
        figures=Figures(number, f"year {number}"),
        instead=Reply(head),
    )
    return (listed, *_drawn(turn, history, number))


def _drawn(turn: StaffTurn, history: History, number: str) -> tuple[Reply, ...]:
    """The year as a picture; nothing where it cannot be drawn."""
    say, office = turn.say, turn.desk.office
    try:
        view, _ = outlook_for(history, office, turn.now.date())
        drawing = ladder.ladder(say, findings_for(history, office, None), view)
    except HistoryError:
        return ()
    if drawing is None:
        return ()
    caption = ladder.alt(say, view)
    return (Reply(caption, figures=Figures(number, ""), instead=Reply(""), drawing=drawing),)
