"""What the store's tests put into it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.contract.messages import Chat, Reply
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.case import Case, CaseKind, Material, Payer, Remedy, State
from bot.records.staff import Role
from bot.store.inbox import Waiting
from bot.store.outbox import Delivered, Taken
from bot.store.port import Store
from tests.dialogue.conversation import NOW

CHAT, OTHER = Chat("test", "1"), Chat("test", "2")
ACCOUNT = AccountRecord("4100000123", "张建国", "13800005678", "柳河村3组", date(2018, 12, 5))
LI = AccountRecord("4100000200", "李秀英", "13800005678")
DAY = timedelta(days=1)
HELLO = Reply("您好")
DECEMBER = date(2018, 12, 1)


def reading(month: int) -> ReadingRecord:
    return ReadingRecord(
        ACCOUNT.account_no,
        "00120180001",
        "总",
        date(2018, month, 1),
        Decimal("0.125"),
        Decimal(120),
        date(2018, month - 1, 20),
        date(2018, month, 20),
        Decimal("1.5"),
        Decimal(120),
    )


def add_case(store: Store, at: datetime = NOW, chat: Chat = CHAT, **fields: Any) -> Case:
    blank: dict[str, Any] = {
        "account_no": None,
        "bill_month": None,
        "kind": CaseKind.COMPLAINT,
        "question": "为什么超过0.56?",
        "state": State.OPEN,
        "verdict": None,
        "assessment": None,
        "remedy": Remedy.EXPLANATION,
        "payer": Payer.NOBODY,
        "difference": None,
        "contact_by": at + DAY,
        "answer_by": (at + 7 * DAY).date(),
        "complained_at": at,
    }

    def make(number: str) -> Case:
        told = blank | fields
        return Case(
            number=number, channel=chat.channel, chat_id=chat.chat_id, opened_at=at, **told
        )

    return store.cases.add(make, at.date(), "customer")


def material(message_id: str, text: str, sender: str = "7", origin: str = "") -> Material:
    return Material(CHAT, message_id, sender, origin, "text", text, "", NOW, NOW)


def join(store: Store, token: str, chat: Chat, role: Role = Role.CLERK) -> int:
    store.staff.invite(token, role, "小李", "admin", NOW, NOW + DAY)
    member = store.staff.redeem(token, chat, NOW)
    assert member is not None
    return member.id


def put_messages(store: Store, at: datetime) -> None:
    """An update that was handled and a message that was sent, in two chats; one of each waits."""
    for number, chat in enumerate((CHAT, OTHER)):
        store.inbox.receive("test", [(str(number), "{}")], at)
        handled(store, chat.chat_id)
        store.outbox.put(f"k{number}", chat, HELLO, at)
        sent(store, f"k{number}")
    store.inbox.receive("test", [("2", "{}")], at)
    store.outbox.put("k2", CHAT, HELLO, at)


def handled(store: Store, chat_id: str = "7") -> Waiting:
    """The next delivery, which was handled."""
    waiting = store.inbox.take("test", 1)[0]
    store.inbox.done(waiting, chat_id)
    return waiting


def sent(store: Store, *keys: str) -> list[Delivered]:
    """These messages were sent, in one part each."""
    return store.outbox.taken([Taken(key, 1, whole=True) for key in keys], NOW)


def put_everything(store: Store) -> None:
    store.accounts.put_account(ACCOUNT)
    store.accounts.put_bill(BillRecord(ACCOUNT.account_no, DECEMBER, Decimal(9), Decimal(5)))
    store.audit.add(NOW, "a", "b", "c")
    case = add_case(store)
    store.materials.put(case.number, material("m1", "eins"))
    store.chats.bind(CHAT, ACCOUNT.account_no, NOW)
    store.inbox.receive("test", [("1", "{}")], NOW)
    store.outbox.put("k1", CHAT, HELLO, NOW)
    store.staff.invite("token", Role.CLERK, "小李", "admin", NOW, NOW + DAY)


def seen(store: Store) -> list[object]:
    """All that can be seen without changing anything."""
    cases = store.cases.newest_first()
    return [
        store.accounts.get(ACCOUNT.account_no),
        store.accounts.bills_of(ACCOUNT.account_no),
        store.audit.verify(),
        cases,
        [store.cases.events(case.number) for case in cases],
        [store.materials.of_case(case.number) for case in cases],
        store.chats.bound_accounts(CHAT),
        store.chats.language_of(OTHER),
        [store.inbox.count(state) for state in ("waiting", "done")],
        store.outbox.heads("test", NOW),
        store.staff.everybody(),
        store.retention.forget_chat(Chat("test", "nobody"), NOW),
    ]


def due(store: Store, now: datetime) -> list[str]:
    return [message.key for message in store.outbox.heads("test", now)]
