"""A letter to whoever supervises the electricians: plain, without blame, in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from bot.audit.desk import by_place
from bot.contract.office import Office
from bot.wording.catalogue import Words

Data = dict[str, Any]
_EARLY = {"A02", "A03", "A04", "A05", "A09", "A10", "A12", "A13"}
SHOWN = 20


def letter(say: Words, findings: Iterable[Data], summary: Data, office: Office) -> str:
    """The letter: who has households in use without papers, what is coming, what to do."""
    groups = by_place(one for one in findings if one["rule"] in _EARLY)
    groups.sort(key=lambda group: -group[0]["money_fen"])
    money = sum(group[0]["money_fen"] for group in groups)
    lines = [
        say("To the head of {office}", office=office.name),
        "",
        say(
            "We went through the lists of {day}. {count} households use electricity and are not "
            "registered, or were registered late. They have done nothing wrong, and they do not "
            "know it. If it stays so, their first bills will be {money} too much, and they will "
            "ask us why.",
            day=say.day(date.fromisoformat(summary["as_of"])), count=len(groups),
            money=say.money(Decimal(money) / 100),
        ),
    ]  # fmt: skip
    left = [group[0]["days_to_bill"] for group in groups]
    days = min((one for one in left if one is not None), default=0)
    if groups:
        lines += [
            say("The next bills go out in {days} days. Before that it costs nothing to put it "
                "right:", days=days),
            "",
        ]  # fmt: skip
    for number, group in enumerate(groups[:SHOWN], start=1):
        first = group[0]
        lines.append(f"{number}. {first['person']}: {first['reason']} {first['action']}")
    if len(groups) > SHOWN:
        lines.append(say("  … and {count} more.", count=len(groups) - SHOWN))
    lines += [
        "",
        say("Please have each one seen to and registered by its real day of use. Where a bill has "
            "gone out already, the company corrects it; nobody pays out of his own pocket. Tell "
            "the customer before he has to ask."),
        "",
        say("This letter is for the office alone. It is about work that was left lying, not about "
            "persons."),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
