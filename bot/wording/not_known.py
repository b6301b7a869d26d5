"""What would have to be known of an account, what shows it, and what the bill would then be."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.findings import Findings
from bot.bills.pointers import Unknown
from bot.bills.supposing import IfSo
from bot.wording.catalogue import Words, mark

_UNKNOWN = {
    Unknown.TIME_OF_USE: mark("· peak and valley prices: the agreement and the kWh of each time"),
    Unknown.PERIODS: mark("· your meter counts peak and valley hours; whether they were agreed"),
    Unknown.HEATING: mark("· the limits of the heating season"),
    Unknown.FREE_KWH: mark("· free kWh of a low-income household: from when to when"),
    Unknown.HOUSEHOLD: mark("· more kWh for a large household: from when to when"),
    Unknown.PREPAID: mark("· how paying in advance is settled after the year"),
    Unknown.OWNER: mark("· the day on which the account got its present holder"),
    Unknown.CLOSING: mark("· the closing of the account: the day, and what was settled then"),
    Unknown.READER: mark("· in which months the meter is read"),
}
# What the customer can show for it.
_PAPERS = {
    Unknown.TIME_OF_USE: mark("the agreement or application for peak and valley prices"),
    Unknown.PERIODS: mark("the agreement or application for peak and valley prices"),
    Unknown.FREE_KWH: mark("the low-income or five-guarantees certificate"),
    Unknown.HOUSEHOLD: mark("the household register"),
    Unknown.OWNER: mark("the form of the transfer, or the property certificate with its date"),
    Unknown.CLOSING: mark("the form of the closing"),
    Unknown.PREPAID: mark("the slips of what was paid in advance"),
}
# What the name of the price or the state of the account says, and not the readings.
_WRITTEN = {
    Unknown.TIME_OF_USE, Unknown.HEATING, Unknown.FREE_KWH, Unknown.HOUSEHOLD, Unknown.PREPAID,
}  # fmt: skip


def not_known(say: Words, found: Findings) -> list[str]:
    """What would have to be known of the account to judge this bill; empty if it is judged."""
    if not found.unknown:
        return []
    lines = [say("What is not known here:")]
    if _WRITTEN.intersection(found.unknown):
        lines.append(say("· Your price is called “{price}”.", price=found.account.price_name))
    for one in found.unknown:
        lines.append(say(_UNKNOWN[one]))
        if one in _PAPERS:
            lines.append(say("  What shows it: {paper}", paper=say(_PAPERS[one])))
        charged = found.bill.charged
        lines += [_if_so(say, case, charged) for case in found.if_so if case.unknown is one]
    return lines


def _if_so(say: Words, case: IfSo, charged: Decimal) -> str:
    figures = {"total": say.money(case.total)}
    if case.persons:
        return say(
            "  For {persons} persons this bill would be {total}.", persons=case.persons, **figures
        )
    if case.unknown is Unknown.OWNER and case.anew:
        return say("  If the year begins anew with the new holder: {total}.", **figures)
    if case.unknown is Unknown.OWNER:
        return say("  If the year goes on with the new holder: {total}.", **figures)
    if case.total == charged:
        return say("  With it this bill would be {total}, as it was charged.", **figures)
    return say("  With it this bill would be {total}.", **figures)


def may_differ(say: Words, unknown: tuple[Unknown, ...]) -> list[str]:
    """That limits are those of an ordinary account, where it is open whether this is one."""
    if not unknown:
        return []
    return [
        say("That is how an ordinary account counts. Yours may differ; not known here are:"),
        *(say(_UNKNOWN[one]) for one in unknown),
    ]
