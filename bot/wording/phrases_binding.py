"""What is said where a chat cannot be bound to an account."""

from __future__ import annotations

from bot.contract.messages import Action, Button, Reply
from bot.wording.catalogue import Words


def ways_out(say: Words) -> tuple[Button, ...]:
    """What helps whoever cannot or does not want to be bound."""
    return Button(say("A person"), Action.HUMAN), Button(say("Cancel"), Action.CANCEL)


def of_many(say: Words) -> Reply:
    """A phone of many accounts proves none."""
    return Reply(
        say("This phone number is registered for many accounts, so it proves none of them."),
        say(
            "Please send account number, holder's name and the last four digits of the phone "
            "number registered at the office, or come to the counter, or call 95598."
        ),
        ways_out(say),
    )


def holder_changes(say: Words) -> Reply:
    """The particulars fit a holder who left: said to nobody whose particulars do not fit."""
    return Reply(
        say("This account is changing hands; its particulars are not up to date yet."),
        say(
            "Until the new ones are in the records no chat can be bound to it. Come to the "
            "counter with your papers, or call 95598."
        ),
        ways_out(say),
    )


def account_locked(say: Words) -> Reply:
    """Nothing is said of whether the particulars fit, nor whether there is such an account."""
    return Reply(
        say(
            "Too many have tried this account number. For the holder's safety it is closed for "
            "now."
        ),
        say(
            "Particulars bind nothing to it for a day after the last wrong try, right ones "
            "neither. If you hold the account, share your phone number with the key below; "
            "should it be the one registered at the office, that works at once. Or come to the "
            "counter, or call 95598."
        ),
        ways_out(say),
        share_contact=say("Share my phone number"),
    )


def locked(say: Words, minutes: int, *, many: bool) -> Reply:
    """Too many tries did not fit, or, with `many`, of too many accounts."""
    head = say(
        "Too many tries did not fit. For your safety, binding is closed here for {minutes} "
        "minutes.",
        minutes=minutes,
    )
    if many:
        head = say(
            "Particulars of too many accounts were tried here. For the holders' safety, binding "
            "is closed in this chat for a day."
        )
    return Reply(
        head,
        say("You can come to the counter or call 95598 at any time."),
        buttons=(Button(say("A person"), Action.HUMAN),),
    )


def for_a_guardian(say: Words) -> Reply:
    """A child of under 14 is bound by a parent or guardian."""
    return Reply(
        say("You are under 14, so a parent or guardian has to bind the account."),
        say(
            "Please ask them to write here, for example: I am the parent. General questions you "
            "can ask at any time; in danger call 95598 or tell a grown-up."
        ),
        (Button(say("A person"), Action.HUMAN),),
    )


def guardian_here(say: Words) -> Reply:
    """The guardian has come."""
    return Reply(
        say("Thank you. As parent or guardian you can bind the account now, if you agree."),
        "",
        (Button(say("Bind my account"), Action.BIND),),
    )
