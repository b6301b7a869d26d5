"""What was not understood: told so, a person is offered, and an open case takes the words."""

from __future__ import annotations

from bot.cases.joining import message_came
from bot.contract.messages import Reply
from bot.customer import follow_up, identify, pictures
from bot.customer.intent_to_action import guessed
from bot.customer.turn import Turn, also, open_case
from bot.records.case import CaseKind
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
        message_came(turn.acting, case, pictures.material(turn, turn.message), turn.text)
        say = turn.say
        note = say("What you wrote stands in case {number}; a colleague reads it.",
                   number=case.number)  # fmt: skip
        reply = phrases.offer_person(say) if misses > 1 else phrases.not_understood(say)
        return (also(reply, note),)
    if misses > 1:
        return (phrases.offer_person(turn.say),)
    if identify.is_waiting(turn):
        return (identify.remind(turn),)
    if turn.heard.account_said and not turn.bound:
        return (identify.ask(turn, Question(None, turn.text)),)
    return (phrases.not_understood(turn.say, guessed(turn.heard.understood)),)
