"""Sentences about a photographed bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.accounts.masking import mask_account_no
from bot.contract.messages import Action, Button, Figures, MessageKind, Reply
from bot.contract.photo import BillPhoto
from bot.wording.catalogue import Words
from bot.wording.labels import label, menu


def read_back(say: Words, photo: BillPhoto) -> Reply:
    """What was read in a photographed bill, to be confirmed before anything is said about it.

    Where no figures may go, account and month alone.
    """
    lines = []
    if photo.account_no:
        lines.append(say("· Account: {account}", account=mask_account_no(photo.account_no)))
    if photo.month:
        lines.append(say("· Month: {month}", month=say.month(date(*photo.month, 1))))
    figures = _figures(say, photo)
    actions = (Action.PHOTO_RIGHT, Action.PHOTO_WRONG)
    bare = Reply(
        say("This is what we read in your picture. Is it right?"),
        "\n".join(lines),
        tuple(Button(label(say, action), action) for action in actions),
    )
    if not figures:
        return bare
    # The customer's own picture: that it was shown to them says nothing about the records.
    whole = replace(bare, body="\n".join([*lines, *figures]))
    return replace(whole, figures=Figures("", ""), instead=bare)


def in_a_line(say: Words, photo: BillPhoto) -> str:
    """What was read in it, for a colleague who looks at it anyway; empty where nothing."""
    told = (
        mask_account_no(photo.account_no) if photo.account_no else "",
        say.month(date(*photo.month, 1)) if photo.month else "",
        say.kwh(photo.kwh) if photo.kwh is not None else "",
        say.money(photo.amount) if photo.amount is not None else "",
    )
    read = say(", ").join(filter(None, told))
    return say("(read in it, unconfirmed: {read})", read=read) if read else ""


def _figures(say: Words, photo: BillPhoto) -> list[str]:
    lines = []
    if photo.kwh is not None:
        lines.append(say("· Used: {kwh}", kwh=say.kwh(photo.kwh)))
    lines += [
        say("· Tier {tier}: {kwh}", tier=say.tier(tier), kwh=say.kwh(kwh))
        for tier, kwh in photo.tiers
    ]
    if photo.amount is not None:
        lines.append(say("· Amount: {amount}", amount=say.money(photo.amount)))
    return lines


def differs(say: Words) -> str:
    """The picture and the records do not agree."""
    return say(
        "The figures in your picture are not those of our records. A colleague compares them; "
        "what follows is by our records."
    )


def lost(say: Words, number: str) -> Reply:
    """A picture, voice message or file that the messenger did not hand over."""
    return Reply(
        say("What you sent did not reach us. Please send it again, or type your question."),
        say("Case {number} says so, and a colleague contacts you.", number=number),
        menu(say),
    )


def kept_with_case(say: Words, kind: MessageKind, number: str) -> Reply:
    """A picture or voice message that only a person can take in."""
    sentences = {
        MessageKind.PHOTO: say(
            "We cannot read pictures here yet. Yours is kept with case {number}.", number=number
        ),
        MessageKind.VOICE: say(
            "We cannot listen to voice messages here. Yours is kept with case {number}.",
            number=number,
        ),
        MessageKind.PLACE: say("The place is kept with case {number}.", number=number),
        MessageKind.RECORD: say(
            "The forwarded conversation is kept with case {number}.", number=number
        ),
    }
    head = sentences.get(kind, say("Your file is kept with case {number}.", number=number))
    return Reply(
        head,
        say(
            "If you can, please type your question: then you have an answer at once. Otherwise a "
            "colleague looks at it and contacts you."
        ),
        menu(say),
    )
