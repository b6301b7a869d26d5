"""What comes before anything else in a text: danger, orders to the bot, others' data, reports."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.naming import is_named
from bot.contract.messages import Action, Reply
from bot.customer import follow_up, identify
from bot.customer.intent_to_action import action_of
from bot.customer.turn import DANGER, Turn, open_case
from bot.hearing.asked import SURER
from bot.hearing.asks import Asks
from bot.hearing.heard import Heard
from bot.hearing.intents import CERTAIN
from bot.hearing.marked import Mark
from bot.hearing.told import is_violent, surely_reports
from bot.records.case import CaseKind
from bot.records.memory import Question
from bot.store.port import Store
from bot.wording import phrases, phrases_lives

BILLS = {Action.WHY, Action.BILL, Action.LEFT, Action.REFUND}


def grave(turn: Turn) -> tuple[Reply, ...]:
    """The answer to what is grave; empty where nothing is."""
    read = turn.heard.understood
    matter = turn.heard.matter  # 表箱门打不开 is a matter of the book, whatever the model sees
    in_book = matter is not None and not matter.likely and read.share < CERTAIN
    if (read.sees_danger and not in_book) or Mark.HAZARD in turn.heard.marked:
        case, _ = open_case(turn, CaseKind.HUMAN)
        turn.remember(replace(turn.memory, matter=DANGER))
        return (phrases_lives.hazard(turn.say, case.number, turn.office.phone),)
    if Mark.THREATENED in turn.heard.marked:
        return _threatened(turn)
    if is_violent(turn.heard):
        case, _ = open_case(turn, CaseKind.HUMAN)
        return (phrases_lives.angry(turn.say, case.number, turn.office.phone),)
    if read.sure_of("prompt_injection") and not _of_own_bill(turn):
        return (phrases.not_by_chat(turn.say),)
    # Whoever gives all particulars speaks for that account; what is asked is looked at by itself.
    if read.sure_of("third_party_query") and not (_says_whose(turn) or _of_proved_home(turn)):
        return (_of_others(turn),)
    return (_report(turn),) if turn.heard.report else ()


def _threatened(turn: Turn) -> tuple[Reply, ...]:
    """The police first; a threat by somebody of the office is a report, which stays sealed."""
    if is_threat_by_staff(turn.store, turn.heard):
        return (phrases_lives.police_first(turn.say), _report(turn))
    case, _ = open_case(turn, CaseKind.HUMAN)
    return (phrases_lives.threatened(turn.say, case.number, turn.office.phone),)


def is_threat_by_staff(store: Store, heard: Heard) -> bool:
    """Whether somebody of the office, by post or by name, means to hurt whoever writes."""
    if Mark.THREATENED not in heard.marked:
        return False
    return surely_reports(heard) or any(is_named(one, heard.text) for one in store.staff.members())


def _of_own_bill(turn: Turn) -> bool:
    """Whether only the model takes it for an order: a bill is spoken of, or who somebody is."""
    read = turn.heard.understood
    if "prompt_injection" in read.by_rule:
        return False
    question = read.question
    if turn.heard.asked is not None and question is not None and question.share >= SURER:
        return True
    # 别跟我扯规定,说钱; of who says who they are, the rest is looked at by itself.
    says_who = turn.heard.introduced is not None or turn.heard.mobiles  # 我是张建国,电话…
    if Mark.BLUNT in turn.heard.marked or says_who:
        return True
    told = turn.heard.tells_bill or bool(turn.heard.months)
    # Latin letters say little to the model.
    return turn.heard.plain.isascii() or (told and Mark.SAYS_BILL in turn.heard.marked)


def _of_proved_home(turn: Turn) -> bool:
    """Whether it is of a second home that this chat has proved: 她家8月多少, 我俩谁家多."""
    asked = turn.heard.asked
    compares = asked is not None and asked.what is Asks.MORE_HOME
    tail = turn.heard.who.home
    if tail and any(one.endswith(tail) for one in turn.bound):
        return True  # 尾号149那户
    return (turn.heard.who.theirs or compares) and len(turn.bound) > 1


def _says_whose(turn: Turn) -> bool:
    """Whether it tells whose account it is, asked or by itself, and is no question about it."""
    claim = turn.heard.claim
    if turn.heard.introduced is not None or Mark.MISTOOK in turn.heard.marked:
        return True
    if claim.account_no and claim.name and claim.last_four:
        return True
    return turn.heard.lost_account and identify.is_waiting(turn)


def _of_others(turn: Turn) -> Reply:
    """Who asks for their parents may prove that account as the parents themselves would."""
    if not turn.heard.for_parents:
        return phrases.not_anothers(turn.say)
    action = action_of(turn.heard)
    return identify.ask(turn, Question(action if action in BILLS else Action.BILL, turn.text))


def _report(turn: Turn) -> Reply:
    """A report about a person needs no account, and the person does not get it."""
    case, _ = open_case(turn, CaseKind.REPORT, words=follow_up.with_before(turn))
    return phrases.reported(turn.say, case.number)
