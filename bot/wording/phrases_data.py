"""What customers are told about what is kept of them."""

from __future__ import annotations

from bot.contract.messages import Reply
from bot.wording.catalogue import Words


def forgotten(say: Words, backup_days: int | None, *, messages_gone: bool) -> Reply:
    """What was deleted, what stays and why.

    Args:
        say: in whose language.
        backup_days: for how many days copies of the database are kept at most, if that is set.
        messages_gone: False where a hold keeps the messages.
    """
    head = (
        say("Done. Your bindings and the messages of this chat are deleted here.")
        if messages_gone
        else say(
            "Done. Your bindings are deleted. The messages of this chat must be kept for now, "
            "because a case of yours is under legal review."
        )
    )
    return Reply(
        head,
        say(
            "Cases you have opened stay, because they must be answered and can be checked later. "
            "So does the record of who looked at your bills. The office's own bills and readings "
            "are not touched. What the messenger itself keeps, you delete there."
        )
        + "\n"
        + _in_backups(say, backup_days),
    )


def _in_backups(say: Words, days: int | None) -> str:
    if days is None:
        return say(
            "Copies made earlier against a loss still hold it; should one have to be put back, "
            "yours is deleted from it first."
        )
    return say(
        "Copies made earlier against a loss still hold it, for {days} days at most; should one "
        "have to be put back, yours is deleted from it first.",
        days=days,
    )
