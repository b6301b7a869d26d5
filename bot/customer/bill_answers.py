"""Answers that need an account's records; when those fail, a person gets the case."""

from __future__ import annotations

from dataclasses import replace

from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError, Trouble, spans_of
from bot.bills.lookup import findings_for, history_of, outlook_for, outlooks_by_others
from bot.bills.own_rules import tariff_of
from bot.bills.pointers import POINTERS, Unknown
from bot.bills.supposing import outlooks_if_moved
from bot.bills.unknown import is_closed, is_of_two_months, of_the_limits
from bot.contract.messages import Action, Figures, MessageKind, Reply
from bot.contract.month import Month
from bot.customer import remarks
from bot.customer.bills_meant import months_set_against
from bot.customer.follow_up import remember_months
from bot.customer.registered import registered
from bot.customer.turn import Turn, open_case, reply_with, told_of, with_law
from bot.hearing.marked import Mark
from bot.hearing.spans import months_of, this_month
from bot.papers.of_bill import has_picture
from bot.records.account import BillRecord
from bot.records.case import Case, CaseKind
from bot.wording import answers, outlook, phrases_talk, short, short_doubts
from bot.wording.short_records import by_two_months
from bot.wording.sureness import age
from tariff_rules import Price

ACTIONS = {Action.WHY, Action.BILL, Action.LEFT, Action.REFUND, Action.COMPLAIN}
_PAIR = 2  # readings two months apart, by which that is taken to be the rule
_TELLS = {Action.BILL, Action.WHY}
_WANTS = {Action.REFUND: CaseKind.REFUND, Action.COMPLAIN: CaseKind.COMPLAINT}


def about(turn: Turn, action: Action, account_no: str) -> Reply:
    """Answer one of `ACTIONS` about an account that the chat may see."""
    return told(turn, action, account_no)[0]


def told(turn: Turn, action: Action, account_no: str) -> tuple[Reply, Month | None]:
    """The same, and of which bill that is, if it is of one."""
    try:
        history = history_of(turn.store, account_no, turn.office.regions)
        if action is Action.LEFT:
            return _left(turn, history), None
        if action is Action.BILL and _may_be_two_months(turn):
            return _which_bill(turn, history), None
        months = _bills_meant(turn, action, history)
        if len(months) > 1:
            remember_months(turn, months)
            return _several(turn, history, months), None
        found = findings_for(history, turn.office, months[0] if months else None)
    except HistoryError as error:
        reply = no_answer(turn, account_no, error, _WANTS.get(action))
        return (
            _with_figures(turn, action, account_no, reply) if action in _TELLS else reply
        ), None
    reply = _about_bill(turn, action, account_no, found)
    remark = remarks.remark(turn, found)
    if remark:
        reply = replace(reply, body=f"{reply.body}\n\n{remark}")
    return reply, _month_of(found.bill)


def _with_figures(turn: Turn, action: Action, account_no: str, reply: Reply) -> Reply:
    """A bill that cannot be judged: first where it was asked for, else below the reason."""
    try:
        history = history_of(turn.store, account_no, turn.office.regions)
    except HistoryError:
        return reply
    asked = [history.bill(m.month, m.year) for m in turn.heard.months] or [history.bill()]
    told = [bill for bill in asked if bill]
    if not told:
        return reply
    lines = short.each(turn.say, told)
    head = turn.say("This is what the bill says:")
    if action is Action.BILL:
        body = f"{reply.headline}\n{reply.body}".strip()
        shown = replace(reply, headline=head, body="\n".join([*lines, body]))
    else:
        shown = replace(reply, body="\n".join([head, *lines, "", reply.body]).strip())
    return gated(turn, shown, Action.BILL, account_no)


def price_of(turn: Turn, account_no: str) -> Price | None:
    """The price of homes that the account is on; None for any other, or one not known here."""
    history = history_of(turn.store, account_no, turn.office.regions)
    return history.prices.price(history.account.price_name, POINTERS)


def names_bill(turn: Turn, account_no: str) -> bool:
    """Whether the text names a bill of that account."""
    history = history_of(turn.store, account_no, turn.office.regions)
    return any(history.bill(month.month, month.year) for month in turn.heard.months)


def _bills_meant(turn: Turn, action: Action, history: History) -> tuple[Month, ...]:
    """The months whose bills are asked for; none for the newest bill.

    Raises:
        HistoryError: a bill is asked for that is not here.
    """
    named = turn.heard.months
    if action is Action.WHY:  # 12月比11月贵 is about December
        against = months_set_against(turn)
        named = tuple(month for month in named if month not in against)
    if not named and Mark.THAT in turn.heard.marked and (shown := turn.memory.shown):
        named = (Month(shown[1], shown[0]),)
    bills = (history.bill(month.month, month.year) for month in named)
    there = tuple(dict.fromkeys(_month_of(bill) for bill in bills if bill))
    whole = Mark.RIGHT in turn.heard.marked and any(
        len(months_of([one], turn.today)) > 1 for one in turn.heard.spans
    )
    if action is not Action.BILL and not whole:
        # 10月以后为什么涨价: what changed, the first of those months tells.
        return there[:1] if turn.heard.since and action is Action.WHY else there[-1:]
    # Who asks for this month's bill before it is made means the newest one.
    if named and not there and named != (this_month(turn.today),):
        raise HistoryError(Trouble.NO_BILL)
    return there


def _month_of(bill: BillRecord) -> Month:
    return Month(bill.bill_month.month, bill.bill_month.year)


def _may_be_two_months(turn: Turn) -> bool:
    """腊月 lies across two months of the calendar by which bills are made."""
    return turn.heard.lunar_month and not turn.heard.months


def _which_bill(turn: Turn, history: History) -> Reply:
    head = turn.say("That month of the farmers' calendar lies across two months of the bills.")
    _, body = answers.no_bill(turn.say, tuple(bill.bill_month for bill in history.bills))
    return reply_with(turn.say, head, body, Action.BILL, Action.HUMAN)


def _left(turn: Turn, history: History) -> Reply:
    account_no, today = history.account.account_no, turn.today
    if is_closed(history, today):
        return reply_with(turn.say, *outlook.closed(turn.say), Action.BILL, Action.HUMAN)
    if Unknown.OWNER in of_the_limits(history):
        either = outlooks_if_moved(history, turn.office, today)
        texts = outlook.either_way(turn.say, history.account, either)
        reply = reply_with(turn.say, *texts, Action.BILL, Action.HUMAN)
        return gated(turn, reply, Action.LEFT, account_no)
    views = outlook_for(history, turn.office, today)
    head, body = outlook.outlook(turn.say, views, today, of_the_limits(history))
    others = outlooks_by_others(history, turn.office, today)
    texts = head, "\n".join([body, *outlook.by_other_sources(turn.say, views[0], others)])
    if Mark.WHETHER in turn.heard.marked and (sure := outlook.whether(turn.say, views[0])):
        texts = sure, "\n".join(texts)
    if turn.heard.tier and (ahead := outlook.up_to(turn.say, views, turn.heard.tier)):
        texts = ahead[0], "\n".join([*ahead[1:], *texts])
    reply = reply_with(turn.say, *texts, Action.BILL, Action.RULE, Action.LADDER)
    schedule = tariff_of(turn.office).schedule_on(today)
    if schedule:
        reply = replace(reply, fold="\n".join(age(turn.say, schedule, today)))
    return gated(turn, reply, Action.LEFT, account_no)


def _several(turn: Turn, history: History, months: tuple[Month, ...]) -> Reply:
    """A line for each bill; each can be asked for on its own."""
    found = [findings_for(history, turn.office, month) for month in months]
    reply = reply_with(
        turn.say, *answers.several_bills(turn.say, found), Action.WHY, Action.LEFT, Action.HUMAN
    )
    return gated(turn, reply, Action.BILL, history.account.account_no)


def no_answer(
    turn: Turn, account_no: str, error: HistoryError, wanted: CaseKind | None = None
) -> Reply:
    """What is said where the records give no answer; a person gets a case where one must look.

    What is `wanted` is registered whatever the records hold: a complaint needs no bill.
    """
    missing = error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}
    if missing:
        months = tuple(bill.bill_month for bill in turn.store.accounts.bills_of(account_no))
        head, without = answers.no_bill(turn.say, months, error.month, error.year)
        if by_two := _by_two_months(turn, account_no, error):
            head, without = by_two, ""
        if wanted is None:
            return reply_with(turn.say, head, without, Action.BILL, Action.HUMAN)
    else:
        head, without = answers.trouble(turn.say, error, account_no), ""
    case, already = open_case(turn, wanted or CaseKind.CHECK, account_no)

    def told(case: Case) -> Reply:
        title, body = registered(turn, case, already=already)
        if missing:
            speaks = turn.heard.months or wanted is CaseKind.REFUND
            body = f"{body}\n\n{without}" if speaks else body
            return reply_with(turn.say, title, body, Action.CASE, Action.HUMAN)
        return reply_with(turn.say, head, body, Action.CASE, Action.HUMAN)

    return with_law(turn, told_of(turn, case, told), case)


def _by_two_months(turn: Turn, account_no: str, error: HistoryError) -> str:
    """That a month has no bill because the meter is read every second one; else empty."""
    named = error.year is None and len(turn.heard.months) == 1
    if error.trouble is not Trouble.NO_BILL or not named:
        return ""
    history = history_of(turn.store, account_no, turn.office.regions)
    spans = spans_of(history)
    if len(spans) < _PAIR or not all(is_of_two_months(span) for span in spans[-_PAIR:]):
        return ""
    return by_two_months(turn.say, [bill.bill_month for bill in history.bills])


def gated(
    turn: Turn,
    reply: Reply,
    action: Action,
    account_no: str,
    case: Case | None = None,
    *,
    already: bool = False,
) -> Reply:
    """The reply with whose figures it holds, and what is said where none may leave.

    That is where they are told, and the case, if there is one.
    """
    say = turn.say
    if case is None:
        instead = reply_with(say, "", "", Action.RULE, Action.HUMAN)
    else:
        _, body = registered(turn, case.without_figures(), already=already)
        instead = reply_with(say, "", body, Action.CASE, Action.HUMAN)
    return replace(reply, figures=Figures(account_no, action), instead=instead)


def _about_bill(turn: Turn, action: Action, account_no: str, found: Findings) -> Reply:
    case, already = _case_of(turn, action, account_no, found)
    reply = _told(turn, action, found, case, already=already)
    return with_law(turn, gated(turn, reply, action, account_no, case, already=already), case)


def _case_of(
    turn: Turn, action: Action, account_no: str, found: Findings
) -> tuple[Case | None, bool]:
    """The case that the question or what was found calls for, and whether it was open before."""
    kind = _WANTS.get(action)
    if kind is None and found.needs_case:
        kind = CaseKind.OFFICE_FAULT if found.office_at_fault else CaseKind.CHECK
    if kind is None:
        return None, False
    return open_case(turn, kind, account_no, found)


def _was_told(turn: Turn, found: Findings) -> bool:
    """Whether that bill was explained just before, and words ask for its reason once more."""
    month = found.bill.bill_month
    memory = turn.memory
    return (
        turn.message.kind is MessageKind.TEXT
        and memory.last is Action.WHY
        and memory.claim is None
        and memory.shown == (month.year, month.month)
        and bool(memory.said)
        and turn.heard.amount_said is None
        and not turn.heard.is_correction
    )


def _told(
    turn: Turn, action: Action, found: Findings, case: Case | None, *, already: bool
) -> Reply:
    say, hours = turn.say, turn.office.hours
    if case is not None and action is Action.REFUND:
        head, body = answers.refund(say, found, case, hours)
        return reply_with(say, head, body, Action.CASE, Action.WHY)
    if case is not None and action is Action.COMPLAIN:
        head, body = registered(turn, case, already=already)
        if Mark.WRITTEN in turn.heard.marked:
            body = f"{phrases_talk.in_writing(say)}\n{body}"
        return reply_with(say, head, body, Action.CASE, Action.WHY)
    if action is Action.BILL and case is None:
        head, body, fold = answers.short_bill(say, found)
        return replace(reply_with(say, head, body, Action.WHY, Action.LEFT), fold=fold)
    if action is Action.WHY and _was_told(turn, found):
        head, *lines = short_doubts.reason(say, found, case)
        body, fold = "\n".join(lines), ""
    else:
        head, body, fold = answers.explanation(say, found, case, hours)
    more = (Action.REFUND, Action.CASE) if case else (Action.LEFT, Action.COMPLAIN)
    seen = (Action.PICTURE,) if has_picture(found) else ()
    return replace(reply_with(say, head, body, *more, Action.HUMAN, *seen), fold=fold)
