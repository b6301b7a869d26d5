"""What can be said at once about matters that are handled elsewhere: facts with their documents.

From the service facts gathered for the office; what was not seen in the document itself is marked,
and the customer is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.wording.catalogue import Words, mark

NAMES = {
    "new_connection_howto": mark("a new connection"),
    "transfer_ownership": mark("a change of owner"),
    "multi_person_household": mark("the allowance for large households"),
    "rent_landlord": mark("electricity in rented homes"),
    "shared_meter": mark("shared meters"),
    "multi_meter": mark("several meters in one home"),
    "electric_heating": mark("heating with electricity"),
    "tou_price": mark("time-of-use prices"),
    "payment_problem": mark("payments"),
    "penalty_question": mark("late-payment charges"),
    "disconnection_restore": mark("being cut off and reconnected"),
    "outage_report": mark("a power failure"),
    "invoice": mark("invoices"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence, the document it rests on, from when to when it holds, whether that was seen."""

    sentence: str
    document: str
    first: date = date.min
    last: date = date.max
    seen: bool = True


_PROMISES_2011 = '国家电网公司供电服务"十项承诺"(2011年10月13日修订)'
_PROMISES_NOW = '国家电网有限公司供电服务"十项承诺"(现行文本)'
_THEN, _CHANGED, _NOW = date(2011, 10, 13), date(2019, 12, 31), date(2023, 8, 8)
_FACTS: dict[str, tuple[Fact, ...]] = {
    "new_connection_howto": (
        Fact(
            mark("Apply at the office first; power is connected after the papers are done."),
            "供电营业规则(1996年)第十六条",
        ),
        Fact(
            mark(
                "A home is connected within 3 working days after the papers are done and the "
                "installation has passed."
            ),
            _PROMISES_2011,
            _THEN,
            _CHANGED,
        ),
        Fact(
            mark("A home is connected within 5 working days of the application."),
            _PROMISES_NOW,
            _NOW,
        ),
    ),
    "penalty_question": (
        Fact(
            mark(
                "Whoever pays late owes 0.1 to 0.3 percent of the arrears for each day; the "
                "supply contract says how much."
            ),
            "电力供应与使用条例第三十九条",
        ),
    ),
    "disconnection_restore": (
        Fact(
            mark("Before a cut-off for arrears there is a written notice 7 days ahead."),
            _PROMISES_2011,
            _THEN,
            _CHANGED,
        ),
        Fact(
            mark("Once the arrears are paid, power is back within 24 hours."),
            _PROMISES_2011,
            _THEN,
            _CHANGED,
        ),
        Fact(
            mark("Once the arrears are paid, power is back within 24 hours."),
            _PROMISES_NOW,
            _NOW,
            seen=False,
        ),
    ),
    "outage_report": (
        Fact(
            mark("For a power failure call 95598; somebody answers at any hour."),
            '国家电网公司供电服务"十项承诺"(2005年4月)',
        ),
    ),
}


def facts(say: Words, topic: str, today: date) -> str:
    """What holds today about a topic, a line for each fact; empty where nothing is certain."""
    lines = []
    for fact in _FACTS.get(topic, ()):
        if not fact.first <= today <= fact.last:
            continue
        source = (
            say("(by: {document})", document=fact.document)
            if fact.seen
            else say("(by: {document}; we have not seen the text itself)", document=fact.document)
        )
        lines.append(f"· {say.together(say(fact.sentence), source)}")
    return "\n".join(lines)
