"""What follows from a changed case: who is told, the customer's progress, the clocks.

Everything goes through the outbox under keys, so nothing is sent twice, and what is no longer
due is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.cases.people import customers_of
from bot.cases.planning import may_go_on
from bot.cases.reports import heads, responsible
from bot.cases.supervision import calls_at_once
from bot.contract.card import Paper
from bot.contract.messages import CasePapers, Chat, Figures, Incoming, Outcome, Post, Reply
from bot.counter import clocks, raising
from bot.counter.telling import Told, on_duty, tell
from bot.customer.language import locale_of_chat
from bot.records.case import UNFINISHED, Case, CaseKind, Party, Rating, Remedy, State
from bot.records.staff import Staff
from bot.staff.case_words import FOUND, last
from bot.staff.turn import DeskSettings, button
from bot.store.port import Store
from bot.wording import case_status
from bot.wording import cases as names
from bot.wording.catalogue import Words, mark, words

# At which states a customer hears of a case.
_TOLD = {State.CONTACTED, State.ON_HOLD, State.ANSWERED, State.CLOSED}
Places = frozenset[tuple[Chat, str, str]]  # chat, topic, case


def notices(
    store: Store, desk: DeskSettings, now: datetime, shown: Places = frozenset()
) -> tuple[Post, ...]:
    """What is to be sent because of the cases that have changed.

    Sheets of theirs are changed where they stand, but where they are `shown` just now.
    """
    return tuple(
        post
        for case in store.cases.take_touched()
        for post in (*_of(store, desk, case, now), *_sheets(store, case, shown))
    )


def shown_by(message: Incoming, outcomes: Iterable[Outcome]) -> Places:
    """Where what a message causes shows a sheet as it is now, or asks a head in its place."""
    outcomes = tuple(outcomes)
    here = [(message.chat, message.topic, one) for one in outcomes if isinstance(one, Reply)]
    there = [(one.to, one.topic, one.reply) for one in outcomes if isinstance(one, Post)]
    return frozenset(
        (chat, topic, reply.card.case_number)
        for chat, topic, reply in (*here, *there)
        if isinstance(reply, Reply) and reply.card and reply.card.paper is Paper.SHEET
    )


def _sheets(store: Store, case: Case, shown: Places) -> Iterator[Post]:
    standing = store.cards.of_case(case.number)
    others = [one for one in standing if (one.chat, one.topic, case.number) not in shown]
    version = len(store.cases.events(case.number, "changed")) if others else 0
    for one in others:
        where = f"card:{case.number}:{one.chat.name}:{one.topic}"
        store.outbox.cancel(f"{where}:")
        # The sheet has the same number in a private chat as its reader.
        private = store.staff.member(one.chat) is not None
        papers = CasePapers(case.number, one.staff_id, not private, changed=True)
        yield Post(one.chat, papers, f"{where}:{version}", topic=one.topic)


def _of(store: Store, desk: DeskSettings, case: Case, now: datetime) -> Iterator[Post]:
    who = Told(
        desk, responsible(store, case), heads(store, case),
        on_duty(store, desk, case, now),
    )  # fmt: skip
    yield from _new(store, who, case)
    yield from raising.raised(store, who, case)
    yield from _said_more(store, who, case)
    yield from raising.urged(store, who, case)
    yield from _progress(store, case)
    store.outbox.cancel(f"clock:{case.number}:")
    if may_go_on(case):
        yield from clocks.of(store, who, case, now)


def _new(store: Store, desk: Told, case: Case) -> Iterator[Post]:
    """A case that nobody at the desk took in is shown to who works on it, and to its heir."""
    if case.state is not State.OPEN:
        return
    say = words()
    what = {"number": case.number, "kind": names.kind(say, case)}
    if calls_at_once(case):
        text = say("❗ New case {number}: {kind}. Contact the customer and act now.", **what)
    else:
        new = mark("New case {number}: {kind}. Contact the customer by {due}.")
        own = mark("New case {number}: {kind}. It is to be begun by {due}.")
        due = say.moment(case.contact_by)
        text = say(own if case.is_own_matter else new, due=due, **what)
    again = len(store.cases.events(case.number, "state"))
    # Who took it in knows of it, but not that it is open again.
    told = [one for one in desk.responsible if again or one.id != case.opened_by]
    told += [one for one in desk.duty if one not in told and one.id != case.opened_by]
    key = f"new:{case.number}:{again}"
    yield from tell(desk.settings, told, key, say, case, text)
    if told and case.kind is CaseKind.REPORT:
        yield from _outside(desk.settings, case, key)
        yield from _more(store, desk.settings, case, told)


def _outside(desk: DeskSettings, case: Case, key: str) -> Iterator[Post]:
    """That there is a report is known outside of the office too, so that none disappears."""
    say = words()
    text = say("A report about a person came in: {number}. The auditor has it.",
               number=case.number)  # fmt: skip
    if desk.admin:
        yield Post(desk.admin, Reply(text), f"{key}:outside", case_number=case.number)


def _more(store: Store, desk: DeskSettings, case: Case, told: Iterable[Staff]) -> Iterator[Post]:
    """The same chat has said more: told once an hour, however often it writes."""
    more = store.cases.events(case.number, CaseKind.REPORT)
    if more:
        say = words()
        text = say("Report {number}: more was said.", number=case.number)
        key = f"more:{case.number}:{more[-1].at:%Y-%m-%dT%H}"
        yield from tell(desk, told, key, say, case, text)


def _said_more(store: Store, desk: Told, case: Case) -> Iterator[Post]:
    """The customer has added something: told once an hour, but who writes there hears it all."""
    if case.taken_over is not None or case.state not in UNFINISHED:
        return
    came = store.cases.events(case.number, "material")
    mine = [one for one in came if one.actor == Party.CUSTOMER]
    if mine and case.kind is not CaseKind.REPORT:
        say = words()
        text = say("Case {number}: the customer has added something.", number=case.number)
        key = f"more:{case.number}:{mine[-1].at:%Y-%m-%dT%H}"
        yield from tell(desk.settings, desk.responsible, key, say, case, text)


def _progress(store: Store, case: Case) -> Iterator[Post]:
    """What the customer hears, in each chat that has a right to it."""
    if case.state not in _TOLD:
        return
    for chat in customers_of(store, case):
        say = words(locale_of_chat(store, chat))
        reply = _progress_reply(say, case, last(store, case, FOUND))
        if reply is not None:
            moment = case.closed_at or case.answered_at or case.held_at or case.contacted_at
            stamp = moment.isoformat() if moment else ""
            key = f"progress:{case.number}:{case.state}:{stamp}:{chat.name}"
            yield Post(chat, reply, key, case_number=case.number)


def _progress_reply(say: Words, case: Case, found: str) -> Reply | None:
    """What the customer hears of a state; at the end also what came of it, in words.

    What was found and holds figures goes only where whose they are was proved.
    """
    figures = {"number": case.number}
    match case.state:
        case State.CONTACTED:
            return Reply(say("Your case {number} is being worked on.", **figures))
        case State.ON_HOLD:
            return Reply(say("Your case {number} rests for the moment; we will go on.", **figures))
        case State.ANSWERED:
            return Reply(
                say("Your case {number} has been answered. If it is not clear, write to us.",
                    **figures)
            )  # fmt: skip
        case State.CLOSED if case.rating is None:
            bare = Reply(
                say("Your case {number} is closed. Are you satisfied with how we handled it?",
                    **figures),
                "\n".join(case_status.result(say, case)),
                tuple(button(say(names.RATINGS[r]), "rate", case.number, r) for r in Rating),
            )  # fmt: skip
            if not found:
                return bare
            done = "" if case.decision is Remedy.EXPLANATION else bare.body
            line = say("· What was found: {found}", found=found)
            told = replace(bare, body="\n".join(filter(None, (line, done))))
            if not any(c.isdigit() for c in found):
                return told
            return replace(told, figures=Figures(case.account_no or "", ""), instead=bare)
    return None
