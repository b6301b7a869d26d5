"""A question of the office about an account, whose holder is not in question (`jieti ask`)."""

from __future__ import annotations

from datetime import datetime

from bot.contract.channel import COUNTER
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.counter.door import may_leave, put_all
from bot.counter.notices import notices
from bot.customer.conversation import reply_about
from bot.staff.turn import DeskSettings
from bot.store.port import Store


def ask(
    store: Store, desk: DeskSettings, account_no: str, text: str, now: datetime, actor: str
) -> Reply:
    """The one reply; a case that it opens is told to the staff as any other.

    Args:
        store: the office's.
        desk: its settings.
        account_no: about which account.
        text: the question.
        now: the moment.
        actor: who asks, as the audit trail names them.

    Raises:
        HistoryError: the account is not in the store.
    """
    chat = Chat(COUNTER, account_no)
    message = Incoming(chat, MessageKind.TEXT, text)
    reply = may_leave(store, desk, chat, reply_about(store, desk.office, account_no, message, now))
    if reply.figures is not None:
        figures = reply.figures
        store.audit.add(now, actor, "figures_shown", figures.account_no, figures.paper)
    put_all(store, desk, chat, "", notices(store, desk, now), now)
    return reply
