"""What was not understood: told so, a person is offered, and an open case takes the words."""

from __future__ import annotations

from bot.cases.joining import message_came
from bot.contract.messages import MessageKind, Reply
from bot.customer import follow_up, identify, pictures
from bot.customer.intent_to_action import guessed
from bot.customer.turn import Turn, also, open_case
from bot.hearing.marked import Mark
from bot.hearing.told import reports_somebody
from bot.records.case import Case, CaseKind
from bot.records.memory import Question
from bot.wording import phrases, phrases_lives


def missed(turn: Turn) -> tuple[Reply, ...]:
    """Not understood; the second time running a person is offered.

    Where a case is open, the words go into it: a colleague reads what the bot does not. After a
    report they are taken as a part of it.
    """
    if report := follow_up.reported_lately(turn):
        open_case(turn, CaseKind.REPORT)  # when it was, who was there: others may not read it
        return (phrases_lives.with_report(turn.say, report.number),)
    misses = follow_up.missed(turn)
    case = pictures.open_here(turn)
    if case is not None and not identify.is_waiting(turn):
        say = turn.say
        reply = phrases.offer_person(say) if misses > 1 else phrases.not_understood(say)
        return (also(reply, _into(turn, case)),)
    if misses > 1:
        return (phrases.offer_person(turn.say),)
    if identify.is_waiting(turn):
        return (identify.remind(turn),)
    if turn.heard.account_said and not turn.bound:
        return (identify.ask(turn, Question(None, turn.text)),)
    return (phrases.not_understood(turn.say, guessed(turn.heard.understood)),)


def kept(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies; where they only ask whose account it is, an open case takes the words.

    Who they are, what they order and what they ask for themselves is none of its matter.
    """
    heard, claim, who = turn.heard, turn.heard.claim, turn.heard.who
    says_who = claim.account_no or claim.last_four or who.says_who or who.is_name
    own = heard.order or heard.marked & {Mark.ASKS, Mark.TAKES_BACK}
    asked = identify.is_waiting(turn) and not (says_who or own)
    if not (replies and asked and turn.message.kind is MessageKind.TEXT):
        return replies
    if reports_somebody(heard) or heard.alarm.is_grave or follow_up.reported_lately(turn):
        return replies  # a report stays apart, and lives have their own way
    case = pictures.open_here(turn)
    if case is None or (case.opened_at == turn.now and case.question in turn.text):
        return replies
    return (also(replies[0], _into(turn, case)), *replies[1:])


def _into(turn: Turn, case: Case) -> str:
    """Put the words into the case; says so."""
    message_came(turn.acting, case, pictures.material(turn, turn.message), turn.text)
    return turn.say("What you wrote stands in case {number}; a colleague reads it.",
                    number=case.number)  # fmt: skip
