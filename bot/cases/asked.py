"""What a chat asked before. What another chat of the household asked stays with that chat."""

from __future__ import annotations

from datetime import date

from bot.cases.people import DESK, customers_of
from bot.contract.messages import Chat
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.store.port import Store


def asked_about(store: Store, chat: Chat, account_no: str, month: date | None) -> tuple[Case, ...]:
    """The chat's cases about that bill, the newest first, without reports.

    Whoever asks at the counter speaks for the household.
    """
    return tuple(
        case
        for case in store.cases.of_account(account_no)
        if case.kind is not CaseKind.REPORT
        and case.bill_month == month
        and (chat.channel == DESK or chat in customers_of(store, case))
    )


def open_about(store: Store, chat: Chat, account_no: str, month: date | None) -> Case | None:
    """The newest of them that is not finished."""
    mine = asked_about(store, chat, account_no, month)
    return next((case for case in mine if case.state in UNFINISHED), None)
