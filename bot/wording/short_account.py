"""Short answers about one account and its bill: whose fault, which tier, at which price."""

from __future__ import annotations

from collections.abc import Sequence

from bot.bills.findings import Findings
from bot.bills.queries import Apart, Sum
from bot.records.account import AccountRecord, BillRecord
from bot.wording.answers import in_tiers
from bot.wording.arithmetic import allowance_line
from bot.wording.catalogue import Words
from bot.wording.findings import headline
from bot.wording.not_known import not_known
from bot.wording.settled_again import not_on_the_bill
from bot.wording.short import each, span_text
from bot.wording.short_compared import differs
from bot.wording.short_more import should_be
from tariff_rules import Verdict

Lines = list[str]


def fault(say: Words, found: Findings) -> Lines:
    """Whose fault it is."""
    if is_late(found):
        lines = [say("It is our responsibility, not yours.") + late_dates(say, found)]
    elif found.office_at_fault:
        lines = [say("It is our responsibility, not yours."), headline(say, found)]
    elif found.verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        lines = [say("Nobody made a mistake: by the rule this bill is right.")]
    else:
        lines = [say("That is not known yet."), headline(say, found)]
    return lines


def why_late(say: Words, found: Findings) -> Lines:
    """Why it was registered so long after power came on."""
    account = found.account
    if is_late(found):
        return [
            say("The papers were not done in time; that was ours to do.") + late_dates(say, found),
            say("At which step it was held up is found out, and you are told."),
        ]
    if account.powered_on is None or account.registered_on is None:
        return dates(say, account)
    head = say("By our records it was not late.")
    if account.registered_on > account.powered_on:
        head = say("Your bill is none the higher for it.")
    return [head, *dates(say, account)]


def is_late(found: Findings) -> bool:
    """Whether it was registered late, and since when there is power is known."""
    causes = [cause.cause for cause in found.causes]
    return "late_registration" in causes and found.account.powered_on is not None


def late_dates(say: Words, found: Findings) -> str:
    """When power came on and when it was registered; empty where that is not known."""
    account = found.account
    if account.powered_on is None or account.registered_on is None:
        return ""
    return say(
        "Power came on {powered}, and we registered you on {registered}.",
        powered=say.day(account.powered_on),
        registered=say.day(account.registered_on),
    )


def dates(say: Words, account: AccountRecord) -> Lines:
    """When power came on, and when it was registered."""
    powered, registered = account.powered_on, account.registered_on
    none = say("not on file")
    return [
        say(
            "On file: power came on {powered}; registered {registered}.",
            powered=say.day(powered) if powered else none,
            registered=say.day(registered) if registered else none,
        )
    ]


def price(say: Words, found: Findings) -> Lines:
    """At which price a bill was charged; of one that no price explains, what is right."""
    if found.verdict is Verdict.CHARGED_WRONGLY:
        return [*should_be(say, found), *_where_it_stands(say, found)]
    head = say(
        "{month}: {what}.",
        month=say.month(found.bill.bill_month),
        what=in_tiers(say, found).removeprefix("· "),
    )
    return [head, *(_where_it_stands(say, found) if found.billed.allowance.limits else [])]


def which_tier(say: Words, found: Findings) -> Lines:
    """Which tier a bill reached, and why."""
    if not found.billed.allowance.limits:
        return [allowance_line(say, found.assessment.billed)]
    head = say(
        "{month} is in tier {tier}.",
        month=say.month(found.bill.bill_month),
        tier=say.tier(found.billed.top_tier),
    )
    return [head + _so_far(say, found), *_where_it_stands(say, found)]


def _so_far(say: Words, found: Findings) -> str:
    if not found.billed.by_year:
        return ""
    used = found.billed.used_before + found.bill.kwh
    return say("With it {kwh} are used in the tier year.", kwh=say.kwh(used))


def _where_it_stands(say: Words, found: Findings) -> Lines:
    return [say("· {what}", what=allowance_line(say, found.assessment.billed))]


def a_day(say: Words, span: str, whole: Sum, days: int) -> str:
    """KWh and yuan a day."""
    return say(
        "{span}: {kwh} and {charged} a day on average ({all} in {days} days).",
        span=span,
        kwh=say.kwh(whole.kwh_a(days)),
        charged=say.money(whole.charged_a(days)),
        all=say.kwh(whole.kwh),
        days=days,
    )


def over(say: Words, apart: Apart, among: Sequence[BillRecord]) -> Lines:
    """The bills that lie above or below a figure."""
    limit = say.money(apart.limit) if apart.money else say.kwh(apart.limit)
    figures = {
        "span": span_text(say, among), "limit": limit, "count": len(apart.bills),
        "all": len(among),
        "nearest": bills_text(say, apart.nearest),
    }  # fmt: skip
    if apart.bills and apart.above:
        head = say("{span}: {count} of {all} bills are above {limit}.", **figures)
    elif apart.bills:
        head = say("{span}: {count} of {all} bills are below {limit}.", **figures)
    elif apart.above:
        head = say("None is above {limit}. The highest ({span}) is {nearest}.", **figures)
    else:
        head = say("None is below {limit}. The lowest ({span}) is {nearest}.", **figures)
    return [head, *each(say, apart.bills)]


def of_two_spans(say: Words, first: Sum, second: Sum) -> Lines:
    """Two spans side by side, and by how much they differ."""
    kwh, money = first.kwh - second.kwh, first.charged - second.charged
    more, less = (first, second) if (kwh or money) >= 0 else (second, first)
    head = say(
        "{more} against {less}: {kwh}, {charged}.",
        more=span_text(say, more.bills),
        less=span_text(say, less.bills),
        kwh=differs(say, say.kwh(abs(kwh)), more.kwh - less.kwh),
        charged=differs(say, say.money(abs(money)), more.charged - less.charged),
    )
    if not kwh and not money:
        head = say("Both are the same.")
    lines = [
        say(
            "· {span}: {kwh}, {charged}",
            span=span_text(say, one.bills),
            kwh=say.kwh(one.kwh),
            charged=say.money(one.charged),
        )
        for one in (first, second)
    ]
    return [head, *lines]


def supplement(say: Words, found: Findings) -> Lines:
    """Whether something is to be paid later."""
    right = found.due
    if found.verdict is Verdict.CHARGED_WRONGLY and right > found.bill.charged:
        return [
            say("Not now: you need not do anything before it is checked."),
            *should_be(say, found)[:1],
        ]
    if found.verdict is Verdict.AGREES and (later := not_on_the_bill(say, found)):
        return [say("Of this bill nothing. Still to be settled:"), *map(str.strip, later)]
    if found.office_at_fault or found.verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        return [say("No, nothing is to be paid later."), *should_be(say, found)[:1]]
    return [say("Not now: you need not do anything before it is checked."), headline(say, found)]


def neighbour(say: Words, found: Findings) -> Lines:
    """Why it is otherwise with others: of them nothing is told, of oneself all."""
    head = say("What others use or pay we may not tell.")
    if is_late(found):
        own = say("With you it is because you were registered late.") + late_dates(say, found)
    else:
        own = say("Yours: {what}", what=headline(say, found))
    return [head, own]


def if_dropped(say: Words, found: Findings) -> Lines:
    """Whether a bill is corrected though nobody complains."""
    if found.overcharge is None:
        return should_be(say, found)
    return [
        say(
            "The bill is to be corrected all the same: {difference} too much were charged.",
            difference=say.money(found.overcharge),
        ),
        say("If you want to leave it there, say “I leave it there”; it is noted with the case."),
    ]


def again(say: Words, found: Findings) -> Lines:
    """Whether it happens again."""
    if found.overcharge is None:
        return should_be(say, found)
    if is_late(found):
        return [
            say("Not for this reason: you are registered now, and from January on the whole "
                "year's limits count."),
            say("If a bill looks odd again, ask here: it is worked out at once."),
        ]  # fmt: skip
    return [
        say("What was entered wrongly is to be put right with the bill; what comes of it you are "
            "told."),
        say("If a bill looks odd again, ask here: it is worked out at once."),
    ]  # fmt: skip


def paid(say: Words, found: Findings) -> Lines:
    """The bill was paid already."""
    if found.overcharge is None:
        return [
            say("Good. Whether it has come in cannot be seen here."),
            *should_be(say, found)[:1],
        ]
    return [
        say(
            "That does no harm: {difference} too much come back or are credited, once checked "
            "and approved.",
            difference=say.money(found.overcharge),
        )
    ]


def rightly_by_tier(say: Words, found: Sequence[Findings]) -> Lines:
    """How the kWh of one bill that was made wrongly should lie in the tiers."""
    if len(found) != 1 or not found[0].office_at_fault:
        return []
    one = found[0].assessment
    right = one.by_use if is_late(found[0]) else one.reading
    parts = say(", ").join(
        say("tier {tier} {kwh}", tier=say.tier(line.tier), kwh=say.kwh(line.kwh))
        for line in right.settlements[-1].charge.tiers
        if line.kwh
    )
    if is_late(found[0]):
        return [say("Had it been registered in time: {line}", line=parts)]
    return [say("Rightly: {line}", line=parts)]


def which_year(say: Words, found: Findings) -> Lines:
    """In which tier year a bill counts."""
    billed = found.billed
    if not billed.by_year:
        return [allowance_line(say, found.assessment.billed)]
    span = billed.settlement
    return [
        say(
            "{month} counts in the tier year that began on {day}.",
            month=say.month(found.bill.bill_month),
            day=say.day(billed.allowance.cycle.first),
        ),
        say("· Read: {first} to {last}.", first=say.day(span.first), last=say.day(span.last)),
    ]


def headline_alone(say: Words, found: Findings) -> Lines:
    """The result, and what is not known."""
    return [headline(say, found), *not_known(say, found)]


def bills_text(say: Words, bills: Sequence[BillRecord]) -> str:
    """Bills in a row: month, kWh, yuan."""
    return say(", ").join(
        say(
            "{month} {kwh} {charged}",
            month=say.month(bill.bill_month),
            kwh=say.kwh(bill.kwh),
            charged=say.money(bill.charged),
        )
        for bill in bills
    )
