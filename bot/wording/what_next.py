"""What happens next with a matter, and by when."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.findings import Findings
from bot.contract.hours import Hours
from bot.records.case import Case, CaseKind, Remedy
from bot.wording.cases import promised
from bot.wording.catalogue import Words, mark
from bot.wording.phrases_data import data_steps

# By the draft that fits (`drafts.yaml`): what is no matter of the bill is not told that of a bill.
_STEPS = {
    "poles": mark(
        "· It is arranged that somebody looks at the line. Until then please stay away from it."
    ),
    "smashed_meter": mark(
        "· It is arranged that somebody looks at the meter. Until then please do not touch it."
    ),
    "paid_cut_off": mark(
        "· A colleague checks whether the payment came in and why there is no power, and tells "
        "you."
    ),
    "outage": mark(
        "· A colleague finds out whether it is a planned outage or a fault and tells you. If it "
        "is urgent, call 95598."
    ),
    "voltage": mark("· It is arranged that the voltage is measured, and you are told the cause."),
    "wrong_reading": mark(
        "· A colleague compares the reading with the meter. If you can, send a photo of the meter."
    ),
    "dead_meter": mark("· It is arranged that somebody looks at the meter, and you are told."),
    "fast_meter": mark(
        "· A colleague checks the meter and the readings with you. You can also ask for a meter "
        "test."
    ),
    "paid_twice": mark(
        "· A colleague checks the payments. If you can, send a picture of both receipts."
    ),
    "closed_account": mark(
        "· A colleague checks on which day the account was closed and how it was settled, and "
        "tells you."
    ),
    "owner": mark("· A colleague tells you how the change of owner is done."),
    "invoice": mark("· A colleague tells you how you get the invoice."),
    "connection": mark("· A colleague checks how far the connection is, and tells you."),
    "medical": mark(
        "· Somebody at home needs power for a medical device: it is noted and a colleague "
        "tells you when it is off. Please call 95598 too."
    ),
    "loss": mark(
        "· A colleague looks into the damage and what the line did then. Please keep what "
        "broke, with photos and receipts."
    ),
    "moving": mark(
        "· It is arranged that somebody looks at the place, and you are told whether and how "
        "it can be moved."
    ),
    "noise": mark("· It is arranged that somebody listens and looks, and you are told the cause."),
    "cut_off": mark(
        "· A colleague checks what was owed and whether you were told before, and tells you."
    ),
    "recharge": mark(
        "· A colleague checks whether the payment came in. If you can, send a picture of the "
        "receipt."
    ),
    "paid_wrong": mark(
        "· A colleague checks to which account it was paid. If you can, send a picture of the "
        "receipt."
    ),
    "notice": mark("· A colleague checks why no bill or message reaches you, and tells you."),
    "runaround": mark(
        "· A colleague finds out where it is stuck and what is missing, and tells you once and "
        "for all."
    ),
    "theft": mark(
        "· It is arranged that somebody looks at the line. Please do not touch it yourself."
    ),
    "solar": mark(
        "· A colleague checks the connection and the settlement of what you feed in, and tells "
        "you."
    ),
    "landlord": mark(
        "· A colleague checks what is charged for passing electricity on. Please keep the "
        "receipts."
    ),
    "fees": mark(
        "· It is checked whether that may be charged. Nobody has to be given money privately."
    ),
    "rudeness": mark("· What happened is looked into, and you are told the result."),
}
_ABOUT_BILLS = {CaseKind.REFUND, CaseKind.OFFICE_FAULT, CaseKind.CHECK}


def next_steps(
    say: Words, case: Case, hours: Hours, found: Findings | None = None, about: str = ""
) -> list[str]:
    """What happens now and by when, as promised; no proposal while facts are open.

    Args:
        say: in whose language.
        case: what was registered.
        hours: of the office.
        found: what was found out about the bill, if that is told.
        about: the draft that fits what the customer said; empty = none but a bill's.
    """
    lines = promised(say, case, hours)
    if case.kind is CaseKind.DATA:
        return [*lines, *data_steps(say)]
    if about in _STEPS:
        lines.append(say(_STEPS[about]))
    remedy = Remedy.CHECK if found and found.unknown else case.remedy
    if remedy is Remedy.BILLING_CORRECTION and case.difference is not None:
        return [*lines, *_correction(say, case.difference)]
    return lines if about in _STEPS else [*lines, say(_of_bill(case, remedy))]


def _correction(say: Words, difference: Decimal) -> list[str]:
    return [
        say(
            "· Proposed: correct the bill (refund or credit of {difference}), paid by the "
            "supply company. The amount is final once checked and approved.",
            difference=say.money(difference),
        ),
        say("· Nobody has to give you money privately."),
    ]


def _of_bill(case: Case, remedy: Remedy) -> str:
    if remedy is not Remedy.CHECK:
        return mark(
            "· A colleague goes through the bill with you. You can also ask for a meter test."
        )
    if case.account_no or case.kind in _ABOUT_BILLS:
        return mark("· A colleague checks the readings and the bill and tells you the result.")
    return mark("· A colleague looks into what you wrote and tells you the result.")
