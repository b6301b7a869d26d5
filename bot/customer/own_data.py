"""What a customer may ask of his own data: what is kept of him."""

from __future__ import annotations

from bot.contract.messages import Reply
from bot.customer.turn import Turn
from bot.wording.phrases_data import Kept, kept


def stored(turn: Turn) -> Reply:
    """What is kept of the chat, of its accounts and of its cases (个人信息保护法第四十五条)."""
    accounts = turn.store.accounts
    found = []
    for number in turn.bound:
        account = accounts.get(number)
        if account:
            counts = (accounts.bills_of, accounts.readings_of, accounts.facts_of)
            found.append(Kept(account, *(len(of(number)) for of in counts)))
    cases = [case.number for case in turn.store.cases.of_chat(turn.chat)]
    turn.store.audit.add(turn.now, turn.chat.name, "own_data_shown", "", "")
    return kept(turn.say, found, cases, turn.office)
