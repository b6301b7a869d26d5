"""Accounts, chats and staff, in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from bot.contract.channel import SEAT
from bot.contract.characters import bare
from bot.contract.messages import Chat
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, Standing
from bot.records.memory import Memory
from bot.records.staff import Invitation as Open
from bot.records.staff import Role, Staff, actor_of
from bot.store.accounts import Accounts, Change
from bot.store.chats import Binding, Chats, Tried
from bot.store.once import Opens
from bot.store.staff import StaffList
from tests.store.memory_tables import Invitation, Tables


class MemoryAccounts(Accounts):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put_account(self, account: AccountRecord) -> Change:
        known = self.get(account.account_no)
        if known is not None:
            told = {f.name: getattr(account, f.name) for f in fields(account)}
            account = replace(known, **{name: value for name, value in told.items() if value})
        return _put(self._tables.accounts, account.account_no, account)

    def put_reading(self, reading: ReadingRecord) -> Change:
        key = (
            reading.account_no,
            reading.bill_month,
            reading.meter_no,
            reading.register_kind,
        )
        return _put(self._tables.readings, key, reading)

    def put_bill(self, bill: BillRecord) -> Change:
        return _put(self._tables.bills, (bill.account_no, bill.bill_month), bill)

    def get(self, account_no: str) -> AccountRecord | None:
        return self._tables.accounts.get(account_no)

    def count(self) -> int:
        return len(self._tables.accounts)

    def with_phone(self, phone: str) -> tuple[AccountRecord, ...]:
        return self._where("phone", phone) if phone else ()

    def of_holder(self, name: str) -> tuple[AccountRecord, ...]:
        return self._where("holder_name", name)

    def _where(self, field: str, value: str) -> tuple[AccountRecord, ...]:
        found = [one for one in self._tables.accounts.values() if getattr(one, field) == value]
        return tuple(sorted(found, key=lambda one: one.account_no))

    def matching(self, words: Sequence[str], limit: int) -> tuple[AccountRecord, ...]:
        found = [
            one
            for one in self._tables.accounts.values()
            if words
            and all(
                word in f"{one.account_no} {one.holder_name} {one.phone} {one.address}"
                for word in words
            )
        ]
        return tuple(sorted(found, key=lambda one: one.account_no))[:limit]

    def near(self, account: AccountRecord, limit: int) -> tuple[str, ...]:
        def distance(one: AccountRecord) -> tuple[bool, float, str]:
            known = one.registered_on and account.registered_on
            days = abs((one.registered_on - account.registered_on).days) if known else 1e9  # type: ignore[operator]
            return one.address != account.address, days, one.account_no

        others = [one for one in self._tables.accounts.values() if one != account]
        return tuple(one.account_no for one in sorted(others, key=distance))[:limit]

    def readings_of(self, account_no: str) -> tuple[ReadingRecord, ...]:
        found = [one for one in self._tables.readings.values() if one.account_no == account_no]
        return tuple(sorted(found, key=lambda r: (r.this_read_on, r.meter_no, r.register_kind)))

    def billed(self, limit: int) -> tuple[str, ...]:
        numbers = {bill.account_no for bill in self._tables.bills.values()}
        return tuple(sorted(numbers)[:limit])

    def bills_of(self, account_no: str) -> tuple[BillRecord, ...]:
        found = [one for one in self._tables.bills.values() if one.account_no == account_no]
        return tuple(sorted(found, key=lambda bill: bill.bill_month))

    def put_fact(self, fact: FactRecord) -> Change:
        key = (fact.account_no, fact.kind, fact.since)
        known = self._tables.facts.get(key)
        if known is not None and known.says_as(fact):
            return Change.UNCHANGED
        replaced = (fact.account_no, fact.kind, "")
        if fact.since and fact.standing is not Standing.UNKNOWN and self._is_open(replaced):
            del self._tables.facts[replaced]
        return _put(self._tables.facts, key, fact)

    def _is_open(self, key: tuple[str, FactKind, str]) -> bool:
        return key in self._tables.facts and self._tables.facts[key].standing is Standing.UNKNOWN

    def drop_fact(self, account_no: str, kind: FactKind, since: str) -> bool:
        return self._tables.facts.pop((account_no, kind, since), None) is not None

    def facts_of(self, account_no: str) -> tuple[FactRecord, ...]:
        found = [one for one in self._tables.facts.values() if one.account_no == account_no]
        return tuple(sorted(found, key=lambda fact: (fact.kind, fact.since)))


def _put(table: dict[Any, Any], key: Any, row: object) -> Change:
    known = table.get(key)
    table[key] = row
    if known is None:
        return Change.ADDED
    return Change.UNCHANGED if known == row else Change.CHANGED


class MemoryChats(Chats):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def bind(self, chat: Chat, account_no: str, now: datetime) -> None:
        self._tables.bindings.pop((chat, account_no), None)  # the newest stands last
        self._tables.bindings[chat, account_no] = Binding(chat, account_no, now, now)

    def turn_to(self, chat: Chat, account_no: str) -> None:
        if (chat, account_no) in self._tables.bindings:
            known = self._tables.bindings.pop((chat, account_no))
            self._tables.bindings[chat, account_no] = known

    def bound_accounts(self, chat: Chat) -> tuple[str, ...]:
        newest_first = reversed(self._tables.bindings.values())
        return tuple(b.account_no for b in newest_first if b.chat == chat)

    def bound_to(self, account_no: str) -> tuple[Chat, ...]:
        return tuple(binding.chat for binding in self.bindings_of(account_no))

    def bindings_of(self, account_no: str) -> tuple[Binding, ...]:
        return tuple(b for b in self._by_age() if b.account_no == account_no)

    def unused_bindings(self, since: datetime) -> tuple[Binding, ...]:
        return tuple(b for b in self._by_age() if b.used_at < since)

    def note_use(self, chat: Chat, account_no: str, now: datetime) -> None:
        key = (chat, account_no)
        if key in self._tables.bindings:
            self._tables.bindings[key] = replace(self._tables.bindings[key], used_at=now)

    def _by_age(self) -> list[Binding]:
        return sorted(self._tables.bindings.values(), key=lambda binding: binding.bound_at)

    def end_binding(self, chat: Chat, account_no: str) -> None:
        self._tables.bindings.pop((chat, account_no), None)

    def unbind(self, chat: Chat) -> int:
        mine = [key for key in self._tables.bindings if key[0] == chat]
        for key in mine:
            del self._tables.bindings[key]
        self._tables.once = {
            key: offer
            for key, offer in self._tables.once.items()
            if (key[1], offer[0].made_by) != (Opens.TEXT, chat.name)
        }
        return len(mine)

    def forget(self, chat: Chat) -> None:
        self.unbind(chat)
        self._tables.memories.pop(chat, None)
        self._tables.languages.pop(chat, None)
        self._tables.agreed.pop(chat, None)
        self._tables.refused.pop(chat, None)
        told = {(one.account_no, one.why) for one in self._tables.given if one.chat == chat}
        for word in self._tables.ahead:
            if (word.account_no, word.why) in told:
                self._tables.ahead[word] = ("dropped", None)
        self._tables.given = [one for one in self._tables.given if one.chat != chat]

    def add_failure(self, chat: Chat, account_no: str, now: datetime) -> None:
        self._tables.failures.append((chat, account_no, now))

    def failures_since(self, chat: Chat, since: datetime) -> int:
        return sum(one == chat and at > since for one, _, at in self._tables.failures)

    def accounts_tried(self, chat: Chat, since: datetime) -> int:
        failed = self._tables.failures
        return len({acc for one, acc, at in failed if one == chat and at > since and acc})

    def failures_on_account(self, account_no: str, since: datetime) -> int:
        self._tables.failures = [one for one in self._tables.failures if one[2] >= since]
        return sum(account == account_no for _, account, _ in self._tables.failures)

    def tried(self, since: datetime) -> tuple[Tried, ...]:
        late = [(acc, chat) for chat, acc, at in self._tables.failures if at > since and acc]
        found = []
        for account in sorted({account for account, _ in late}):
            chats = [chat for acc, chat in late if acc == account]
            found.append(Tried(account, len(chats), len(set(chats))))
        return tuple(found)

    def get_memory(self, chat: Chat) -> Memory:
        return self._tables.memories.get(chat, (Memory(), None))[0]

    def put_memory(self, chat: Chat, memory: Memory, now: datetime) -> None:
        self._tables.memories[chat] = memory, now

    def agrees(self, chat: Chat) -> bool | None:
        return self._tables.agreed.get(chat, (None, None))[0]

    def put_agrees(self, chat: Chat, now: datetime, *, agrees: bool) -> None:
        self._tables.agreed[chat] = agrees, now

    def language_of(self, chat: Chat) -> tuple[str | None, bool]:
        return self._tables.languages.get(chat, (None, False))

    def put_language(self, chat: Chat, locale: str, *, chosen: bool) -> None:
        self._tables.languages[chat] = locale, chosen


class MemoryStaffList(StaffList):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def invite(
        self,
        token: str,
        role: Role,
        name: str,
        made_by: str,
        made_at: datetime,
        expires_at: datetime,
    ) -> None:
        kept = Invitation(role, name, made_by, made_at, expires_at)
        self._tables.invitations[_hash(token)] = kept

    def invitations(self, now: datetime) -> tuple[Open, ...]:
        found = [
            Open(key[:12], one.name, one.role, one.made_by, one.expires_at)
            for key, one in self._tables.invitations.items()
            if not one.used and one.expires_at > now
        ]
        return tuple(sorted(found, key=lambda one: one.expires_at))

    def void(self, mark: str) -> bool:
        mine = [k for k, one in self._tables.invitations.items() if k[:12] == mark]
        mine = [key for key in mine if not self._tables.invitations[key].used]
        for key in mine:
            del self._tables.invitations[key]
        return bool(mine)

    def redeem(self, token: str, chat: Chat | None, now: datetime) -> Staff | None:
        key = _hash(token)
        invitation = self._tables.invitations.get(key)
        if invitation is None or invitation.used or invitation.expires_at <= now:
            return None
        if chat is None:
            self._tables.invitations[key] = replace(invitation, used=True)
            return self.add(invitation.name, invitation.role, now)
        before = next((one.id for one in self._tables.staff.values() if one.chat == chat), None)
        left_at = self._tables.left.get(before) if before else None
        if left_at and left_at > invitation.made_at:
            return None
        self._tables.invitations[key] = replace(invitation, used=True)
        same = next((one.id for one in self._tables.staff.values() if one.chat == chat), None)
        member = Staff(same or self._tables.next_id(), chat, invitation.name, invitation.role)
        self._tables.staff[member.id] = member
        self._tables.left.pop(member.id, None)
        return member

    def add(self, name: str, role: Role, now: datetime) -> Staff:  # noqa: ARG002
        number = self._tables.next_id()
        member = Staff(number, Chat(SEAT, str(number)), name, role)
        self._tables.staff[number] = member
        return member

    def member(self, chat: Chat) -> Staff | None:
        other = self._tables.other_chats.get(chat)
        return next(
            (one for one in self.members() if chat in (one.chat, one.seat) or one.id == other),
            None,
        )

    def writes_from(self, number: int, chat: Chat) -> None:
        others = self._tables.other_chats
        self._tables.other_chats = {c: n for c, n in others.items() if n != number and c != chat}
        self._tables.other_chats[chat] = number

    def other_chat(self, number: int) -> Chat | None:
        found = (c for c, n in self._tables.other_chats.items() if n == number)
        return next(found, None)

    def get(self, number: int | None) -> Staff | None:
        return None if number is None else self._tables.staff.get(number)

    def members(self, *roles: Role) -> tuple[Staff, ...]:
        here = (one for one in self.everybody() if one.id not in self._tables.left)
        return tuple(one for one in here if not roles or one.role in roles)

    def everybody(self) -> tuple[Staff, ...]:
        return tuple(sorted(self._tables.staff.values(), key=lambda one: one.id))

    def remove(self, number: int, now: datetime) -> bool:
        if number not in self._tables.staff or number in self._tables.left:
            return False
        self._tables.left[number] = now
        others = self._tables.other_chats
        self._tables.other_chats = {chat: n for chat, n in others.items() if n != number}
        name = self._tables.staff[number].name
        self._tables.invitations = {
            token: one
            for token, one in self._tables.invitations.items()
            if one.used or (one.made_by != actor_of(number) and bare(one.name) != bare(name))
        }
        return True


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
