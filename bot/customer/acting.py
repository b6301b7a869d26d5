"""What is done for each thing that can be asked for, and asking whose account it is first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bot.bills.own_rules import tariff_of
from bot.contract.messages import Action, Reply
from bot.customer import (
    bill_answers,
    consent,
    contested,
    drawings,
    elsewhere,
    follow_up,
    identify,
    language,
    letters,
    own_cases,
    own_data,
    pictures,
    questions,
    regions,
    told_ahead,
)
from bot.customer.feasts import of_their_bills
from bot.customer.intent_to_action import ACTION_OF, action_of, is_complaint_of_its_own
from bot.customer.registered import registered
from bot.customer.turn import Turn, also, open_case, recalled, reply_with, told_of, with_law
from bot.hearing.asked import likely_in
from bot.hearing.asks import OF_A_BILL, OF_MONEY_BACK
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard, hear
from bot.hearing.marked import Mark
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.memory import Memory, Question
from bot.wording import answers, phrases, phrases_data, phrases_photo, phrases_talk
from bot.wording import regions as wording_of_regions
from bot.wording.case_status import case_status
from tariff_rules import Price


def act(turn: Turn, action: Action) -> tuple[Reply, ...]:
    """Do what is asked for; where that needs an account, ask for it first."""
    if action is Action.PHOTO_RIGHT:
        return _photo_right(turn)
    if action in (Action.AGREE, Action.DECLINE):
        return (consent.agree if action is Action.AGREE else consent.decline)(turn)
    if action in drawings.ACTIONS:
        return drawings.answer(turn, action)
    if action is Action.LETTER:
        return letters.answer(turn)
    question = turn.asked or Question(action, turn.text)
    turn = replace(turn, asked=question)
    of_rules = ACTION_OF.get(turn.heard.understood.intent) is Action.RULE
    if action is Action.WHY and of_rules and turn.heard.months and not turn.bound:
        action = Action.RULE  # what the rules say is told at once, the bill once it is known whose
    if action not in bill_answers.ACTIONS:
        if action is Action.RULE and turn.heard.months:
            identify.put_by(turn, Question(Action.WHY, turn.text))
        return (HANDLERS[action](turn),)
    bound, named = turn.bound, turn.heard.claim.account_no
    if bound and not bound[1:] and not named and Mark.ANOTHER_TOO in turn.heard.marked:
        return (identify.ask(turn, question),)
    if action is Action.COMPLAIN and not bound and is_complaint_of_its_own(turn.heard):
        return (_complaint(turn),)
    if not bound or (named and named not in bound):
        return (_ask_who(turn, question),)
    reply, bill = bill_answers.told(turn, action, named or bound[0])
    follow_up.remember(turn, action, bill)
    if len(bound) > 1 and not named:
        note = phrases.other_accounts(turn.say, bound)
        reply = also(reply, note)
    return reply, *letters.in_hand(turn, action)


def _complaint(turn: Turn) -> Reply:
    """A complaint is registered at once, whoever makes it; which household it is can follow."""
    case, already = open_case(turn, CaseKind.COMPLAINT)

    def told(case: Case) -> Reply:
        head, body = registered(turn, case, already=already)
        note = phrases.which_household(turn.say)
        if letters.is_wanted(turn):
            identify.put_by(turn, Question(Action.LETTER, turn.text))
        if Mark.WRITTEN in turn.heard.marked:
            note = f"{phrases_talk.in_writing(turn.say)}\n{note}"
        return reply_with(turn.say, head, f"{note}\n\n{body}", Action.BIND, Action.CASE)

    return with_law(turn, told_of(turn, case, told), case)


def _ask_who(turn: Turn, question: Question) -> Reply:
    """Ask for the account in full once, and then only for what is missing."""
    if identify.is_waiting(turn) and not turn.heard.claim.account_no:
        return identify.remind(turn, question)
    return identify.ask(turn, question)


def _photo_right(turn: Turn) -> tuple[Reply, ...]:
    """The bill that was photographed is explained; figures that differ are a case."""
    read = pictures.taken(turn)
    if read is None:
        return (phrases.not_understood(turn.say),)
    question = pictures.question_of(read)
    turn = replace(turn, heard=recalled(question, turn.today), asked=question)
    if read.account_no in turn.bound and pictures.differs(turn, read):
        case, _ = open_case(turn, CaseKind.CHECK, read.account_no)
        item = pictures.material(turn, pictures.sent_as(turn, read))
        turn.store.materials.put(case.number, item)
        (reply,) = act(turn, Action.WHY)
        return (replace(reply, body=f"{phrases_photo.differs(turn.say)}\n\n{reply.body}"),)
    return act(turn, Action.WHY)


def identified(turn: Turn) -> tuple[Reply, ...]:
    """What was sent tells whose account it is, in part or in whole."""
    question = turn.memory.question
    reply, bound = identify.resume(turn)
    return _answered(turn, reply, question) if bound else (reply,)


def contact(turn: Turn) -> tuple[Reply, ...]:
    """The phone number was shared, which may tell whose account it is."""
    shared = turn.message.contact
    if shared is None:
        return ()
    question = turn.memory.question
    reply, bound = identify.by_contact(turn, shared)
    return _answered(turn, reply, question) if bound else (reply,)


def _answered(turn: Turn, reply: Reply, question: Question | None) -> tuple[Reply, ...]:
    """The chat is bound now: the question that waited for that is answered."""
    if question is None:
        return reply, phrases.what_now(turn.say)
    heard = of_their_bills(turn, recalled(question, turn.today))
    if told := contested.answer(replace(turn, heard=heard)):
        return reply, *told
    asked = heard.asked or (
        likely_in(heard.plain, heard.understood) if _unread(question, heard) else None
    )
    if asked and not question.is_of_picture and asked.what not in OF_A_BILL:
        told = questions.answer(replace(turn, heard=replace(heard, asked=asked)), asked)
        if told:
            follow_up.remember(turn, Action.BILL, asked=question.words)
            return reply, *told
    if question.action is Action.LETTER:
        return reply, *letters.answer(turn)
    action = question.action or action_of(heard)
    if heard.asked and heard.asked.what in OF_A_BILL:
        action = Action.WHY
    if action is None and (heard.tells_bill or Mark.SAYS_BILL in heard.marked):
        action = Action.WHY
    if action is None or action not in bill_answers.ACTIONS:
        return reply, phrases.what_now(turn.say)
    again = replace(turn, heard=heard, asked=replace(question, action=action))
    answer, bill = bill_answers.told(again, action, turn.bound[0])
    follow_up.remember(turn, action, bill)
    return reply, money_first(again, answer)


def _unread(question: Question, heard: Heard) -> bool:
    """Whether nothing but a guess tells what the question asks."""
    return question.action is None and action_of(heard) is None


def money_first(turn: Turn, whole: Reply) -> Reply:
    """The first telling of a bill; of whoever asks for money that comes back, that first."""
    asked = turn.heard.asked
    told = questions.answer(turn, asked) if asked and asked.what in OF_MONEY_BACK else ()
    if not told:
        return whole
    body = "\n".join(filter(None, (told[0].body, whole.headline)))
    return replace(whole, headline=told[0].headline, body=body, fold="")


def named_account(turn: Turn, account_no: str) -> tuple[Reply, ...]:
    """An account is named, and nothing is asked about it."""
    if account_no in turn.bound:
        turn.store.chats.turn_to(turn.chat, account_no)
        return (phrases.switched(turn.say, account_no),)
    waits = turn.memory.question
    if waits is None and turn.heard.tells_bill:
        waits = Question(Action.WHY, turn.text)  # a pasted bill is to be checked
    reply = identify.ask(turn, waits)
    claim = turn.heard.claim
    says_more = bool(claim.name or claim.last_four)
    if not says_more or not identify.is_waiting(turn):
        return (reply,)
    return identified(turn)


def _rule(turn: Turn) -> Reply:
    if turn.heard.persons:
        return elsewhere.about(turn, "multi_person_household")[0]
    price = bill_answers.price_of(turn, turn.bound[0]) if turn.bound else Price.TIERED
    if price is Price.SHARED:
        return elsewhere.about(turn, "shared_meter")[0]
    if price is None:
        return phrases_talk.other_price(turn.say, turn.office.phone)
    tariff = tariff_of(turn.office)
    day = regions.day_meant(turn)
    if day != turn.today and day < tariff.schedules[0].first:
        return Reply(wording_of_regions.not_on_day(turn.say, tariff, day), "")
    schedule = tariff.schedule_on(min(day, turn.today)) or tariff.schedules[-1]
    read = turn.heard.understood
    tiers = {e.value for e in read.entities if e.kind is EntityKind.TIER}
    named = [int(value) for value in tiers if isinstance(value, Decimal)]
    tier = named[0] if len(named) == 1 else None
    head, body, fold = answers.tariff_rule(
        turn.say,
        tariff,
        schedule,
        turn.today,
        tier,
        resets=tier is None and read.intent == "tier_reset",
    )
    return replace(reply_with(turn.say, head, body, Action.WHY, Action.LEFT), fold=fold)


def _status(turn: Turn) -> Reply:
    newest_first = own_cases.with_what_goes_on(turn, own_cases.theirs(turn))
    told = case_status(turn.say, newest_first, turn.office.hours, turn.now)
    reply = reply_with(turn.say, *told, Action.HUMAN)
    waiting = next((case for case in newest_first if case.state in UNFINISHED), None)
    return with_law(turn, reply, waiting)


def _human(turn: Turn) -> Reply:
    identify.drop(turn)
    bound = turn.bound
    if earlier := follow_up.said_before(turn):
        turn = replace(turn, heard=hear(f"{earlier}\n{turn.text}".strip(), turn.today))
    case, already = open_case(turn, CaseKind.HUMAN, bound[0] if bound else None)

    def told(case: Case) -> Reply:
        head, body = registered(turn, case, already=already)
        call = phrases.call_us(turn.say, turn.office.phone)
        return reply_with(turn.say, head, f"{call}\n\n{body}")

    return told_of(turn, case, told)


def _bind(turn: Turn) -> Reply:
    if turn.text and identify.is_waiting(turn):
        return identify.remind(turn)
    waits = turn.memory.question  # the button takes away no question
    return identify.ask(turn, Question(None, turn.text) if turn.text else waits)


def _unbind(turn: Turn) -> Reply:
    count = turn.store.chats.unbind(turn.chat)
    turn.store.audit.add(turn.now, turn.chat.name, "unbound", "", str(count))
    turn.remember(Memory())
    return phrases.unbound(turn.say, count)


def _forget(turn: Turn) -> Reply:
    turn.forget()
    gone = turn.store.retention.forget_chat(turn.chat, turn.now)
    turn.store.audit.add(turn.now, turn.chat.name, "forgotten", "", "" if gone else "on hold")
    return phrases_data.forgotten(turn.say, turn.office.backup_days, messages_gone=gone)


def _cancel(turn: Turn) -> Reply:
    identify.drop(turn)
    pictures.taken(turn)
    return phrases.cancelled(turn.say)


def _greet(turn: Turn) -> Reply:
    return phrases.greeting(turn.say, turn.office.name)


HANDLERS: dict[Action, Callable[[Turn], Reply]] = {
    Action.START: _greet,
    Action.HELP: _greet,
    Action.RULE: _rule,
    Action.CASE: _status,
    Action.HUMAN: _human,
    Action.BIND: _bind,
    Action.UNBIND: _unbind,
    Action.FORGET: _forget,
    Action.DATA: own_data.stored,
    Action.CANCEL: _cancel,
    Action.NOT_AHEAD: told_ahead.refuse,
    Action.WITHDRAW: own_cases.withdraw,
    Action.PHOTO_WRONG: pictures.wrong,
    Action.LANG: lambda turn: language.choose(turn.store, turn.chat, turn.say, turn.text),
    Action.HANS: lambda turn: language.speak(turn.store, turn.chat, Action.HANS),
    Action.HANT: lambda turn: language.speak(turn.store, turn.chat, Action.HANT),
    Action.ENGLISH: lambda turn: language.speak(turn.store, turn.chat, Action.ENGLISH),
}
