"""What was found of a bill, in the words of the office, and what the office contributed."""

from __future__ import annotations

from bot.bills.findings import Findings
from bot.wording.catalogue import Words, mark
from bot.wording.findings import CAUSES
from tariff_rules import Verdict

_VERDICTS = {
    None: mark("it cannot be said yet: find out what holds for the account"),
    Verdict.AGREES: mark("it agrees with the rule"),
    Verdict.NOT_COMPARED: mark("there is no charge to compare with the rule"),
    Verdict.WRONG_FACT: mark("worked out right from the file, but the file is not what happened"),
    Verdict.CHARGED_WRONGLY: mark("it does not agree with the rule"),
    Verdict.INCOMPLETE: mark("readings are missing, it cannot be said yet"),
    Verdict.RULE_UNCERTAIN: mark("a figure of the rule is not certain, it cannot be said yet"),
}


def verdict(say: Words, found: Findings) -> str:
    """What was found, in the words of the office."""
    figures = {
        "month": say.month(found.bill.bill_month),
        "charged": say.money(found.bill.charged),
        "verdict": say(_VERDICTS[found.verdict]),
    }
    if found.overcharge is None:
        return say("Verdict on the bill of {month}, {charged}: {verdict}", **figures)
    return say(
        "Verdict on the bill of {month}, {charged}: {verdict}; {difference} too much",
        difference=say.money(found.overcharge),
        **figures,
    )


def our_part(say: Words, found: Findings) -> list[str]:
    """What the office itself contributed."""
    if not found.office_at_fault:
        return [say("Our part: none found in the records.")]
    lines = []
    account = found.account
    if account.registered_on and account.powered_on:
        days = (account.registered_on - account.powered_on).days
        if days > 0:
            lines.append(
                say(
                    "· Power on {powered}, registered only on {registered}: {days} days later.",
                    powered=say.day(account.powered_on),
                    registered=say.day(account.registered_on),
                    days=days,
                )
            )
    lines += [
        say(
            "· {cause}: {difference}",
            cause=say(CAUSES[cause.cause]),
            difference=say.money(cause.difference),
        )
        for cause in found.causes
    ]
    if not lines:
        lines.append(say("· The bill was not made by the rule. Where that comes from is open."))
    return [say("Our part:"), *lines]
