"""Words before the bill (提前告知): the head reads them and lets them go out, each once.

They go to chats that have proved the account and have not refused such words: whoever is sorted
out by a program gets an easy way to refuse (个人信息保护法第二十四条, from memory). Whom no chat
reaches is told in person (`ahead_in_person`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.cases.roles import May, may
from bot.contract.channel import Refusal
from bot.contract.clean import quoted
from bot.contract.messages import Action, Button, Outcome, Post, Reply
from bot.counter import ahead_in_person
from bot.customer.language import locale_of_chat
from bot.lessons import ahead
from bot.records.ahead import Given, Word
from bot.staff.turn import StaffTurn, not_allowed, not_here
from bot.store.outbox import Outgoing
from bot.store.port import Store
from bot.wording import labels
from bot.wording.catalogue import mark, words

VERB = "ahead"
GO, LEAVE = "go", "leave"
_BUTTONS = ((GO, mark("Send: {what}")), (LEAVE, mark("Leave out: {what}")))


def show(seat: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /ahead: what would be said, to how many, and the buttons that decide."""
    in_person = ahead_in_person.to_tell(seat)
    if refused := _refused(seat):
        return in_person or (refused,)
    say, waiting = seat.say, _waiting(seat)
    if not waiting:
        how = say("The audit of each night looks for who the next bill may surprise.")
        return in_person or (Reply(say("Nobody is to be told ahead just now."), how),)
    counted = Counter(word.why for word in waiting)
    lines = []
    for why, many in counted.items():
        first = next(word for word in waiting if word.why is why)
        alone = sum(not _is_reached(seat.store, w) for w in waiting if w.why is why)
        lines += [say("{what}: {count} accounts", what=say(ahead.NAMES[why]), count=many),
                  *([say("{count} of them have no chat: a colleague tells them.", count=alone)]
                    if alone else []),
                  quoted(ahead.text(say, first)), ""]  # fmt: skip
    lines.append(say("Each goes out once, in office hours, with a button to refuse such words."))
    shown = tuple(
        Button(say(label, what=say(ahead.NAMES[why])), f"{VERB}:{verb}:{why}")
        for why in counted
        for verb, label in _BUTTONS
    )
    return (Reply(say("To be told before the bill: read it, then let it go out"),
                  "\n".join(lines), shown), *in_person)  # fmt: skip


def pressed(seat: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """The head lets the words of one kind go out, or leaves them out; a colleague has told one."""
    first, _, rest = what.partition(":")
    if first == ahead_in_person.TOLD:
        return ahead_in_person.told(seat, rest)
    if refused := _refused(seat):
        return (refused,)
    verb, _, why = what.partition(":")
    meant = [word for word in _waiting(seat) if word.why == why]
    if verb not in (GO, LEAVE) or not meant:
        return show(seat)
    if verb == LEAVE:
        for word in meant:
            seat.store.ahead.drop(word)
        seat.note("ahead_left_out", "", f"{why} {len(meant)}")
        return (Reply(seat.say("Left out: {count} accounts.", count=len(meant))),)
    posts = [post for word in meant for post in _released(seat, word)]
    told = seat.say("Let go: {count} accounts, {chats} chats. Who was told, when and by whom "
                    "stands with each account.", count=len(meant), chats=len(posts))  # fmt: skip
    return (*posts, *ahead_in_person.asked(seat), Reply(told), *ahead_in_person.to_tell(seat))


def _waiting(seat: StaffTurn) -> list[Word]:
    """What waits and is still so: what has changed since, or is over, goes to nobody."""
    store, today = seat.store, seat.now.date()
    return [word for word in store.ahead.waiting() if not ahead.is_over(store, word, today)]


def _refused(seat: StaffTurn) -> Reply | None:
    if not may(seat.staff.role, May.APPROVE):
        return not_allowed(seat, VERB)
    return not_here(seat, VERB) if seat.message.group else None


def _released(seat: StaffTurn, word: Word) -> Iterator[Post]:
    """To each chat of the account that wants it, once the office is open."""
    store, due = seat.store, seat.desk.office.hours.next_open(seat.now)
    store.ahead.release(word, seat.id, seat.now)
    bound = store.chats.bound_to(word.account_no)
    wanted = [chat for chat in bound if not store.ahead.refuses(chat)]
    if bound and not wanted:
        store.ahead.drop(word)  # who refuses such words is not called instead
    chats = seat.desk.reached(wanted)
    for chat in chats:
        say = words(locale_of_chat(store, chat))
        said = ahead.text(say, word)
        store.ahead.give(Given(word.account_no, word.why, chat, due, said, seat.id))
        refuse = Button(labels.label(say, Action.NOT_AHEAD), Action.NOT_AHEAD)
        key = f"{VERB}:{word.account_no}:{word.why}:{word.about}:{chat.name}"
        yield Post(chat, Reply(said, "", (refuse,)), key, due)
    seat.note("told_ahead", word.account_no, f"{word.why} {word.about}, {len(chats)} chats")


def not_arrived(store: Store, message: Outgoing, why: Refusal, now: datetime) -> None:
    """What did not reach a chat was not told there; of other messages nothing is noted."""
    if not message.key.startswith(f"{VERB}:") or not isinstance(message.what, Reply):
        return
    _, account_no, reason, about, _ = message.key.split(":", 4)
    for given in store.ahead.given_to(message.chat):
        if (given.account_no, given.why, given.words) == (
            account_no, reason, message.what.headline,
        ):  # fmt: skip
            store.ahead.take_back(given)
            store.audit.add(now, "system", "not_told", account_no, f"{reason} {about}, {why}")


def keep(store: Store, found: Iterable[Word], now: datetime) -> int:
    """Let them wait for the head; how many are new. Whose chats all refuse is left out."""
    return sum(store.ahead.put(word, now) for word in found if not _refuses(store, word))


def _refuses(store: Store, word: Word) -> bool:
    bound = store.chats.bound_to(word.account_no)
    return bool(bound) and all(store.ahead.refuses(chat) for chat in bound)


def _is_reached(store: Store, word: Word) -> bool:
    return any(not store.ahead.refuses(chat) for chat in store.chats.bound_to(word.account_no))


def bound_accounts(store: Store, now: datetime) -> tuple[str, ...]:
    """Numbers of all accounts that a chat has proved, in order."""
    return tuple(sorted({one.account_no for one in store.chats.unused_bindings(now)}))
