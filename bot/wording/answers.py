"""Whole answers: the explanation of a bill, the rule, the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.accounts.masking import mask_account_no
from bot.bills.findings import Findings
from bot.bills.history import HistoryError, Trouble
from bot.contract.hours import Hours
from bot.records.case import Case
from bot.wording.arithmetic import allowance_line, arithmetic, limits_text
from bot.wording.catalogue import Words
from bot.wording.findings import bill_line, channels, facts, headline
from bot.wording.not_known import not_known
from bot.wording.rule import of_tier, on_time, rule, rule_line, tier_prices
from bot.wording.sureness import age
from bot.wording.what_next import next_steps
from tariff_rules import Schedule, Tariff, Verdict


def explanation(
    say: Words, found: Findings, case: Case | None, hours: Hours
) -> tuple[str, str, str]:
    """Answer to "why this bill": the result, what happens now, and the working to unfold.

    While it is open what holds for the account, no arithmetic: it would be another account's.
    """
    after = next_steps(say, case, hours, found) if case else _nothing_open(say)
    if case is None and found.verdict is Verdict.AGREES:
        after = [in_tiers(say, found), *_of_the_year(say, found), *after]
    body = [not_known(say, found), after, channels(say)]
    clear = say("Is that clear? If a line is not, ask about it.")
    return headline(say, found), join(body), join([*_working(say, found), [clear]])


def working(say: Words, found: Findings) -> str:
    """The working alone: facts, arithmetic, rule, and what would have been in time."""
    return join(_working(say, found))


@lru_cache(maxsize=256)
def _working(say: Words, found: Findings) -> list[list[str]]:
    how = [] if found.unknown else [arithmetic(say, found), rule(say, found)]
    return [facts(say, found), *how, on_time(say, found)]


def short_bill(say: Words, found: Findings) -> tuple[str, str, str]:
    """The bill itself: headline, whom to call, and the working to unfold."""
    last = found.billed
    old = age(say, last.schedule, last.settlement.last_day)
    working = join([facts(say, found), arithmetic(say, found), old])
    return headline(say, found), join([[in_tiers(say, found)], channels(say)]), working


def _of_the_year(say: Words, found: Findings) -> list[str]:
    """Where the dearer price comes from: the year is counted, not the month."""
    billed = found.billed
    if billed.top_tier == 1 or not billed.by_year:
        return []
    used = billed.used_before + found.bill.kwh
    return [
        say(
            "· The year counts, not the month: {kwh} so far. {limits}",
            kwh=say.kwh(used),
            limits=allowance_line(say, found.assessment.billed),
        )
    ]


def in_tiers(say: Words, found: Findings) -> str:
    """How many kWh of the bill lie in which tier."""
    used = say.kwh(found.bill.kwh)
    lines = [line for line in found.billed.charge.tiers if line.kwh]
    if not lines or sum(line.amount for line in lines) != found.bill.charged:
        return say("· {kwh} used", kwh=used)  # free kWh, or peak and valley
    if len(lines) == 1 and found.billed.free:
        return say(
            "· {kwh} used, {free} of them free, the rest at {price}",
            kwh=used,
            free=say.kwh(found.billed.free),
            price=say.price(lines[0].price),
        )
    if len(lines) == 1:
        return say("· {kwh} used, each at {price}", kwh=used, price=say.price(lines[0].price))
    parts = say(", ").join(
        say("{kwh} at {price}", kwh=say.kwh(line.kwh), price=say.price(line.price))
        for line in lines
    )
    return say("· {kwh} used: {parts}", kwh=used, parts=parts)


def several_bills(say: Words, found: Sequence[Findings]) -> tuple[str, str]:
    """A line for each of several bills, the earliest first."""
    lines = [bill_line(say, one) for one in found]
    more = say("For the whole calculation of one of them, send its month.")
    return say("These are the bills you ask about:"), join([lines, [more], channels(say)])


def _nothing_open(say: Words) -> list[str]:
    return [
        say(
            "If you doubt the meter, you can ask for a meter test; the result takes 5 working "
            "days. A colleague can also go through the bill with you."
        )
    ]


def no_bill(
    say: Words, months: tuple[date, ...], wanted: date | None = None, year: int | None = None
) -> tuple[str, str]:
    """The bill asked for is not here; which ones are."""
    head = say("That bill is not here.")
    if wanted is not None:
        head = say("The bill of {month} is not here.", month=say.month(wanted))
    if year is not None:
        head = say("No bill of {year} is here.", year=str(year))
    if not months:
        return head, say("No bill of this account has come in yet.")
    newest = say(", ").join(say.month(month) for month in months[-6:])
    return head, say("These are here: {months}. Which one is it about?", months=newest)


def tariff_rule(
    say: Words,
    tariff: Tariff,
    schedule: Schedule,
    day: date,
    tier: int | None = None,
    *,
    resets: bool = False,
) -> tuple[str, str, str]:
    """The rule on its own, without any account: headline, limits and prices, and the rest.

    Args:
        say: in whose language.
        tariff: of the region.
        schedule: in force.
        day: on which it is asked, for its season and age.
        tier: the one that is asked about.
        resets: asked is when counting starts again.
    """
    by_year = schedule.cycle.months == 12
    of_one = of_tier(say, schedule, day.month, tier) if tier else ""
    head = of_one if of_one and not resets else _rule_in_short(say, schedule, day, resets=resets)
    body = [rule_line(say, tariff, schedule, day)]
    if by_year and head == of_one:
        year = [
            limit * 12 / schedule.limit_months for limit in schedule.limits_of_month(day.month)
        ]
        body.append(say("· In a whole year: {limits}", limits=limits_text(say, tuple(year))))
    more = _of_a_year(say, tariff) if by_year else []
    return head, join([body]), join([[*more, *age(say, schedule, day)], channels(say)])


def _of_a_year(say: Words, tariff: Tariff) -> list[str]:
    lines = [
        say("· When the year is over, counting starts again; nothing is carried over."),
        say(
            "· A new account gets as many months as it counts in the year; a started month "
            "is a month."
        ),
    ]
    if tariff.rules["started_month"].evidence.confidence != "found":
        lines.append(
            say(
                "· {region}'s own text on new accounts has not been seen by us.",
                region=tariff.name,
            )
        )
    return lines


def _rule_in_short(say: Words, schedule: Schedule, day: date, *, resets: bool) -> str:
    if schedule.cycle.months != 12:
        return say("Only the part above a limit costs more.")
    if not resets:
        limits, prices = schedule.limits_of_month(day.month), schedule.prices_in(day)
        year = tuple(limit * 12 / schedule.limit_months for limit in limits)
        return say.together(
            say("Tiers count by the year."),
            tier_prices(say, schedule, year, prices, of_year=True),
            say("Only the part above a limit costs more."),
        )
    return say(
        "Counting starts from zero on the 1st of month {month} each year; nothing is carried "
        "over.",
        month=schedule.cycle.starts_in,
    )


def case_opened(
    say: Words, case: Case, hours: Hours, *, already: bool, about: str = ""
) -> tuple[str, str]:
    """Number and promised dates of a case; `about` is the draft that fits what was said."""
    head = (
        say("Your matter is already registered: {number}.", number=case.number)
        if already
        else say("Registered. Your case number is {number}.", number=case.number)
    )
    return head, join([next_steps(say, case, hours, about=about), channels(say)])


def refund(say: Words, found: Findings, case: Case, hours: Hours) -> tuple[str, str]:
    """Answer to "I want my money back"."""
    over = found.overcharge
    if over is None and found.verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        head = say(
            "By the rule your {month} bill is right, so we see nothing to refund. A colleague "
            "looks at it once more.",
            month=say.month(found.bill.bill_month),
        )
    elif over is None:
        head = say("We have registered your request. First the bill has to be checked.")
    else:
        head = say(
            "We have registered your request: {difference} of your {month} bill should be "
            "corrected.",
            difference=say.money(over),
            month=say.month(found.bill.bill_month),
        )
    return head, join([next_steps(say, case, hours, found), channels(say)])


def trouble(say: Words, error: HistoryError, account_no: str) -> str:
    """Why no figure can be given, in one line."""
    kind, month = error.trouble, error.month
    read, billed = error.kwh or (Decimal(0), Decimal(0))
    account = mask_account_no(account_no)
    sentences = {
        Trouble.NO_READING: say(
            "The readings behind this bill of account {account} are not here, so we cannot work "
            "it out again.",
            account=account,
        ),
        Trouble.KWH_DIFFER: say(
            "The bill of account {account} has {billed}, its readings give {read}; the two "
            "differ.",
            account=account,
            billed=say.kwh(billed),
            read=say.kwh(read),
        ),
        Trouble.NO_DATES: say(
            "Neither the registration date nor the power-on date of account {account} is here.",
            account=account,
        ),
        Trouble.FACTS_CONFLICT: say(
            "The dates on file for account {account} contradict each other.", account=account
        ),
        Trouble.NOT_COVERED: say(
            "We have no price list for the time of this bill of account {account}.",
            account=account,
        ),
        Trouble.OTHER_PRICE: say(
            "Account {account} is on another price than the ordinary tiers, or on one whose name "
            "is not known here; we cannot say whether its bill is right.",
            account=account,
        ),
    }
    line = sentences[kind]
    return line if month is None else say("{month}: {what}", month=say.month(month), what=line)


def join(paragraphs: list[list[str]]) -> str:
    """Paragraphs of lines as one text."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
