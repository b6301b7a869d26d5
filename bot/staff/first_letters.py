"""New staff write to customers alone once they have passed the office's own list of practices.

Off where the office has no list (JIETI_PRACTICE_FIRST). Until then what they want to send goes to
the heads, and goes out when one of them presses the button.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Button, Outcome, Post, Reply
from bot.lessons import words
from bot.lessons.exercise import exercise
from bot.lessons.homes import Kind
from bot.records.case import Case
from bot.records.staff import Role
from bot.staff.living import stamped
from bot.staff.turn import StaffTurn, button


def to_pass(turn: StaffTurn) -> tuple[Kind, ...]:
    """What of the list this person has never passed; nothing for heads, and where it is off."""
    wanted, office = turn.desk.office.practice_first, turn.desk.office
    if not wanted or may(turn.staff.role, May.SEE_REPORTS):
        return ()
    passed = {one.kind for one in turn.store.practice.practised(turn.id) if one.ever}
    missing = (kind for kind in Kind if kind in wanted and kind not in passed)
    # What the region has no bill for cannot be practised, and holds nobody up.
    return tuple(kind for kind in missing if exercise(kind, 1, office, turn.now) is not None)


def asked_for(turn: StaffTurn, case: Case, letter: Reply, *action: str) -> tuple[Outcome, ...]:
    """The heads are shown what is to be sent, with the button that sends it; () = send it.

    Args:
        turn: of who wants to send it.
        case: of the customer.
        letter: as it would go out.
        action: of the button: its verb, and what stands behind the number of the case.
    """
    missing = to_pass(turn)
    if not missing:
        return ()
    say, store = turn.say, turn.store
    verb, *more = action
    send = button(say("Send this to the customer"), verb, case.number, *more)
    buttons = (*stamped(store, case, (send,)), button(say("Show the case"), "show", case.number))
    head = say("{name} is new and asks you to send this to the customer of case {number}:",
               name=turn.staff.name, number=case.number)  # fmt: skip
    shown = _shown(letter, head, buttons)
    key = f"first_letter:{case.number}:{turn.id}:{turn.now.isoformat()}"
    posts = tuple(
        Post(one.chat, shown, f"{key}:{one.id}", case_number=case.number)
        for one in store.staff.members(Role.HEAD)
        if sees(store, one, case)
    )
    turn.acting.note(case, "note", say("{name} has asked the head to send the letter.",
                                       name=turn.staff.name))  # fmt: skip
    return (*posts, Reply(say("The head has been asked to send it."), _list(turn, missing)))


def not_yet(turn: StaffTurn) -> tuple[Reply, ...]:
    """Why somebody does not write to customers in their own words yet; () = they may."""
    missing = to_pass(turn)
    if not missing:
        return ()
    head = turn.say("You cannot write to customers in your own words yet. Send a draft: the head "
                    "looks at it first.")  # fmt: skip
    return (Reply(head, _list(turn, missing)),)


def _shown(letter: Reply, head: str, buttons: tuple[Button, ...]) -> Reply:
    instead = letter.instead and Reply(head, letter.instead.text, buttons)
    return replace(Reply(head, letter.headline, buttons, figures=letter.figures, instead=instead),
                   fold=letter.fold)  # fmt: skip


def _list(turn: StaffTurn, missing: tuple[Kind, ...]) -> str:
    say = turn.say
    what = say(", ").join(say(words.KINDS[kind]) for kind in missing)
    return say("You send alone once you have passed in /practice: {what}.", what=what)
