"""Sentences in place of an answer that was given just before."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action, Button, Reply
from bot.wording.catalogue import Words


def said_before(say: Words, reply: Reply, *, known: bool) -> Reply:
    """The same once more: in short, and what is unclear is asked, unless the question is known."""
    body = reply.body.splitlines()
    kept = [line for line in body if line.startswith(("· ", "  · "))]
    if not reply.headline.endswith((":", ":")):  # no list
        kept = kept[:2]
    asked = say("If you ask something else, say it in other words; or press “A person”.")
    buttons = reply.buttons or (Button(say("A person"), Action.HUMAN),)
    head = say("In short: {what}", what=reply.headline)
    return replace(
        reply, headline=head, body="\n".join(kept if known else [*kept, asked]), buttons=buttons
    )


def still_angry(say: Words) -> Reply:
    """Angry words once more: a person is offered, and nothing is asked."""
    return Reply(
        say("You are upset, and we understand. Shall a colleague speak with you?"),
        say("You can also call 95598."),
        (Button(say("A person"), Action.HUMAN),),
    )


def still_here(say: Words) -> Reply:
    """Called once more: somebody answers, and waits for the question."""
    return Reply(say("Yes, we are here. What is it about?"), "")


def still_unknown(say: Words, reply: Reply) -> Reply:
    """Asked again whose account it is: the other ways, and no more."""
    ways = say(
        "If you do not know the account number, share your phone number, call 95598, or "
        "ask for a person."
    )
    return replace(reply, headline=say("We still need this to look."), body=ways)


def other_price(say: Words, phone: str) -> Reply:
    """The tiers of homes do not hold for this account."""
    head = say("Not by tiers: this account is not on the price of homes, as businesses are not.")
    call = say("What its price is made of, {phone} tells you.", phone=phone or "95598")
    return Reply(head, call, (Button(say("A person"), Action.HUMAN),))


def why_asked(say: Words, notice: str) -> Reply:
    """What the particulars are asked for."""
    head = say("We use this only to check that nobody else sees your bill.")
    return Reply(head, say("If you would rather not: 95598 or the counter."), fold=notice)


def who_sees(say: Words, notice: str) -> Reply:
    """Who may look at what is kept of a household."""
    head = say("Only who has proved the account, and colleagues for their work; who looked is "
               "noted.")  # fmt: skip
    return Reply(head, say("Neighbours and other households are told nothing."), fold=notice)


def no_money(say: Words) -> Reply:
    """Nobody is asked for money or a code here."""
    return Reply(
        say("No. You are never asked here to send money, nor for a password or a code."),
        say("Whoever does is not us: do not pay, and call 95598."),
        (Button(say("A person"), Action.HUMAN),),
    )


def no_link(say: Words) -> Reply:
    """A link is not to be opened."""
    return Reply(
        say("Open no link and give no card number, password or code: we never ask for them."),
        say("If you have given one: call your bank and 110 now."),
        (Button(say("A person"), Action.HUMAN),),
    )


def defrauded(say: Words) -> Reply:
    """A card number, password or code is with somebody: the bank and the police first."""
    return Reply(
        say("Call your bank and 110 now: have the card stopped."),
        say("It was not us: we never ask for a card number, password or code."),
        (Button(say("A person"), Action.HUMAN),),
    )


def in_writing(say: Words) -> str:
    """A written answer is wanted: that stands in the case too."""
    return say("That you want the answer in writing is registered too.")
