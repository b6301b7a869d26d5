"""The staff sheet of a case: verdict, arithmetic, causes, our own part, remedy, deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.bills.findings import Findings
from bot.cases.deadlines import Terms
from bot.cases.life import Task, needs_head, still_to_do
from bot.cases.supervision import Escalation, calls_at_once
from bot.contract.clean import quoted
from bot.contract.hours import Hours
from bot.handbook.entry import Entry
from bot.records.account import AccountRecord
from bot.records.case import UNFINISHED, Case, CaseKind, Remedy, State
from bot.wording import cases as names
from bot.wording.answers import join
from bot.wording.arithmetic import arithmetic
from bot.wording.catalogue import Words, mark
from bot.wording.findings import facts
from bot.wording.handbook import MARKS
from bot.wording.not_known import not_known
from bot.wording.rule import on_time
from bot.wording.verdict import our_part, verdict

QUOTED = 300  # characters of the customer's words
_CUSTOMER = mark("The customer says:\n{words}")
_OWN_MATTER = mark("What it is about:\n{words}")


@dataclass(frozen=True, slots=True)
class View:
    """What one reader may see of a case.

    Attributes:
        terms: where its dates come from.
        found: the findings on the bill; None with `trouble` saying why.
        said: the customer's words.
        pressed: what was pressed where there are none, as `history.pressed` tells it.
        added: what staff wrote to it.
        urged: how often the customer urged, as `history.urged` tells it.
        figures: kWh and money in those words, as they were written.
        assignee: the name of who works on it.
        area: the household's 台区 and who is responsible for it, as `area` tells it.
        sent_along: how many pictures and files lie in it.
        open_to_all: others read along, so nothing personal is shown.
        found_out: what a colleague wrote of what was found, or of what came of it.
    """

    case: Case
    terms: Terms
    found: Findings | None
    trouble: str
    said: str
    figures: tuple[str, ...]
    assignee: str
    open_to_all: bool
    pressed: str = ""
    added: str = ""
    sent_along: str = ""
    area: str = ""
    found_out: str = ""
    urged: str = ""


def sheet(say: Words, view: View, now: datetime) -> tuple[str, str]:
    """Headline and body."""
    case = view.case
    head, _ = brief(say, case, view.terms, now)
    found = view.found
    if found and view.open_to_all:
        found = replace(found, unmasked=False)
    paragraphs = [_merged(say, case), _raised(say, case), _top(say, view)]
    if found:
        checked = facts(say, found)
        paragraphs += [
            [verdict(say, found)],
            checked,
            _to_find_out(say, view),
            [] if found.unknown else arithmetic(say, found),
            our_part(say, found),
        ]
        paragraphs.append(on_time(say, found))
    elif view.trouble:
        paragraphs.append([view.trouble])
    done = _remedy(say, case, "" if view.open_to_all else view.found_out)
    return head, join([*paragraphs, done, _deadlines(say, case, view.terms, now)])


def spoken(say: Words, said: Iterable[tuple[str, str]]) -> str:
    """What was said, each part behind the name of who wrote it, where there is one."""
    return "\n".join(
        say("{name}: {words}", name=name, words=words) if name else words for name, words in said
    )


def area(say: Words, account: AccountRecord | None) -> str:
    """The area of a household and who is responsible for it; empty where neither is known."""
    if account is None or not (account.area or account.manager):
        return ""
    unknown = say("not known")
    return say("Area: {area} · responsible: {name}", area=account.area or unknown,
               name=account.manager or unknown)  # fmt: skip


def _to_find_out(say: Words, view: View) -> list[str]:
    """What is not known, and how it is entered once it was found out."""
    lines = not_known(say, view.found) if view.found else []
    if not lines:
        return []
    example = f"/fact {view.case.number} 一户多人口 6人 2018-03-01 户口簿"
    return [*lines, say("Once found out, enter it, for example: {example}", example=example)]


def brief(say: Words, case: Case, terms: Terms, now: datetime) -> tuple[str, str]:
    """The same in short: what is decided and done, and the deadlines."""
    head = say(
        "Case {number} · {state} · {kind}",
        number=case.number,
        state=names.state(say, case),
        kind=names.kind(say, case),
    )
    parts = [_merged(say, case), _raised(say, case), _remedy(say, case)]
    return head, join([*parts, _deadlines(say, case, terms, now)])


def _merged(say: Words, case: Case) -> list[str]:
    if case.voided:
        return [say("Voided: {reason}", reason=case.voided)]
    if not case.merged_into:
        return []
    return [say("This case went into {number}.", number=case.merged_into)]


def _raised(say: Words, case: Case) -> list[str]:
    if not case.escalations:
        return []
    reasons = [names.ESCALATIONS[Escalation(reason)] for reason in case.escalations]
    return [say("❗ The head was told: {reasons}", reasons=names.listed(say, reasons))]


def _top(say: Words, view: View) -> list[str]:
    case = view.case
    shown = case.account_no or ""
    if view.open_to_all:
        shown = mask_account_no(shown)
    account = say("Account: {account}", account=shown or say("not known yet"))
    lines = [account] if shown or not case.is_own_matter else []
    if view.area:
        lines.append(view.area)
    if view.assignee:
        lines.append(say("Worked on by: {name}", name=view.assignee))
    if not view.open_to_all and view.said:
        said = view.said if len(view.said) <= QUOTED else f"{view.said[:QUOTED]}…"
        whose = _OWN_MATTER if case.is_own_matter else _CUSTOMER
        lines.append(say(whose, words=quoted(said)))
    elif not view.said and view.pressed:
        lines.append(view.pressed)
    if not view.open_to_all and view.urged:
        lines.append(view.urged)
    if not view.open_to_all and view.added:
        lines.append(say("Staff add:\n{words}", words=quoted(view.added[:QUOTED])))
    if view.sent_along:
        lines.append(say("Sent along: {files}", files=view.sent_along))
    if view.figures and not view.open_to_all:
        figures = say(", ").join(dict.fromkeys(view.figures))
        lines.append(say("Figures in it: {figures}", figures=figures))
    return lines


def _proposed(say: Words, case: Case) -> str:
    remedy = say(names.REMEDIES[case.remedy])
    if case.remedy is Remedy.BILLING_CORRECTION and case.difference is not None:
        return say(
            "Proposed by the rules: {remedy} of {difference}, paid by the company",
            remedy=remedy,
            difference=say.money(case.difference),
        )
    return say("Proposed by the rules: {remedy}", remedy=remedy)


def _remedy(say: Words, case: Case, found_out: str = "") -> list[str]:
    told = [say("What was found: {found}", found=found_out)] if found_out else []
    # Where no money was the matter, what was found is all that there is to say.
    plain = found_out and case.verdict is None and case.decision is Remedy.EXPLANATION
    proposed = [] if case.kind is CaseKind.REPORT else [_proposed(say, case)]
    decided = [] if plain else [*proposed, *_decided(say, case)]
    return [*told, *decided, *_paid(say, case), *_done(say, case)]


def _decided(say: Words, case: Case) -> list[str]:
    """What was decided, and what the head says to it."""
    lines = []
    if case.decision:
        done = say("approved") if case.approved_by else say("waits for the head")
        if not needs_head(case):
            done = say("needs no approval")
        remedy = say(names.REMEDIES[case.decision])
        lines.append(say("Decided: {remedy} ({approval})", remedy=remedy, approval=done))
    if case.overruled:
        lines.append(say("⚠ Not corrected, because: {reason}", reason=case.overruled))
    if case.rejected:
        lines.append(say("⚠ The head did not approve it: {reason}", reason=case.rejected))
    return lines


def _paid(say: Words, case: Case) -> list[str]:
    """Goodwill of the company, and what an employee gave privately."""
    lines = []
    if case.goodwill is not None:
        amount = say.money(case.goodwill)
        lines.append(say("Goodwill: {amount}, paid by the company", amount=amount))
    if case.employee_paid is not None:
        lines.append(
            say(
                "⚠ An employee paid {amount} privately. That is not a correction: the bill is "
                "still to be corrected, and the company pays.",
                amount=say.money(case.employee_paid),
            )
        )
    return lines


def _done(say: Words, case: Case) -> list[str]:
    """What is ticked off and what is not, and the customer's word at the end."""
    lines = []
    ticked = [names.TASKS[Task(task)] for task in case.tasks]
    missing = [names.TASKS[task] for task in still_to_do(case)]
    if ticked:
        lines.append(say("Done: {tasks}", tasks=names.listed(say, ticked)))
    if missing and case.state in UNFINISHED:
        lines.append(say("Still to do: {tasks}", tasks=names.listed(say, missing)))
    if case.rating:
        lines.append(say("Customer: {rating}", rating=say(names.RATINGS[case.rating])))
    return lines


def _deadlines(say: Words, case: Case, terms: Terms, now: datetime) -> list[str]:
    lines = [
        say(
            "Came in {moment} by {via}",
            moment=say.moment(case.complained_at),
            via=say(names.VIAS[case.via]),
        )
    ]
    if case.contacted_at:
        lines.append(say("Contacted {moment}", moment=say.moment(case.contacted_at)))
    elif calls_at_once(case):
        lines.append(say("Contact the customer and act now"))
    elif case.state in UNFINISHED:
        late = now > case.contact_by
        contact = mark("Contact by {moment} (late)") if late else mark("Contact by {moment}")
        lines.append(say(contact, moment=say.moment(case.contact_by)))
    lines += _answer_due(say, case, terms.hours, now)
    if not case.is_own_matter:
        lines.append(_document(say, terms.promise))
    if terms.statute and case.law_by and case.state not in (State.MERGED, State.VOID):
        lines += [
            say("By law to be answered by {day}", day=say.day(case.law_by)),
            _document(say, terms.statute),
        ]
    return lines


def _answer_due(say: Words, case: Case, hours: Hours, now: datetime) -> list[str]:
    """By when the desk answers; where the law is earlier, what the customer was told as well."""
    if case.answered_at:
        return [say("Answered {moment}", moment=say.moment(case.answered_at))]
    if case.held_at:
        since = say("On hold since {moment}: the clock stands.", moment=say.moment(case.held_at))
        return [since, *names.until(say, case), *_law_of_held(say, case)]
    if case.state in (State.MERGED, State.VOID):
        return []
    due = {"day": say.day(case.due_by)}
    late = now.date() > case.due_by
    lines = [say("Answer by {day} (late)", **due) if late else say("Answer by {day}", **due)]
    if case.due_by < case.answer_by and not case.is_own_matter:
        lines.append(say("(the customer was promised {day})", day=say.day(case.answer_by)))
    return [*lines, *names.reckoned(say, case, hours)]


def _law_of_held(say: Words, case: Case) -> list[str]:
    if case.law_by is None:
        return []
    day = say.day(case.law_by)
    return [say("By law still to be answered by {day}: a hold does not move that.", day=day)]


def _document(say: Words, entry: Entry) -> str:
    return say(
        "By: {document} ({checked})",
        document=entry.document,
        checked=say(MARKS[entry.mark]),
    )
