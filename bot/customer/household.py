"""What is on file of a home's grants: a large household (一户多人口), and how long each lasts."""

from __future__ import annotations

from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.contract.messages import Action, Reply
from bot.customer.bill_answers import gated
from bot.customer.turn import Turn, reply_with
from bot.records.fact import FactKind, Standing
from bot.wording import short_records
from bot.wording.on_file import grants


def household_on_file(turn: Turn) -> tuple[Reply, ...]:
    """What is entered for the account, where persons are told; nothing where none is entered."""
    persons, bound = turn.heard.persons, turn.bound
    if persons is None or not bound:
        return ()
    try:
        history = history_of(turn.store, bound[0], turn.office.regions)
        facts = history.facts_on(FactKind.HOUSEHOLD, Standing.KNOWN)
        found = findings_for(history, turn.office, None)
    except HistoryError:
        return ()
    rule, known = found.billed.schedule.household, facts[-1].value if facts else {}
    if rule is None or not known:
        return ()
    head, *lines = short_records.household(turn.say, found, known, rule)
    if persons > int(known.get("persons", 0)) and rule.each_above is None:
        lines.append(short_records.no_more_persons(turn.say, persons))
    reply = reply_with(turn.say, head, "\n".join(lines), Action.LEFT, Action.HUMAN)
    return (gated(turn, reply, Action.LEFT, bound[0]),)


def grants_on_file(turn: Turn) -> tuple[Reply, ...]:
    """Each grant of the account with its days; nothing where none is entered."""
    if not turn.bound:
        return ()
    try:
        history = history_of(turn.store, turn.bound[0], turn.office.regions)
        found = findings_for(history, turn.office, None)
    except HistoryError:
        return ()
    lines = grants(turn.say, found.assessment.account)
    if not lines:
        return ()
    head = turn.say("What is entered for your home:")
    reply = reply_with(turn.say, head, "\n".join(lines), Action.LEFT, Action.HUMAN)
    return (gated(turn, reply, Action.LEFT, turn.bound[0]),)
