"""Names of what a case holds, as staff and customers read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bot.cases.life import Move, Refusal, Task
from bot.cases.supervision import Escalation, perils_in
from bot.contract.channel import Refusal as Unreached
from bot.contract.hours import Hours
from bot.contract.messages import Incoming, MessageKind
from bot.records.case import (
    CameBy,
    Case,
    CaseKind,
    Guess,
    HeldFor,
    How,
    Identified,
    Material,
    Rating,
    Remedy,
    State,
)
from bot.records.staff import Role
from bot.wording.catalogue import Words, mark

KINDS = {
    CaseKind.COMPLAINT: mark("complaint"),
    CaseKind.REFUND: mark("request for money back"),
    CaseKind.OFFICE_FAULT: mark("error found in the bill"),
    CaseKind.CHECK: mark("records to be checked"),
    CaseKind.HUMAN: mark("wants a person"),
    CaseKind.REPORT: mark("report about a person"),
    CaseKind.DATA: mark("complaint about personal data"),
}
PERILS = {
    Escalation.DANGER: mark("danger at hand"),
    Escalation.DESPAIR: mark("may take their own life"),
    Escalation.FRAIL: mark("old, ill or small, without power"),
}
STATES = {
    State.OPEN: mark("to be contacted"),
    State.CONTACTED: mark("being worked on"),
    State.ON_HOLD: mark("on hold"),
    State.ANSWERED: mark("answered"),
    State.CLOSED: mark("closed"),
    State.MERGED: mark("merged"),
    State.VOID: mark("voided"),
}
MOVES = {
    Move.CONTACT: mark("Customer contacted"),
    Move.ANSWER: mark("Customer answered"),
    Move.HOLD: mark("Put on hold"),
    Move.RESUME: mark("Go on"),
    Move.CLOSE: mark("Close"),
    Move.REOPEN: mark("Reopen"),
    Move.MERGE: mark("Merge"),
}
BARS = {
    Refusal.ROLE: mark("Your role does not allow that. Ask the head of the office."),
    Refusal.STATE: mark("That does not fit the state the case is in now."),
    Refusal.NO_DECISION: mark("First decide what is done: correction, goodwill or explanation."),
    Refusal.NOT_APPROVED: mark("The head has to approve the decision first."),
    Refusal.CHANGED: mark("The decision was changed after this was shown. Look at it again."),
    Refusal.APPROVED: mark("That decision is approved already."),
    Refusal.NO_REASON: mark("That needs a reason. Write it in a sentence."),
    Refusal.ABOVE_LIMIT: mark("That is more goodwill than the office gives in one case."),
    Refusal.OWN: mark(
        "You decided this yourself. Of that amount it takes a second person: another head, or "
        "let a clerk decide and you approve."
    ),
    Refusal.HOUSEHOLDS: mark(
        "The two cases are about two households. Each of them needs an answer of its own."
    ),
    Refusal.WOULD_LOSE: mark(
        "The bill of the case that would end is wrong, or something is decided there, and the "
        "other case does not have that. Merge the other one into this one."
    ),
    Refusal.NO_CHAT: mark("This customer has no chat with the bot."),
    Refusal.NOT_CARRIED_OUT: mark("The correction of the bill is not ticked off yet."),
}
UNDELIVERED = {
    Unreached.BLOCKED: mark("they have blocked the bot, or never started it"),
    Unreached.GONE: mark("that chat does not exist any more"),
    Unreached.NOT_TAKEN: mark("the messenger does not take this message"),
    Unreached.UNPROVED: mark("their chat is not bound to this account any more"),
    Unreached.CLOSED: mark("the customer wrote too long ago, and WeChat takes nothing since"),
    Unreached.FULL: mark("WeChat takes no more messages until the customer writes"),
    Unreached.LATE: mark("it could not be sent in time"),
    Unreached.PERSON: mark("a colleague talks with the customer in WeCom"),
    Unreached.NOT_ALLOWED: mark("the office's account may not do that; see jieti doctor"),
}
HOW = {
    How.TELEPHONE: mark("By telephone"),
    How.IN_PERSON: mark("In person"),
    How.LETTER: mark("By letter"),
}
SENT = {
    MessageKind.PHOTO: mark("picture"),
    MessageKind.VOICE: mark("voice message"),
    MessageKind.AUDIO: mark("sound"),
    MessageKind.VIDEO: mark("film"),
    MessageKind.VIDEO_NOTE: mark("film"),
    MessageKind.PLACE: mark("place"),
    MessageKind.STICKER: mark("sticker"),
    MessageKind.CONTACT: mark("contact card"),
    MessageKind.OTHER: mark("file"),
    MessageKind.RECORD: mark("forwarded conversation"),
}
HELD_FOR = {
    HeldFor.APPROVAL: mark("the head has decided"),
    HeldFor.CUSTOMER: mark("the customer writes"),
}
GUESSES = {
    Guess.NAME: mark(
        "⚠ The account is a guess from a name, and a messenger shows whatever name one chooses."
    ),
    Guess.PHONE: mark("⚠ The account is a guess from a telephone number in the words."),
    Guess.WORDS: mark("⚠ The account is a guess from a number in the forwarded words."),
}
IDENTIFIED = {
    Identified.PAPERS: mark("Looked at identity card and bill"),
    Identified.CALLED: mark("Called the registered telephone"),
    Identified.KNOWN: mark("Know them in person"),
}
TASKS = {
    Task.CALL: mark("call the customer"),
    Task.APOLOGY: mark("apology"),
    Task.CORRECTION: mark("correction carried out"),
    Task.FILE: mark("completing the file"),
    Task.SIMILAR: mark("searching similar accounts"),
    Task.TRAINING: mark("training the staff"),
}
REMEDIES = {
    Remedy.BILLING_CORRECTION: mark("correction of the bill"),
    Remedy.CHECK: mark("check"),
    Remedy.GOODWILL: mark("goodwill"),
    Remedy.EXPLANATION: mark("explanation only"),
}
RATINGS = {
    Rating.GOOD: mark("Satisfied"),
    Rating.FAIR: mark("Fairly satisfied"),
    Rating.BAD: mark("Not satisfied"),
}
ROLES = {
    Role.ELECTRICIAN: mark("area electrician"),
    Role.CLERK: mark("clerk"),
    Role.HEAD: mark("head of office"),
    Role.AUDITOR: mark("auditor"),
}
VIAS = {
    CameBy.OWN: mark("our own channel"),
    CameBy.HOTLINE: mark("95598 complaint"),
    CameBy.HOTLINE_REPORT: mark("95598 report"),
    CameBy.REGULATOR: mark("12398"),
    CameBy.CITY: mark("12345"),
    CameBy.OTHER: mark("another way"),
}
ESCALATIONS = {
    Escalation.THIRD_TIME: mark("raised for the third time"),
    Escalation.REGULATOR: mark("12398 was named"),
    Escalation.CITY: mark("12345 was named"),
    Escalation.CONSUMERS: mark("12315 was named"),
    Escalation.MEDIA: mark("media were named"),
    Escalation.COURT: mark("a court was named"),
    Escalation.LAWYER: mark("a lawyer was named"),
    Escalation.GOVERNMENT: mark("the customer speaks of going to the government"),
    Escalation.DISCIPLINE: mark("a disciplinary body was named"),
    Escalation.DANGER: mark("danger to life"),
    Escalation.UNSATISFIED: mark("the customer is not satisfied, the case is open again"),
    Escalation.DATA: mark("personal data may be in wrong hands: see 信息泄露怎么办"),
    Escalation.STAFF: mark("somebody of the office is complained of: you look into it"),
    Escalation.THREAT: mark("people or property of the office are threatened"),
    Escalation.FRAIL: mark("somebody old, ill or small is without power"),
    Escalation.DESPAIR: mark("the customer speaks of not wanting to live"),
}


def kind(say: Words, case: Case) -> str:
    """What the case is about in a word or two: lives at stake before why it was opened.

    Whoever writes of danger did not ask for a person in so many words.
    """
    perils = [PERILS[one] for one in perils_in(case)]
    return listed(say, perils if perils and case.kind is CaseKind.HUMAN
                  else [*perils, KINDS[case.kind]])  # fmt: skip


def state(say: Words, case: Case) -> str:
    """Where the case stands."""
    return say(STATES[case.state])


def shown(say: Words, message: Incoming) -> str:
    """What somebody sent, as a person reads it: of a picture or file also what it is."""
    words = message.text or message.shown or message.file_name
    if message.contact:
        words = f"{message.contact.name} {message.contact.phone}".strip()
    label = SENT.get(message.kind)
    return f"[{say(label)}] {words}".strip() if label else words


def sent_along(say: Words, items: Iterable[Material]) -> str:
    """How many pictures, voice messages, files and places lie in a case; empty where none."""
    kinds = Counter(
        say(SENT[MessageKind(one.kind)])
        for one in items
        if one.file_id or one.kind == MessageKind.PLACE
    )
    return say(", ").join(f"{what} {count}" for what, count in kinds.items())


def listed(say: Words, names: list[str]) -> str:
    """Several names in one line."""
    return say(", ").join(say(name) for name in names)


def figures_at_the_office(say: Words) -> str:
    """To staff: the office gives no figures through this messenger."""
    return say(
        "No figures go through this messenger. Look the bill up at the office: jieti explain."
    )


def promised(say: Words, case: Case, hours: Hours) -> list[str]:
    """The number of a case, and by when it is answered."""
    return [
        say("What happens now:"),
        say("· Case number: {number}", number=case.number),
        say(
            "· We contact you by {contact}, and answer you by {answer}.",
            contact=say.moment(case.contact_by),
            answer=say.day(case.answer_by),
        ),
        *reckoned(say, case, hours),
    ]


def reckoned(say: Words, case: Case, hours: Hours) -> list[str]:
    """How the promised dates are counted, where their year's calendar is not known yet."""
    year = case.answer_by.year
    if hours.calendar_is_known(year):
        return []
    return [
        say(
            "· We do not have the official calendar of {year} yet. The dates leave out weekends "
            "and statutory holidays only.",
            year=year,
        )
    ]


def held_for(say: Words, value: str) -> str:
    """Until when a case is on hold, in words."""
    if value in set(HeldFor):
        return say(HELD_FOR[HeldFor(value)])
    return say.day(date.fromisoformat(value))


def until(say: Words, case: Case) -> list[str]:
    """Until when it rests, where that is said."""
    if not case.held_for:
        return []
    return [say("Until: {when}", when=held_for(say, case.held_for))]
