"""Sentences about the chats that are bound to an account, and about the end of that."""

from __future__ import annotations

from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.contract.messages import Button, Reply
from bot.wording.catalogue import Words, mark, words

# Why the desk ends one.
WHY = {
    "asked": mark("The household asked for it"),
    "moved": mark("Moved out, or another holder"),
    "stranger": mark("Nobody of the household"),
    "mistake": mark("Bound by mistake"),
}
_TOLD = {
    **WHY,
    "lapsed": mark("Nobody has looked at its bills here for a long time"),
    "changed": mark("The account has another holder or telephone"),
}


def line(say: Words, number: int, channel: str, bound_at: datetime, used_at: datetime) -> str:
    """One chat in the list of the desk: it shows nothing of whose it is."""
    return say(
        "{number}. {channel} · bound {bound} · last used {used}",
        number=number,
        channel={"telegram": "Telegram"}.get(channel, channel),
        bound=say.day(bound_at.date()),
        used=say.day(used_at.date()),
    )


def ended(locale: str, account_no: str, why: str) -> Reply:
    """To the chat that is bound no more."""
    say = words(locale)
    head = say(
        "This chat is no longer bound to account {account}.", account=mask_account_no(account_no)
    )
    reason = say("Reason: {why}.", why=say(_TOLD[why]))
    more = say("If the account is yours, bind it again, or come to the counter, or call 95598.")
    return Reply(head, f"{reason}\n{more}", (Button(say("Bind again"), "bind"),))


def other_ended(locale: str, account: str) -> Reply:
    """To the others of the household."""
    say = words(locale)
    return Reply(
        say("The office has cut off another chat from account {account}.", account=account),
        say("You still see its bills. If that is not right, call 95598."),
    )
