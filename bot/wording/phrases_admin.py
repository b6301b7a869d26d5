"""What the admin is told when something needs a hand."""

from __future__ import annotations

from bot.contract.messages import Reply
from bot.wording.catalogue import Words


def set_aside_notice(say: Words, number: str, error: str) -> Reply:
    """To the admin: an update that nobody could handle."""
    return Reply(
        say("A message could not be handled and was set aside."),
        say(
            "Update {number}: {error}. It is kept; nothing else waits for it.",
            number=number,
            error=error,
        ),
    )


def account_refused(say: Words, account: str, code: int) -> Reply:
    """To the admin: WeChat refuses the office's account itself, not a message."""
    return Reply(
        say("WeChat refuses our account {account}: {code}.", account=account, code=code),
        say(
            "Messages there wait. `jieti doctor` says what is missing: an address that is not "
            "listed, a right, a secret."
        ),
    )


def nothing_stored(say: Words, *, danger: bool) -> Reply:
    """To the admin: the store takes nothing, and nobody is answered."""
    head = say("Nothing can be stored: the disk is full, or the database cannot be written.")
    lines = [
        say(
            "Nobody is answered until there is room again; Telegram keeps what is written for a "
            "day, and then it is handled. Make room (`df -h`), and look with `jieti doctor`."
        )
    ]
    if danger:
        lines.append(
            say(
                "Somebody writes of danger, and has been told what to do and whom to call. There "
                "is no case of it yet."
            )
        )
    return Reply(head, "\n".join(lines))


def rival_notice(say: Words) -> Reply:
    """To the admin: another process polls with the same token."""
    return Reply(
        say("Another program fetches this bot's messages with the same token."),
        say(
            "Customers' messages may go there instead of here. Look for a second service, or a "
            "forgotten terminal, and end it; if you do not know of any, ask @BotFather for a new "
            "token."
        ),
    )
