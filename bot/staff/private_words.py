"""What in words is a household's own: figures of its bills, however they are said, and its name.

A figure needs no unit to be one (从407走到827): what stands in the records of the account is known
by its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.hearing.bare_numbers import bare_numbers
from bot.hearing.entity import EntityKind
from bot.hearing.masking import masked_words
from bot.records.case import Case
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn

_OF_A_BILL = {EntityKind.AMOUNT, EntityKind.KWH, EntityKind.READING}
_TOLD_APART = 10  # smaller numbers stand in too many sentences
_FULL = 3  # characters of a name that is also called without its first
_PIECE = 4  # characters of an address by which it is known


def private_in(turn: StaffTurn, case: Case) -> tuple[str, ...]:
    """What in the words of somebody who writes to the customer is for the household alone."""
    heard = turn.heard
    said = [e.text for e in heard.understood.entities if e.kind in _OF_A_BILL]
    known = _known(turn, case)
    bare = [text for text, value in bare_numbers(heard) if value in known]
    said += [text for text in bare if not any(text in one for one in said)]
    return tuple(dict.fromkeys([*said, *_particulars(turn, case)]))


def _known(turn: StaffTurn, case: Case) -> set[Decimal]:
    """Each figure in the records of the account, amounts also without their jiao and fen."""
    accounts, account_no = turn.store.accounts, case.account_no or ""
    account = accounts.get(account_no)
    bills, readings = accounts.bills_of(account_no), accounts.readings_of(account_no)
    amounts = [bill.charged for bill in bills]
    if case.difference is not None:
        amounts += [case.difference, *(one - case.difference for one in amounts)]
    found = [bill.kwh for bill in bills] + [one.kwh for one in readings] + amounts
    found += [figure for one in readings for figure in (one.last_reading, one.this_reading)]
    found += [Decimal(int(amount)) for amount in amounts]
    if account and account.phone:
        found.append(Decimal(account.phone[-4:]))  # it proves the account
    return {abs(one) for one in found if abs(one) >= _TOLD_APART}


def _particulars(turn: StaffTurn, case: Case) -> Iterator[str]:
    """Name, numbers and address of the holder, unless the customer wrote them."""
    account = turn.store.accounts.get(case.account_no or "")
    if account is None:
        return
    address = account.address
    pieces = [address[at : at + _PIECE] for at in range(len(address) - _PIECE + 1)]
    plain, told = turn.heard.plain, words_of(turn.store, case).plain
    for ways in ([account.holder_name], [account.account_no], [account.phone], pieces):
        shown = next((one for one in ways if one and one in plain and one not in told), None)
        if shown:
            yield shown


def masked(turn: StaffTurn, case: Case, text: str) -> str:
    """Words of a case without what points to somebody: the household, a colleague, a number."""
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    names = [case.customer_name or "", account.holder_name if account else ""]
    names += [one.name for one in turn.store.staff.everybody()]
    known = [*names, *(name[1:] for name in names if len(name) == _FULL)]
    if account:
        known += [account.account_no, account.phone, account.address]
    try:
        return masked_words(text, known)
    except Exception:
        return turn.say("(not shown: it could not be read for names)")
