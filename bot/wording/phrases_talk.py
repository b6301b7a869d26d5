"""Sentences in place of an answer that was given just before."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action, Button, Reply
from bot.wording.catalogue import Words


def said_before(say: Words, reply: Reply) -> Reply:
    """The same once more: in short, and what is unclear is asked."""
    body = reply.body.splitlines()
    kept = [line for line in body if line.startswith(("· ", "  · "))]
    if not reply.headline.endswith((":", ":")):  # no list
        kept = kept[:2]
    asked = say("Which word or figure is not clear? Write just that; or press “A person”.")
    buttons = reply.buttons or (Button(say("A person"), Action.HUMAN),)
    head = say("As we just said: {what}", what=reply.headline)
    return replace(reply, headline=head, body="\n".join([*kept, asked]), buttons=buttons)


def still_angry(say: Words) -> Reply:
    """Angry words once more: a person is offered, and nothing is asked."""
    return Reply(
        say("You are upset, and we understand. Shall a colleague speak with you?"),
        say("You can also call 95598."),
        (Button(say("A person"), Action.HUMAN),),
    )


def still_unknown(say: Words, reply: Reply) -> Reply:
    """Asked again whose account it is: the other ways, and no more."""
    ways = say(
        "If you do not know the account number, share your phone number, call 95598, or "
        "ask for a person."
    )
    return replace(reply, headline=say("We still need this to look."), body=ways)
