"""Answer to /misheard: words that were not understood; a tap says what each of them meant.

The words are masked, and whose they are is not shown. `jieti misunderstood` writes them for
training; what nobody has said anything of keeps what it was taken for.
"""

from __future__ import annotations

from bot.cases.roles import May, may
from bot.contract.messages import Outcome, Reply
from bot.hearing.intents import understand
from bot.staff.turn import StaffTurn, button, not_allowed, not_here, number_in
from bot.store.misheard import Misheard
from bot.wording import intents as names

VERB = "misheard"
SKIP = "skip"
CHOICES = 4  # likely meanings; one more is that it is nothing of ours
STRANGE = "off_topic"


def next_words(turn: StaffTurn) -> tuple[Outcome, ...]:
    """The oldest words of which nobody has said what they mean."""
    return _refused(turn) or (_shown(turn, 0),)


def pressed(turn: StaffTurn, rest: str) -> tuple[Outcome, ...]:
    """What was meant, and the next; or the next at once."""
    if refused := _refused(turn):
        return refused
    digits, _, meant = rest.partition(":")
    number = number_in(digits)
    if number is None:
        return ()
    if meant in names.NAMES and turn.store.misheard.label(number, meant):
        turn.note("labelled", "", meant)
    return (_shown(turn, number),)


def _refused(turn: StaffTurn) -> tuple[Reply, ...]:
    if not may(turn.staff.role, May.SEE_ALL):
        return (not_allowed(turn, VERB),)
    return (not_here(turn, VERB),) if turn.message.group else ()


def _shown(turn: StaffTurn, after: int) -> Reply:
    say = turn.say
    left = [one for one in turn.store.misheard.all() if not one.meant]
    one = next((one for one in left if one.number > after), None)
    if one is None:
        return Reply(say("Nothing is left to label."))
    head = say("“{words}” — what was meant? ({count} left)", words=one.words, count=len(left))
    choices = tuple(
        button(say(names.NAMES[intent]), VERB, str(one.number), intent) for intent in _likely(one)
    )
    return Reply(head, "", (*choices, button(say("Something else"), VERB, str(one.number), SKIP)))


def _likely(one: Misheard) -> tuple[str, ...]:
    guessed = (intent for intent, _ in understand(one.words).guesses)
    known = [intent for intent in (*guessed, one.taken_for) if intent in names.NAMES]
    return tuple(dict.fromkeys([*dict.fromkeys(known[:CHOICES]), STRANGE]))
