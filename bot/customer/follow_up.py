"""What is kept for the next message: what was answered last, and misses in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.contract.messages import Action, MessageKind, Reply
from bot.contract.month import Month
from bot.customer.turn import DANGER, Turn
from bot.hearing.asks import Asks
from bot.hearing.heard import Heard, hear
from bot.hearing.marked import Mark
from bot.hearing.marks import own_home, parents
from bot.hearing.masking import masked_words
from bot.hearing.total import total
from bot.hearing.wishes import Wish
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.memory import Remark
from bot.wording import phrases_talk

LONGEST = 200  # characters that are kept of words that were not understood
TALK = timedelta(hours=1)  # what was said longer ago belongs to another talk
MESSAGES = 5  # that a colleague is shown from before
_SET_AGAINST = {Asks.COMPARED, Asks.RATIO, Asks.WHY_MORE, Asks.BECAUSE}
_DATES = 2  # lines: the number of the case, and by when
_OF_HOMES = 3  # messages back, in which several homes were spoken of
FEW = 40  # characters that may be said twice running: you are welcome, a figure


def remember(turn: Turn, action: Action, bill: Month | None = None, asked: str = "") -> None:
    """What was answered last, of which bill; a correction or a short question is about that.

    With `asked` it was that short question, which may be asked once more of another month.
    """
    memory = turn.memory
    shown = (bill.year, bill.month) if bill and bill.year else memory.shown
    asked = asked if len(asked) <= LONGEST else ""
    if (memory.last, memory.shown, memory.asked) != (action, shown, asked):
        turn.remember(replace(memory, last=action, shown=shown, asked=asked))


def remember_months(turn: Turn, months: Iterable[Month]) -> None:
    """Of which bills together was told; 上述, 这几个月 mean those."""
    told = tuple((one.year, one.month) for one in months if one.year)
    if len(told) > 1 and turn.memory.months != told:
        turn.remember(replace(turn.memory, months=told))


def steps_once(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies; what happens next with a case is told once in a talk, then its dates."""
    steps = any("\n·" in f"\n{one.body}" for one in replies)
    spoken = turn.message.kind is MessageKind.TEXT
    case = turn.store.cases.unfinished(turn.chat) if spoken and steps else None
    if case is None:
        return replies
    return tuple(_with_steps_once(turn, one, case.number) for one in replies)


def _with_steps_once(turn: Turn, reply: Reply, number: str) -> Reply:
    lines = reply.body.splitlines()
    begin = next((i for i, one in enumerate(lines) if one.startswith("·") and number in one), None)
    if begin is None:
        return reply
    end = next((i for i in range(begin, len(lines)) if not lines[i].startswith("·")), len(lines))
    further = lines[begin + _DATES : end]
    told = sha256("\n".join([number, *further]).encode()).hexdigest()[:16]
    if turn.memory.steps != told or not _earlier(turn):
        turn.remember(replace(turn.memory, steps=told))
        return reply
    return replace(reply, body="\n".join([*lines[: begin + _DATES], *lines[end:]]))


def in_other_words(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies; what was said just before is said shorter, and what is unclear is asked.

    What is grave, refused or about who somebody is stays as it is; few words may be said twice.
    """
    heard = turn.heard
    if not replies or turn.message.kind is not MessageKind.TEXT:
        return replies
    grave = heard.alarm.is_grave or heard.understood.sees_danger or Mark.HAZARD in heard.marked
    grave = grave or turn.memory.matter == DANGER
    alike = grave or heard.understood.refused or heard.who.says_who
    *first, last = replies
    words, memory = f"{last.headline}\n{last.body}", turn.memory
    said = sha256(words.encode()).hexdigest()[:16]
    before = _with_words(turn)
    if (memory.said, memory.before) != (said, before):
        turn.remember(replace(memory, said=said, before=before))
    if memory.said != said:
        return replies
    if alike or heard.amount_said:
        return replies
    if len(words) <= FEW or turn.memory.misses:  # of what is not understood nothing is shorter
        return replies
    if heard.order is Action.START:
        return (*first, phrases_talk.still_here(turn.say))
    if "abuse" in heard.understood.all or Mark.ANGRY in heard.marked:
        return (*first, phrases_talk.still_angry(turn.say))
    if last.share_contact:  # it asks whose account it is
        return (*first, phrases_talk.still_unknown(turn.say, last))
    known = heard.asked is not None or heard.matter is not None
    return (*first, phrases_talk.said_before(turn.say, last, known=known))


def months_lately(turn: Turn) -> tuple[Month, ...]:
    """The months that were named in this talk, one after the other, the latest last."""
    named = (month for line in _earlier(turn) for month in hear(line, turn.today).months)
    return tuple(dict.fromkeys(reversed(tuple(named))))[::-1]


def note_kin(turn: Turn, account_no: str) -> None:
    """帮我妈看看: the account that is proved for it is hers, and 她家 means it from now on."""
    question = turn.memory.question
    words = f"{question.words if question else ''} {turn.heard.plain}"
    if parents(words) and not own_home(words):
        turn.remember(replace(turn.memory, kin=account_no))


def of_homes_lately(turn: Turn) -> bool:
    """Whether the last words set homes against each other, or turned to one of several."""
    lately = [hear(line, turn.today) for line in _earlier(turn)[-_OF_HOMES:]]
    asked = [one.asked for one in lately if one.asked]
    of_all = any(one.all_homes or one.what is Asks.MORE_HOME for one in asked)
    return of_all or any(one.means_other_home for one in lately)


def compared_lately(turn: Turn) -> bool:
    """Whether the last question set bills against each other."""
    last = hear(turn.memory.asked, turn.today).asked if turn.memory.asked else None
    return last is not None and (last.what in _SET_AGAINST or last.between)


def of_those_compared(turn: Turn) -> Turn:
    """为啥多这些, 少几成: of what was set against each other just now, where nothing is named."""
    if turn.heard.months or not compared_lately(turn):
        return turn
    last = hear(turn.memory.asked, turn.today)
    of_it = replace(turn.heard, spans=last.spans, months=last.months, plain=last.plain)
    return replace(turn, heard=of_it)


def said_before(turn: Turn) -> str:
    """What was said before in this talk and stands in no case yet, a line a message."""
    case = turn.store.cases.unfinished(turn.chat) if turn.memory.before else None
    known = case.question if case else ""
    new = (line for line in _earlier(turn) if line not in known)
    return "\n".join(line for line in new if not _may_report(hear(line, turn.today)))


def with_before(turn: Turn) -> str:
    """The words with what was said before them in this talk: a report often takes several."""
    return "\n".join([*(line for line in _earlier(turn) if line not in turn.text), turn.text])


def _may_report(heard: Heard) -> bool:
    """Whether words may be a part of a report that is still to come: only a report takes them."""
    return heard.report or heard.understood.intent == "staff_misconduct_report"


def _earlier(turn: Turn) -> list[str]:
    before = turn.memory.before
    fresh = before is not None and turn.now - before.sent_at <= TALK
    return before.text.splitlines() if before and fresh else []


def reported_lately(turn: Turn) -> Case | None:
    """The report of this talk, to which what follows may belong: others may not see it."""
    mine = (case for case in turn.store.cases.of_chat(turn.chat) if case.state in UNFINISHED)
    report = next((case for case in mine if case.kind is CaseKind.REPORT), None)
    if report is None:
        return None
    said = turn.store.cases.events(report.number, "opened", CaseKind.REPORT, "material")
    last = max((event.at for event in said), default=report.opened_at)
    return report if turn.now - last <= TALK else None


def _with_words(turn: Turn) -> Remark | None:
    """What was said so far with these words; nothing of a talk in which somebody is reported."""
    heard, before = turn.heard, turn.memory.before
    if heard.order is Action.FORGET or reported_lately(turn):
        return None
    if heard.who.says_who or heard.wish is Wish.PERSON or len(turn.text) > LONGEST:
        return before
    lines = [*_earlier(turn), " ".join(turn.text.split())][-MESSAGES:]
    return Remark("\n".join(lines), turn.now)


def misheard(turn: Turn) -> None:
    """Keep the words, masked, for a clerk to say what they meant; none where they cannot be."""
    words = _masked(turn.text)
    if words:
        intent = turn.heard.understood.intent
        turn.store.misheard.keep(turn.chat, words, intent, turn.now)


@total("")
def _masked(text: str) -> str:
    return masked_words(text[:LONGEST])


def understood(turn: Turn) -> None:
    """What came was understood: earlier misses no longer count."""
    turn.remember(replace(turn.memory, misses=0))


def missed(turn: Turn) -> int:
    """How often in a row nothing was understood, this time included; the words are kept masked."""
    misheard(turn)
    memory = turn.memory
    turn.remember(replace(memory, misses=memory.misses + 1))
    return memory.misses + 1
