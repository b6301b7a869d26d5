"""The letter that a draft becomes: its blanks filled, by how far the case is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.bills.findings import Findings
from bot.cases.life import Task, waits_for_head
from bot.records.case import Case, Remedy, State
from bot.wording import cases as names
from bot.wording.catalogue import Words
from bot.wording.drafts import DONE, FOUND, Draft
from bot.wording.findings import headline

NAMED = 2  # further matters in one letter


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, beside the bill.

    Attributes:
        name: the entry whose matter it is.
        others: entries for what else the customer speaks of.
        found: what a colleague wrote of what was found; empty where nobody did.
        told: what the handbook says of what is asked.
        said: some words of the customer; empty where none can be repeated.
    """

    name: str
    others: tuple[str, ...] = ()
    found: str = ""
    told: str = ""
    said: str = ""


def letter(
    say: Words, known: Mapping[str, Draft], about: About, case: Case, found: Findings | None,
    phone: str, now: datetime,
) -> str:  # fmt: skip
    """The text of that entry with its blanks filled, by how far the case is.

    First that it is taken in; once a colleague has written what was found, that; once the
    customer was answered, the last letter. A bill's letter says all of it.
    """
    draft = known[about.name]
    if draft.bill:
        text = draft.text.replace("{promise}", "{found}{others}{promise}")
    elif not draft.asks_for_work:
        text = draft.text
    elif _is_over(case):
        text = known[DONE].text
    else:
        text = (
            known[FOUND].text
            if about.found
            else draft.text.replace("{promise}", "{others}{promise}")
        )
    titles = [known[name].title for name in about.others[:NAMED]]
    return filled(say, replace(draft, text=text), case, found, phone, now, about, titles)


def filled(
    say: Words, draft: Draft, case: Case, found: Findings | None, phone: str, now: datetime,
    about: About | None = None, others: Sequence[str] = (),
) -> str:  # fmt: skip
    """The text of the entry with its blanks filled, whatever state the case is in.

    `others` are the titles of what else the customer speaks of.
    """
    about = about or About("")
    over = _is_over(case)
    decided = case.decision is not None and not waits_for_head(case)
    return draft.text.format(
        number=case.number,
        promise="" if over else _promise(say, case, now),
        phone=say(", or the office: {phone}", phone=phone) if phone else "",
        result=headline(say, found, checked=over or decided) if found else _not_looked_at(say),
        remedy=_remedy(say, case),
        title=draft.title,
        outcome=_outcome(say, case),
        found=f"{about.found.rstrip('。.')}。" if about.found else "",
        told=about.told,
        said=say("“{words}”", words=about.said) if about.said else "",
        others=say(
            "You also spoke of {others}: we look into that too.", others=say(", ").join(others)
        )
        if others
        else "",
        contact=say.moment(case.contact_by),
        answer=say.day(case.answer_by),
        account=mask_account_no(case.account_no or ""),
    ).strip()


def _not_looked_at(say: Words) -> str:
    """In place of the result, where the records do not let the bill be worked out again."""
    return say("You speak of your electricity bill: we check the records and the bill.")


def _is_over(case: Case) -> bool:
    return case.state in (State.ANSWERED, State.CLOSED, State.MERGED, State.VOID)


def _promise(say: Words, case: Case, now: datetime) -> str:
    """What is still promised, and what was not kept; what was done is not promised again."""
    moment, day = say.moment(case.contact_by), say.day(case.answer_by)
    if now.date() > case.answer_by:
        return say("You should have had our answer by {day}: sorry, that is late.", day=day)
    if case.contacted_at is not None:
        return say("You have our answer by {day}.", day=day)
    if now <= case.contact_by:
        return say("We contact you by {moment} and answer you by {day}.", moment=moment, day=day)
    return say(
        "We should have contacted you by {moment}: sorry, that is late. You have our answer by "
        "{day}.",
        moment=moment,
        day=day,
    )


def _remedy(say: Words, case: Case) -> str:
    if case.difference is None or case.remedy is not Remedy.BILLING_CORRECTION:
        return ""
    figures = {"difference": say.money(case.difference)}
    if case.decision not in (None, Remedy.BILLING_CORRECTION):
        return ""
    if case.decision is None or waits_for_head(case):
        return say(
            "We propose to correct the bill and to refund or credit {difference}; it is final "
            "once approved.",
            **figures,
        )
    if Task.CORRECTION in case.tasks:
        return say("The bill is corrected, {difference} is refunded or credited.", **figures)
    return say("The correction is approved: {difference} is refunded or credited.", **figures)


def _outcome(say: Words, case: Case) -> str:
    if case.decision in (None, Remedy.EXPLANATION) or waits_for_head(case):
        return ""
    return say("Result: {remedy}.", remedy=say(names.REMEDIES[case.decision]))
