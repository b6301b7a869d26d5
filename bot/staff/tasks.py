"""What a case takes besides an answer: a checklist, each line with a person and a day."""

from __future__ import annotations

from datetime import date, timedelta

from bot.cases import deciding, handing
from bot.cases.life import Task, fitting
from bot.cases.planning import Planned, planned
from bot.contract.messages import Button, Outcome, Post, Reply
from bot.records.case import Case
from bot.staff import papers
from bot.staff.papers import menu
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

ALL = "all"
DAYS = (1, 3, 5, 10, 20)  # working days


def tasks(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """The checklist: pressing a line ticks it or takes the tick away."""
    if which in set(Task):
        case = deciding.tick(turn.acting, case, Task(which))
    fit = _fit(case)
    if which == ALL:
        for task in [one for one in fit if one not in case.tasks]:
            case = deciding.tick(turn.acting, case, task)
        return (papers.card(turn, case),)
    plans = {one.task: one for one in planned(case)}
    lines = tuple(
        button(
            ("☑ " if task in case.tasks else "☐ ") + _line(turn, task, plans.get(task)),
            "tasks",
            case.number,
            task,
        )
        for task in fit
    )
    if len(fit) > len(case.tasks):
        lines += (
            button(turn.say("All of it is done"), "tasks", case.number, ALL),
            button(turn.say("Who does it, and by when"), "plan", case.number),
        )
    if Task.SIMILAR in fit:
        lines += (button(turn.say("Look for similar accounts"), "similar", case.number),)
    return (menu(turn, case, turn.say("To do in case {number}:", number=case.number), lines),)


def plan(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """Which task, who does it, by which day: one menu after the other."""
    task, _, rest = text.partition(":")
    number, _, day = rest.partition(":")
    open_ones = [one for one in _fit(case) if one not in case.tasks]
    if task not in open_ones:
        return (_which(turn, case, open_ones),)
    able = handing.able(turn.store, case)
    who = next((one for one in able if str(one.id) == number), None)
    if who is None:
        people = tuple(button(one.name, "plan", case.number, task, one.id) for one in able)
        head = turn.say("Who does that: {task}?", task=turn.say(names.TASKS[Task(task)]))
        return (menu(turn, case, head, people),)
    by = _day(day)
    if by is None or by < turn.now.date():
        return (_when(turn, case, task, who.id),)
    after = handing.plan(turn.acting, case, Task(task), who, by)
    told = _told(turn, after, Planned(Task(task), who.id, by)) if who.id != turn.id else ()
    return (*told, *tasks(turn, after, ""))


def _fit(case: Case) -> tuple[Task, ...]:
    there = (*(one.task for one in planned(case)), *map(Task, case.tasks))
    return tuple(dict.fromkeys((*fitting(case), *there)))


def _line(turn: StaffTurn, task: Task, plan: Planned | None) -> str:
    label = turn.say(names.TASKS[task])
    if plan is None:
        return label
    return turn.say("{task} · {name}, by {day}", task=label, **who_and_when(turn, plan))


def who_and_when(turn: StaffTurn, plan: Planned) -> dict[str, str]:
    """The name and the day, as they stand in a sentence."""
    does = turn.store.staff.get(plan.who)
    return {"name": does.name if does else "", "day": turn.say.day(plan.by)}


def _which(turn: StaffTurn, case: Case, open_ones: list[Task]) -> Reply:
    lines = tuple(
        button(turn.say(names.TASKS[task]), "plan", case.number, task) for task in open_ones
    )
    return menu(turn, case, turn.say("Which of it? (case {number})", number=case.number), lines)


def _when(turn: StaffTurn, case: Case, task: str, who: int) -> Reply:
    today, hours = turn.now.date(), turn.desk.office.hours
    days = dict.fromkeys((*(hours.after_working_days(today, n) for n in DAYS), case.due_by))
    lines: tuple[Button, ...] = tuple(
        button(turn.say.day(day), "plan", case.number, task, who, day.isoformat())
        for day in sorted(days)
        if day > today - timedelta(days=1)
    )
    head = turn.say("By which day? (case {number})", number=case.number)
    return menu(turn, case, head, lines)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _told(turn: StaffTurn, case: Case, plan: Planned) -> tuple[Outcome, ...]:
    """Who is to do it hears so, with the case."""
    does = turn.store.staff.get(plan.who)
    if does is None:
        return ()
    text = turn.say(
        "Case {number}: you are to do this by {day}: {task}.",
        number=case.number,
        day=turn.say.day(plan.by),
        task=turn.say(names.TASKS[plan.task]),
    )
    shown = button(turn.say("Show the case"), "show", case.number)
    key = f"planned:{case.number}:{plan.text}:{turn.now.isoformat()}"
    return (Post(does.chat, Reply(text, "", (shown,)), key, case_number=case.number),)
