"""Short answers about what was registered, and about the office itself."""

from __future__ import annotations

from bot.contract.hours import Hours
from bot.contract.messages import Action, Button, Reply
from bot.records.case import Case, CaseKind
from bot.wording.catalogue import Words
from bot.wording.labels import label

Lines = list[str]


def sure(say: Words, case: Case) -> Lines:
    """Nothing is promised before it is approved."""
    lines = [
        say("Not before it is checked and approved; what comes of it you are told either way.")
    ]
    if case.difference is not None:
        lines = [
            say(
                "{difference} is what the rule gives; it is final once checked and approved. What "
                "comes of it you are told either way.",
                difference=say.money(case.difference),
            )
        ]
    return [*lines, by_when(say, case)]


def by_when(say: Words, case: Case) -> str:
    """The case and its dates."""
    return say(
        "Case {number}: we contact you by {contact} and answer you by {answer}.",
        number=case.number,
        contact=say.moment(case.contact_by),
        answer=say.day(case.answer_by),
    )


def no_need_to_come(say: Words, case: Case) -> Lines:
    """Nothing to do now."""
    return [
        say("You need not come, nor do anything now. If papers are wanted, you are told."),
        by_when(say, case),
    ]


def when_to_come(say: Words, phone: str) -> Lines:
    """For a question nobody has to come; for papers the counter."""
    return [
        say("For questions about bills you need not come: ask here."),
        say("What has to be signed or handed in is done at the counter; what to bring {phone} "
            "tells.", phone=phone or "95598"),
    ]  # fmt: skip


def no_push(say: Words) -> Lines:
    """Nothing is sent unasked."""
    return [
        say("Bills are not sent from this chat by themselves. Ask “this month's bill” at any "
            "time, and it is there."),
        say("What concerns a case of yours we do send."),
    ]  # fmt: skip


def escalate(say: Words, case: Case | None, phone: str) -> Lines:
    """Whom to turn to where nobody answers in time."""
    others = say("You may turn at any time to {phone}, and if the answer does not satisfy you to "
                 "12398.", phone=phone or "95598")  # fmt: skip
    if case is None:
        return [others]
    if case.kind is CaseKind.REPORT:
        return [*_of_report(say, case), others]
    head = say("If you have no answer by {answer}, write here: it is late then, and goes to the "
               "head of the office.", answer=say.day(case.answer_by))  # fmt: skip
    return [head, others]


def in_charge(say: Words, case: Case | None) -> Lines:
    """The office sees to it; names are not told."""
    if case and case.kind is CaseKind.REPORT:
        return _of_report(say, case)
    head = say("Our office sees to it: a colleague looks into it, the head of the office answers "
               "for it. Names are not told here.")  # fmt: skip
    return [head] if case is None else [head, by_when(say, case)]


def _of_report(say: Words, case: Case) -> Lines:
    """Who sees a report: the head may be whom it names."""
    seen = say("Those who check reports see your report, and nobody whom it names.")
    return [seen, by_when(say, case)]


def proof(say: Words, case: Case) -> Lines:
    """The number of the case is the proof."""
    return [
        say("Your case number is the proof that it is registered: {number}.", number=case.number),
        say(
            "You can ask for it here at any time. If you want it in writing with a stamp, say so."
        ),
    ]


def papers_needed(say: Words, case: Case) -> Lines:
    """Whether papers are to be brought for a case."""
    return [
        say("Nothing is asked of you so far; if papers are needed, you are told."),
        by_when(say, case),
    ]


def noted(say: Words, case: Case) -> Lines:
    """What the customer wants done, or not yet, stands in the case."""
    return [say("Noted; a colleague sees it."), by_when(say, case)]


def nothing_registered(say: Words) -> Lines:
    """There is no case to prove."""
    return [
        say("Nothing of yours is registered at the moment."),
        say("Say in a sentence what it is about; it is registered, and you get its number."),
    ]


def approval(say: Words, case: Case | None) -> Lines:
    """Who approves a correction, and by when."""
    if case and case.kind is CaseKind.REPORT:
        return _of_report(say, case)
    lines = [
        say("A colleague checks it, then the head of the office approves; how many days that "
            "takes we have not found.")
    ]  # fmt: skip
    return [*lines, by_when(say, case)] if case else lines


def notify(say: Words, case: Case) -> Lines:
    """How the customer hears of it."""
    return [
        say("You are told here, and a colleague contacts you; you need not ask again."),
        by_when(say, case),
    ]


def interest(say: Words, case: Case | None) -> Lines:
    """Whether interest is paid is in no rule that is held here."""
    head = say("Whether there is interest stands in none of the rules held here, so we promise "
               "none.")  # fmt: skip
    if case is None:
        return [head, say("A colleague can look into it: say “a person”.")]
    return [head, say("Your question is noted with the case."), by_when(say, case)]


def stolen(say: Words, case: Case) -> Lines:
    """Whether somebody taps the line cannot be seen in the records."""
    return [
        say("The records do not show that; somebody looks at it on the spot."),
        say("Please do not touch the meter or its wires yourself."),
        by_when(say, case),
    ]


def hours(say: Words, open_at: Hours) -> Lines:
    """When the office is open."""
    spans = say(", ").join(f"{first:%H:%M}–{last:%H:%M}" for first, last in open_at.spans)
    lines = [say("On working days {spans}; not on weekends and holidays.", spans=spans)]
    return [*lines, say("95598 answers at any hour.")]


def place(say: Words, phone: str) -> Lines:
    """Where the office is."""
    return [say("The address is not on file here; {phone} tells you the way.",
                phone=f"{phone} / 95598" if phone else "95598")]  # fmt: skip


def telephone(say: Words, office: str, phone: str) -> Lines:
    """Its number."""
    if not phone:
        return [say("95598 answers at any hour.")]
    return [
        say("{office}: {phone}.", office=office, phone=phone),
        say("95598 answers at any hour."),
    ]


def government(say: Words) -> Lines:
    """The line of the city government, beside ours."""
    return [say("The city government's line is 12345."), say("95598 answers at any hour.")]


def share(say: Words) -> Lines:
    """Others of the household can ask too."""
    return [
        say("Yes. On that phone, send here the account number, the holder's name and the last "
            "four digits of the registered phone."),
        say("For your safety the figures are only told to who has proved the account."),
    ]  # fmt: skip


def no_typing(say: Words, phone: str) -> Reply:
    """Who cannot type or read well."""
    return Reply(
        say("That does not matter: a few words will do, such as “bill”."),
        say("To speak with a person, call {phone} or press the button.",
            phone=f"{phone} / 95598" if phone else "95598"),
        (Button(label(say, Action.BILL), Action.BILL), Button(say("A person"), Action.HUMAN)),
    )  # fmt: skip


def appliance(say: Words) -> Lines:
    """What single things use is not counted."""
    return [
        say("That cannot be seen here: the meter counts the whole home, not single things."),
        say("To find out, note the meter, run one thing alone for an hour, and note it again."),
    ]
