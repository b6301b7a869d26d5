"""What a customer may ask of his own data, and what he complains of."""

from __future__ import annotations

from bot.contract.messages import Action, Reply
from bot.contract.said import DataWish
from bot.customer import identify
from bot.customer.registered import registered
from bot.customer.turn import Turn, open_case, reply_with, told_of
from bot.hearing.own_data import asks_who_sees
from bot.records.case import Case, CaseKind
from bot.wording.cases import promised
from bot.wording.phrases_data import Kept, besides, data_complaint, data_wish, kept, who_sees


def stored(turn: Turn) -> Reply:
    """What is kept of the chat, of its accounts and of its cases (个人信息保护法第四十五条).

    Who asks whether others see it hears first that they do not.
    """
    if asks_who_sees(turn.heard.plain):
        return who_sees(turn.say, turn.office)
    accounts = turn.store.accounts
    found = []
    for number in turn.bound:
        account = accounts.get(number)
        if account:
            counts = (accounts.bills_of, accounts.readings_of, accounts.facts_of)
            found.append(Kept(account, *(len(of(number)) for of in counts)))
    cases = [case.number for case in turn.store.cases.of_chat(turn.chat)]
    turn.store.audit.add(turn.now, turn.chat.name, "own_data_shown", "", "")
    return kept(turn.say, found, cases, turn.office, _besides(turn))


def _besides(turn: Turn) -> list[str]:
    store = turn.store
    visits = sum(len(store.inspections.of_account(number)) for number in turn.bound)
    ahead, refuses = len(store.ahead.given_to(turn.chat)), store.ahead.refuses(turn.chat)
    given = (one for number in turn.bound for one in store.ahead.given_of(number))
    return besides(turn.say, ahead, sum(one.in_person for one in given), visits, refuses=refuses)


def complaint(turn: Turn) -> tuple[Reply, ...]:
    """A complaint about one's data is a case of its own; the head hears of it at once."""
    if not turn.heard.complains_of_data:
        return ()
    bound = turn.bound
    case, already = open_case(turn, CaseKind.DATA, bound[0] if bound else None)

    def told(case: Case) -> Reply:
        head, body = registered(turn, case, already=already)
        texts = data_complaint(turn.say, head, body)
        return reply_with(turn.say, *texts, Action.CASE, Action.DATA)

    return (told_of(turn, case, told),)


def wish(turn: Turn) -> tuple[Reply, ...]:
    """A copy, a correction, an objection: a colleague does it, for whose account it is."""
    wished = turn.heard.data_wish
    if wished is None or identify.is_waiting(turn):
        return ()
    if not turn.bound:
        return () if wished is DataWish.CORRECTION else (stored(turn),)
    case, already = open_case(turn, CaseKind.HUMAN, turn.bound[0])

    def told(case: Case) -> Reply:
        head, _ = registered(turn, case, already=already)
        steps = promised(turn.say, case, turn.office.hours)
        texts = data_wish(turn.say, head, steps, wished)
        return reply_with(turn.say, *texts, Action.CASE, Action.DATA)

    return (told_of(turn, case, told),)
