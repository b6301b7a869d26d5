"""Who may be surprised by the next bill, and the word that tells them before (提前告知).

It holds no figures: whoever wants them asks, and is then answered by what they have proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from bot.accounts.masking import mask_account_no
from bot.bills.history import HistoryError
from bot.bills.lookup import history_of, outlook_for
from bot.bills.unknown import of_the_limits
from bot.contract.office import Office
from bot.records.ahead import Given, How, Why, Word
from bot.records.fact import FactKind, FactRecord, Standing
from bot.store.port import Store
from bot.wording.catalogue import Words, mark
from tariff_rules.cycles import months_later

BEFORE = timedelta(days=60)  # an allowance that ends so soon
FRESH = timedelta(days=62)  # an older reading says nothing of the next bill
_ENDS = {FactKind.HOUSEHOLD: Why.HOUSEHOLD_ENDS, FactKind.LOW_INCOME: Why.LOW_INCOME_ENDS}
# The audit's rule that compares two days of the records (立户晚于送电). Its other rules of this
# kind are guesses, and a customer is told none.
LATE_RULES = frozenset({"A05"})
NAMES = {
    Why.REGISTERED_LATE: mark("used before it was registered"),
    Why.HOUSEHOLD_ENDS: mark("the allowance for a large household ends"),
    Why.LOW_INCOME_ENDS: mark("the free kWh end"),
    Why.TIER_NEAR: mark("this tier is nearly used up"),
}
_WRITTEN = mark("written, released by {name}")
_TOLD = {
    How.TELEPHONE: mark("by telephone, {name}"),
    How.VISIT: mark("at the door, {name}"),
}
_SAID = {
    Why.REGISTERED_LATE: mark(
        "By our records power may have been on at account {account} before we registered it. The "
        "next bill may hold several months at once and come out high. A colleague checks it; if "
        "it looks wrong, write here and we look into it."
    ),
    Why.HOUSEHOLD_ENDS: mark(
        "In our records the allowance for a large household of account {account} holds until "
        "{day}. If you still live together, ask us before then what is needed to keep it: write "
        "“large household”."
    ),
    Why.LOW_INCOME_ENDS: mark(
        "In our records the free kWh of account {account} hold until {day}. If your certificate "
        "still holds, ask us before then what to bring."
    ),
    Why.TIER_NEAR: mark(
        "At your present use the tier of account {account} may be used up with the next bill; "
        "what is above it costs more for each kWh. Write “how much is left” and we work it out."
    ),
}


def at_risk(store: Store, office: Office, account_no: str, today: date) -> Iterator[Word]:
    """What the records say of that account; nothing where they leave open what holds."""
    facts = store.accounts.facts_of(account_no)
    for kind, why in _ENDS.items():
        ends = _last_day([fact for fact in facts if fact.kind is kind])
        if ends and today <= ends <= today + BEFORE:
            yield Word(account_no, why, ends.isoformat())
    if about := _tier_near(store, office, account_no, today):
        yield Word(account_no, Why.TIER_NEAR, about)


def is_over(store: Store, word: Word, today: date) -> bool:
    """Whether a word that has waited is no longer so: its day is past, or the facts differ."""
    if word.why is Why.TIER_NEAR:
        return int(word.about.partition(" ")[0]) < today.year
    kind = next((kind for kind, why in _ENDS.items() if why is word.why), None)
    if kind is None:
        return False
    ends = date.fromisoformat(word.about)
    facts = [fact for fact in store.accounts.facts_of(word.account_no) if fact.kind is kind]
    return ends < today or _last_day(facts) != ends


def _last_day(facts: list[FactRecord]) -> date | None:
    """On which it ends, where all of it is known and no later grant follows."""
    if not facts or any(fact.standing is not Standing.KNOWN for fact in facts):
        return None
    ends = [fact.value.get("until", "") for fact in facts if isinstance(fact.value, Mapping)]
    return max(map(date.fromisoformat, ends)) if ends and all(ends) else None


def _tier_near(store: Store, office: Office, account_no: str, today: date) -> str:
    """The year and tier that is used up with the next bill, by either reading of the months."""
    try:
        history = history_of(store, account_no, office.regions)
        views = outlook_for(history, office, today)
        unsure = of_the_limits(history)
    except HistoryError:
        return ""
    soon = months_later(today.replace(day=1), 1)
    for view in views:
        fresh = view.as_of and today - view.as_of <= FRESH
        near = view.runs_out and view.runs_out <= soon
        if unsure or not (fresh and near and view.next_price):
            return ""
    tiers = {view.tier for view in views}
    return f"{today.year} {tiers.pop()}" if len(tiers) == 1 else ""


def from_findings(findings: Iterable[Mapping[str, Any]], year: int) -> Iterator[Word]:
    """Accounts that the audit found in use before they were registered."""
    for one in findings:
        if one["account"] and one["rule"] in LATE_RULES:
            yield Word(one["account"], Why.REGISTERED_LATE, str(year))


def text(say: Words, word: Word) -> str:
    """What is said to the customer."""
    ends = word.why in _ENDS.values()
    day = say.day(date.fromisoformat(word.about)) if ends else ""
    return say(_SAID[word.why], account=mask_account_no(word.account_no), day=day)


def how_told(say: Words, given: Given, name: str) -> str:
    """In writing or in person, and by whom; `name` is empty where they work here no more."""
    how = _TOLD[How(given.chat.chat_id)] if given.in_person else _WRITTEN
    return say(how, name=name or say("somebody who left"))
