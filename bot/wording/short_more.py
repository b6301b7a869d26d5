"""Short answers about the answer just given: what is right, who pays, when, in simple words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.bills.findings import Findings
from bot.records.account import BillRecord
from bot.records.case import Case
from bot.wording.arithmetic import allowance_line
from bot.wording.catalogue import Words
from bot.wording.findings import headline
from bot.wording.not_known import not_known
from tariff_rules import Verdict


def should_be(say: Words, found: Findings) -> list[str]:
    """What a bill should come to."""
    month, charged = say.month(found.bill.bill_month), say.money(found.bill.charged)
    over, verdict = found.overcharge, found.verdict
    if verdict in (None, Verdict.INCOMPLETE, Verdict.RULE_UNCERTAIN):
        return [headline(say, found), *not_known(say, found)]
    if over is not None and found.verdict is Verdict.WRONG_FACT and found.of_several:
        return [headline(say, found)]  # what was charged too much lies in several bills
    if over is not None:
        return [should_be_less(say, found.bill, over)]
    right = found.due
    if verdict is Verdict.CHARGED_WRONGLY and right > found.bill.charged:
        return [
            say(
                "{month} should come to {right}; charged were {charged}, {difference} too little.",
                month=month,
                right=say.money(right),
                charged=charged,
                difference=say.money(right - found.bill.charged),
            ),
            say("Whether it is to be paid later is told you once it is checked; do nothing now."),
        ]
    if found.office_at_fault:
        return [headline(say, found)]
    return [
        say(
            "{month}: {charged}, as charged. By the rule it is right.",
            month=month,
            charged=charged,
        )
    ]


def should_be_less(say: Words, bill: BillRecord, over: Decimal) -> str:
    """What a bill should come to, of which so many yuan are too much."""
    return say(
        "{month} should come to {right}; charged were {charged}, {difference} too much.",
        month=say.month(bill.bill_month),
        right=say.money(bill.charged - over),
        charged=say.money(bill.charged),
        difference=say.money(over),
    )


def since_the_owner(say: Words, day: date) -> str:
    """That only what was read since the change of owner is told."""
    return say("Only the bills since the change of owner on {day} are counted.", day=say.day(day))


def who_pays(say: Words, found: Findings) -> list[str]:
    """Who bears what was charged too much."""
    over = found.overcharge
    if over is None:
        return should_be(say, found)
    return [
        say(
            "Not you. The {difference} too much are borne by the supply company, once that is "
            "checked and approved. Nobody has to give you money privately.",
            difference=say.money(over),
        )
    ]


def months(say: Words, found: Findings, *, rightly: bool = False) -> list[str]:
    """With the limits of how many months it was counted, and with how many it would have been.

    `rightly`: what it should be is asked for, and comes first.
    """
    billed, other = found.assessment.billed, found.assessment.other
    lines = [allowance_line(say, billed)]
    if found.verdict is Verdict.WRONG_FACT and other.total < billed.total:
        line = allowance_line(say, other)
        lines.append(say("Had it been registered in time: {line}", line=line))
    right = found.assessment.reading
    if right.settlements[-1].allowance.limits != billed.settlements[-1].allowance.limits and (
        found.verdict is Verdict.WRONG_FACT and len(lines) == 1
    ):
        lines.insert(0, say("Rightly: {line}", line=allowance_line(say, right)))
    return lines[::-1] if rightly else lines


def refund_when(say: Words, found: Findings, case: Case | None) -> list[str]:
    """When money comes back."""
    if found.overcharge is None:
        return by_when(say, case) if found.verdict is None else should_be(say, found)
    lines = [
        say(
            "The {difference} come after checking and approval; the day is not fixed yet, so we "
            "promise none.",
            difference=say.money(found.overcharge),
        )
    ]
    return lines + by_when(say, case)


def refund_how(say: Words, found: Findings, case: Case | None) -> list[str]:
    """In which way money comes back."""
    if found.overcharge is None:
        return should_be(say, found)
    lines = [
        say(
            "Either is possible: money back, or credit for later bills. Which of them is decided "
            "with the approval, and you are told."
        )
    ]
    return lines + by_when(say, case)


def simpler(say: Words, found: Findings, case: Case | None) -> list[str]:
    """The answer once more, in a few lines."""
    lines = [headline(say, found)]
    if found.overcharge is not None or found.verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        lines += [
            say(
                "· {kwh} × {price} (tier {tier})",
                kwh=say.kwh(line.kwh),
                price=say.price(line.price),
                tier=say.tier(line.tier),
            )
            for line in found.billed.charge.tiers
            if line.kwh
        ]
    if found.overcharge is not None:
        lines += [line for line in should_be(say, found) if line not in lines]
    lines += not_known(say, found)
    return lines + by_when(say, case)


def by_when(say: Words, case: Case | None) -> list[str]:
    """The case and its dates, where there is one."""
    if case is None:
        return []
    return [
        say(
            "Case {number}: we contact you by {contact} and answer you by {answer}.",
            number=case.number,
            contact=say.moment(case.contact_by),
            answer=say.day(case.answer_by),
        )
    ]
