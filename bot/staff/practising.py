"""练习 and 考一考 at the desk: the bot is the customer, or asks from the book.

Nothing of it touches a case, a customer's chat or a count.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from random import Random

from bot.contract.clean import quoted
from bot.contract.messages import Button, MessageKind, Outcome, Reply
from bot.handbook.book import book_of
from bot.hearing.normalise import plain
from bot.hearing.numbers import number
from bot.lessons import persona, quiz, words
from bot.lessons.exercise import Exercise, about, exercise
from bot.lessons.from_case import disguised, found_again, kind_of
from bot.lessons.homes import Kind
from bot.lessons.judging import judge
from bot.lessons.points import Grade, Judged
from bot.lessons.schedule import after, next_kind
from bot.records.case import State
from bot.records.practice import Running
from bot.staff import asking, first_letters, practised, teaching
from bot.staff.turn import StaffTurn
from bot.store.cases import Only
from bot.wording.arithmetic import charge_lines
from bot.wording.findings import facts
from bot.wording.handbook import sentence

VERB, END, AGAIN, QUIZ = "practice", "end", "again", "quiz"
HISTORY_WORDS = {"练过的", "记录", "history"}
LASTS = timedelta(hours=1)
LATEST = 20  # closed cases that are looked through
ROUNDS = 2  # answers to one customer


def practice(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /practice: a customer who is not one, about what this person has to learn."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    if plain(turn.message.text) in HISTORY_WORDS:
        return (practised.history(turn),)
    known = {one.kind: one for one in turn.store.practice.practised(turn.id)}
    offered = list(Kind)
    first = list(first_letters.to_pass(turn))
    seed = secrets.randbelow(1 << 31)
    while offered:
        kind = next_kind(known, turn.now, first or offered)
        running = Running(kind, seed, turn.now, records=_of_a_case(turn, kind, seed))
        made = _exercise(turn, running)
        if made is not None:
            turn.store.practice.run(turn.id, running)
            return (_begun(turn, made),)
        offered.remove(kind)
        first = [other for other in first if other is not kind]
    return (Reply(turn.say("The region's file has no bill to practise with.")),)


def ask(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /quiz: one question from the book."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    seed = secrets.randbelow(1 << 31)
    asked = quiz.question(turn.say, seed, turn.desk.office, turn.now.year - 1)
    if asked is None:
        return (Reply(turn.say("The region's file has no bill to practise with.")),)
    turn.store.practice.run(turn.id, Running(QUIZ, seed, turn.now))
    more = turn.say("Write the figure, in {unit}.", unit=asked.unit)
    return (Reply(asked.text, more, (_end(turn),)),)


def pressed(turn: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """A button below a practice."""
    if what == AGAIN:
        return practice(turn)
    if what == QUIZ:
        return ask(turn)
    if what == practised.HISTORY:
        return (practised.history(turn),)
    turn.store.practice.run(turn.id, None)
    return (Reply(turn.say("The practice is over. Go on with /practice or /quiz.")),)


def goes_on(turn: StaffTurn) -> bool:
    """Whether this text answers the practice that runs: nothing grave and real is taken for it."""
    if turn.message.kind is not MessageKind.TEXT or turn.message.group:
        return False
    alarm = turn.heard.alarm
    running = _running(turn)
    if running is None or alarm.danger or alarm.despair or asking.questions(turn):
        return False
    return running.kind == Kind.REPORT or not alarm.report


def waits(reply: Reply) -> bool:
    """Whether what is written next answers it: a practice or a question that runs."""
    return any(one.action == f"{VERB}:{END}" for one in reply.buttons)


def answered(turn: StaffTurn) -> tuple[Outcome, ...]:
    """What the customer says to the answer, or how it was; of a question, whether it is right."""
    running = _running(turn)
    if running is None:
        return ()
    if running.kind == QUIZ:
        return (_of_the_book(turn, running),)
    made = _exercise(turn, running)
    if made is None:
        turn.store.practice.run(turn.id, None)
        return (Reply(turn.say("The practice is over. Go on with /practice or /quiz.")),)
    answers = (*running.answers, turn.message.text.strip())
    judged = judge(made, answers)
    wrong_first = sorted(judged, key=lambda one: one.grade is not Grade.WRONG)
    lacks = next((one for one in wrong_first if one.grade is not Grade.GOOD), None)
    if lacks is not None and len(answers) < ROUNDS:
        turn.store.practice.run(turn.id, replace(running, answers=answers))
        return (Reply(quoted(persona.asks(_asked_of(lacks), made.found)), "", (_end(turn),)),)
    turn.store.practice.run(turn.id, None)
    return (_over(turn, made, judged),)


def _exercise(turn: StaffTurn, running: Running) -> Exercise | None:
    kind, office = Kind(running.kind), turn.desk.office
    if not running.records:
        return exercise(kind, running.seed, office, running.begun_at)
    found = found_again(running.records, office)
    draw = Random(running.seed)  # noqa: S311 - no secret
    return about(kind, found, draw, office, running.begun_at) if found else None


def _of_a_case(turn: StaffTurn, kind: Kind, seed: int) -> str:
    """A closed case of that kind, disguised; empty where there is none."""
    office, draw = turn.desk.office, Random(seed)  # noqa: S311 - no secret
    closed = list(turn.store.cases.which(Only(state=State.CLOSED), LATEST))
    draw.shuffle(closed)
    for case in closed:
        records = disguised(turn.store, case, office, draw)
        found = found_again(records, office) if records else None
        if records and found and kind_of(found) is kind:
            return records
    return ""


def _running(turn: StaffTurn) -> Running | None:
    running = turn.store.practice.running(turn.id)
    return running if running and turn.now - running.begun_at < LASTS else None


def _begun(turn: StaffTurn, made: Exercise) -> Reply:
    say = turn.say
    lines = [quoted(made.opening)]
    if made.found is not None:
        lines += ["", *_on_file(turn, made)]
    if made.contact_by and made.answer_by:
        lines.append(
            say(
                "A case is registered: contact by {contact}, answer by {answer}.",
                contact=say.moment(made.contact_by),
                answer=say.day(made.answer_by),
            )
        )
    lines += ["", say("Answer in your own words, as to a customer. At most 200 characters.")]
    head = say("Practice, no real customer: {name} writes", name=made.name)
    return Reply(head, "\n".join(lines), (_end(turn),))


def _on_file(turn: StaffTurn, made: Exercise) -> list[str]:
    """What the clerk would see of the account."""
    found = made.found
    if found is None:
        return []
    say = turn.say
    month, charged = say.month(found.bill.bill_month), say.money(found.bill.charged)
    bill = say("Bill of {month}: {charged}", month=month, charged=charged)
    return [*facts(say, found), bill, *charge_lines(say, found.billed)]


def _asked_of(lacks: Judged) -> str:
    if lacks.why in ("wrong_sum", "unknown_amount"):
        return "wrong_sum"
    return lacks.why if lacks.why == "owns_up" else lacks.point.value


def _over(turn: StaffTurn, made: Exercise, judged: tuple[Judged, ...]) -> Reply:
    say = turn.say
    before = {one.kind: one for one in turn.store.practice.practised(turn.id)}.get(made.kind)
    stands = after(before, made.kind, judged, turn.now)
    turn.store.practice.put(turn.id, stands)
    practised.keep(turn, made, judged)
    lines = [
        *words.verdict(say, made, judged),
        say("Whether it sounds kind, and whether an old person would understand it, no program "
            "can say: ask a colleague."),
        "",
        say("So it could be said:"),
        quoted(words.model_answer(say, made)),
        *_page(turn, made),
        *teaching.of_practice(turn, made.kind),
        say("{what} comes again on {day}.", what=say(words.KINDS[made.kind]),
            day=say.day(stands.due.date())),
    ]  # fmt: skip
    more = (Button(say("One more"), f"{VERB}:{AGAIN}"),
            Button(say("What I have practised"), f"{VERB}:{practised.HISTORY}"))  # fmt: skip
    perfect = all(one.grade is Grade.GOOD for one in judged)
    head = quoted(persona.content()) if perfect else say("How it was")
    return Reply(head, "\n".join(lines), more)


def _page(turn: StaffTurn, made: Exercise) -> list[str]:
    """The page of the handbook that belongs to it."""
    office, day = turn.desk.office, turn.now.date()
    entries = book_of(office).topic(words.PAGES[made.kind], office.region, day)
    told = [sentence(turn.say, entry, office.phone) for entry in entries[:1] if entry.say]
    return [turn.say("From the handbook: {what}", what=told[0])] if told else []


def _of_the_book(turn: StaffTurn, running: Running) -> Reply:
    say = turn.say
    asked = quiz.question(say, running.seed, turn.desk.office, running.begun_at.year - 1)
    told = [e.value for e in turn.heard.understood.entities] + [number(turn.heard.plain.strip())]
    if asked is None or not any(told):
        return Reply(say("Write the figure alone."), "", (_end(turn),))
    turn.store.practice.run(turn.id, None)
    right = asked.answer in told
    figure = f"{asked.answer} {asked.unit}"
    head = say("Right: {figure}.", figure=figure) if right else say(
        "Not quite: it is {figure}.", figure=figure)  # fmt: skip
    more = Button(say("One more"), f"{VERB}:{QUIZ}")
    return Reply(head, "\n".join(asked.steps), (more,))


def _end(turn: StaffTurn) -> Button:
    return Button(turn.say("End the practice"), f"{VERB}:{END}")
