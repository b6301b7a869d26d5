"""What happened with a household, in one line of time: dates, bills, facts, cases and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from bot.accounts.masking import mask_account_no
from bot.cases.reports import sees
from bot.contract.messages import Chat, Figures, Outcome, Reply
from bot.lessons import ahead
from bot.records.case import Case
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

BILLS, CASES = 12, 10
Line = tuple[date, str]


def household(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Everything that is known of the household of a case, or of its customer's chat."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    cases = _cases(turn, case)
    found = chain(_of_account(turn, case.account_no), *(_of_case(turn, one) for one in cases))
    lines = [f"{say.day(day)} {text}" for day, text in sorted(found, key=lambda line: line[0])]
    account = mask_account_no(case.account_no) if case.account_no else say("not known yet")
    head = say("What happened with account {account}:", account=account)
    shown = tuple(button(one.number, "show", one.number) for one in cases)
    figures = Figures(case.account_no or "", f"household {case.number}")
    bare = Reply(head, names.figures_at_the_office(say), shown)
    return (Reply(head, "\n".join(lines), shown, figures=figures, instead=bare),)


def _cases(turn: StaffTurn, case: Case) -> list[Case]:
    """The cases of the household; while that is not known, those of the chat."""
    store = turn.store
    if case.account_no:
        found = store.cases.of_account(case.account_no)
    else:
        found = store.cases.of_chat(Chat(case.channel, case.chat_id)) if case.chat_id else (case,)
    return [one for one in found if sees(store, turn.staff, one)][:CASES]


def _of_account(turn: StaffTurn, number: str | None) -> Iterator[Line]:
    say, accounts = turn.say, turn.store.accounts
    account = accounts.get(number) if number else None
    if account is None:
        return
    if account.powered_on:
        yield account.powered_on, say("power on")
    if account.registered_on:
        yield account.registered_on, say("registered")
    people = {one.id: one.name for one in turn.store.staff.everybody()}
    for told in turn.store.ahead.given_of(account.account_no):
        how = ahead.how_told(say, told, people.get(told.by, ""))
        what = say(ahead.NAMES[told.why])
        yield told.at.date(), say("told ahead: {what} ({how})", what=what, how=how)
    for seen in turn.store.inspections.of_account(account.account_no):
        differs = say("a visit: not as the books say") if seen.differs else say("a visit: fits")
        yield seen.day, differs
    for bill in accounts.bills_of(account.account_no)[-BILLS:]:
        month = say.month(bill.bill_month)
        text = say("bill of {month}: {kwh}, {charged}", month=month, kwh=say.kwh(bill.kwh),
                   charged=say.money(bill.charged))  # fmt: skip
        yield bill.issued_on or bill.bill_month, text


def _of_case(turn: StaffTurn, case: Case) -> Iterator[Line]:
    say, number = turn.say, case.number
    yield (
        case.complained_at.date(),
        say("{number}: {kind}", number=number, kind=names.kind(say, case)),
    )
    if case.contacted_at:
        yield case.contacted_at.date(), say("{number}: contacted", number=number)
    if case.answered_at:
        yield case.answered_at.date(), say("{number}: answered", number=number)
    if case.closed_at:
        done = say(names.REMEDIES[case.decision]) if case.decision else names.state(say, case)
        rated = say(names.RATINGS[case.rating]) if case.rating else say("not rated")
        text = say("{number}: closed, {done}, {rated}", number=number, done=done, rated=rated)
        yield case.closed_at.date(), text
