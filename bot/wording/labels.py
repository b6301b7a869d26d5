"""What stands on buttons and in the menu of commands."""

from __future__ import annotations

from functools import cache

from bot.contract.messages import Action, Button
from bot.wording.catalogue import Words, mark

_LABELS = {
    Action.START: mark("Start"),
    Action.HELP: mark("What can I ask?"),
    Action.WHY: mark("Why this price?"),
    Action.BILL: mark("My bill"),
    Action.LEFT: mark("How much is left?"),
    Action.RULE: mark("The rule"),
    Action.PICTURE: mark("See it as a picture"),
    Action.LADDER: mark("The year as a picture"),
    Action.LETTER: mark("A letter to print"),
    Action.REFUND: mark("I want my money back"),
    Action.COMPLAIN: mark("I complain"),
    Action.CASE: mark("Where is my case?"),
    Action.WITHDRAW: mark("I leave it there"),
    Action.HUMAN: mark("A person"),
    Action.BIND: mark("Bind my account"),
    Action.UNBIND: mark("Unbind"),
    Action.FORGET: mark("Delete my data"),
    Action.DATA: mark("What is kept of me?"),
    Action.AGREE: mark("I agree, show them here"),
    Action.DECLINE: mark("No figures here"),
    Action.NOT_AHEAD: mark("No such words any more"),
    Action.CANCEL: mark("Cancel"),
    Action.LANG: mark("Language"),
    Action.PHOTO_RIGHT: mark("The picture was read right"),
    Action.PHOTO_WRONG: mark("The picture was read wrong"),
    Action.HANS: mark("Simplified Chinese"),
    Action.HANT: mark("Traditional Chinese"),
    Action.ENGLISH: mark("English"),
}
MENU = (Action.WHY, Action.BILL, Action.LEFT, Action.RULE, Action.COMPLAIN, Action.HUMAN)


def label(say: Words, action: Action) -> str:
    """What stands on a button or in the command menu."""
    return say(_LABELS[action])


def action_labelled(say: Words, text: str) -> Action | None:
    """The action whose label was typed or sent by a keyboard."""
    return _by_label(say).get(text)


@cache
def _by_label(say: Words) -> dict[str, Action]:
    return {label(say, action): action for action in reversed(_LABELS)}


def menu(say: Words) -> tuple[Button, ...]:
    """Buttons of what can be asked."""
    return tuple(Button(label(say, action), action) for action in MENU)
