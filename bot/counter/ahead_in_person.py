"""Words before the bill that no messenger carries: a colleague calls or goes there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.cases.roles import May, may
from bot.contract.clean import quoted
from bot.contract.messages import Button, Chat, Figures, Outcome, Post, Reply
from bot.lessons import ahead
from bot.records.account import AccountRecord
from bot.records.ahead import BY_HAND, Given, How, Word
from bot.records.staff import Role
from bot.staff import households
from bot.staff.turn import StaffTurn, not_allowed, not_here
from bot.wording.catalogue import mark

VERB = "ahead"
TOLD = "told"
SHOWN = 3  # at once
_BUTTONS = {How.TELEPHONE: mark("Called: {account}"), How.VISIT: mark("Was there: {account}")}


def mine(seat: StaffTurn) -> list[tuple[Word, AccountRecord]]:
    """What this person has to tell: an electrician those of their own accounts."""
    if not may(seat.staff.role, May.WORK) or seat.message.group:
        return []
    store, today = seat.store, seat.now.date()
    found = [
        (word, account)
        for word in store.ahead.untold()
        if not ahead.is_over(store, word, today)
        and (account := store.accounts.get(word.account_no)) is not None
    ]
    if seat.staff.role is not Role.ELECTRICIAN:
        return found
    return [(word, account) for word, account in found if households.is_own(seat, account)]


def asked(seat: StaffTurn) -> Iterator[Post]:
    """Who is asked to tell them: the electrician of the account, else the clerks."""
    staff, counted = seat.store.staff, Counter[Chat]()
    seats = [replace(seat, staff=one) for one in staff.members(Role.ELECTRICIAN)]
    for _, account in mine(seat):
        own = [one.staff for one in seats if households.is_own(one, account)]
        counted.update(one.chat for one in own or staff.members(Role.CLERK))
    for chat, count in counted.items():
        text = seat.say("{count} households are to be told something before their bill, in "
                        "person: /ahead", count=count)  # fmt: skip
        yield Post(chat, Reply(text), f"in_person:{chat.name}:{seat.now.isoformat()}")


def to_tell(seat: StaffTurn) -> tuple[Reply, ...]:
    """Whom to call or to see, what to say, and a button once it is done; () = nobody."""
    waiting, say = mine(seat), seat.say
    shown = [_shown(seat, word, account) for word, account in waiting[:SHOWN]]
    more = len(waiting) - len(shown)
    if more:
        shown.append(Reply(say("{count} more are to be told in person: /ahead", count=more)))
    return tuple(shown)


def _shown(seat: StaffTurn, word: Word, account: AccountRecord) -> Reply:
    """One household: name and telephone where they may go through this messenger; it is noted."""
    say, number = seat.say, mask_account_no(account.account_no)
    buttons = tuple(
        Button(say(label, account=number),
               f"{VERB}:{TOLD}:{how}:{word.why}:{word.account_no}:{word.about}")
        for how, label in _BUTTONS.items()
    )  # fmt: skip
    head = mark("No messenger reaches {who}. Tell them in person:")
    how = say("Say it in your own words, and press the button once it is said.")
    body = f"{quoted(ahead.text(say, word))}\n\n{how}"
    bare = Reply(say(head, who=f"{mask_name(account.holder_name)} {number}"),
                 f"{mask_address(account.address)}\n{body}".strip(), buttons)  # fmt: skip
    who = f"{account.holder_name} {account.phone}".strip()
    figures = Figures(account.account_no, "told ahead in person")
    return Reply(say(head, who=who), f"{account.address}\n{body}".strip(), buttons,
                 figures=figures, instead=bare)  # fmt: skip


def told(seat: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """A colleague has told it: who, when and how stands with the account from now on."""
    if seat.message.group:
        return (not_here(seat, VERB),)
    how, *key = what.split(":", 3)
    meant = next(
        (w for w, _ in mine(seat) if [w.why, w.account_no, w.about] == key and how in set(How)),
        None,
    )
    if meant is None and not may(seat.staff.role, May.WORK):
        return (not_allowed(seat, VERB),)
    if meant is None:  # pressed twice, or a colleague was first
        return to_tell(seat) or (Reply(seat.say("Nobody is to be told ahead just now.")),)
    chat, said = Chat(BY_HAND, how), ahead.text(seat.say, meant)
    seat.store.ahead.give(Given(meant.account_no, meant.why, chat, seat.now, said, seat.id))
    seat.note("told_ahead", meant.account_no, f"{meant.why} {meant.about}, {how}")
    account = mask_account_no(meant.account_no)
    kept = Reply(seat.say("Kept: {account} was told, by you, today.", account=account))
    return (kept, *to_tell(seat))
