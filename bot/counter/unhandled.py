"""What is left to do with a message whose handling failed for good: nothing said is lost."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Action, Chat, Incoming, Reply
from bot.customer import lives
from bot.customer.language import locale_of
from bot.customer.turn import Turn
from bot.hearing.gate import gate
from bot.hearing.heard import hear_message
from bot.staff.forwards import written_down
from bot.staff.turn import DeskSettings, StaffTurn
from bot.store.port import Store
from bot.wording import phrases_lives
from bot.wording.catalogue import words


def unhandled(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Reply, ...]:
    """A case for a person with the words, and safety words where the gate calls for them.

    Empty where there are no words, or where they are an order of staff.
    """
    if message.action == Action.START:  # no words: perhaps the link of an invitation
        return ()
    heard = hear_message(message, now)
    who = store.staff.member(Chat(message.chat.channel, message.sender or message.chat.chat_id))
    if who is not None:
        if not heard.text or (message.origin is None and not heard.alarm.is_grave):
            return ()
        seat = StaffTurn(store, desk, who, message, heard, now)
        case = written_down(seat, now)
        return (phrases_lives.not_handled(seat.say, case.number),)
    if not heard.text or message.group:
        return ()
    say = words(locale_of(store, message))
    turn = Turn(store, desk.office, say, message, heard, now)
    return lives.first(turn) or (lives.unread(turn),)


def safety_words(desk: DeskSettings, message: Incoming) -> tuple[Reply, ...]:
    """What the gate calls for where not even a case can be made."""
    if message.group:
        return ()
    return lives.safety(words(), gate(message.text), desk.office.phone)
