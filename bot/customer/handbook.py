"""Questions that the handbook answers: what holds in this region, on the day that is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.contract.messages import Action, Button, Reply
from bot.customer import identify
from bot.customer.intent_to_action import calls_person
from bot.customer.turn import Turn
from bot.handbook.book import book_of
from bot.handbook.entry import Entry
from bot.hearing.asks import GENERAL, Asks
from bot.hearing.marked import Mark
from bot.hearing.topics import Matter
from bot.hearing.wishes import Wish
from bot.wording import handbook
from bot.wording.labels import label

# Where the words say no more than that, by what the model reads: the first topic that has what is
# asked, at the point that is told where nothing in particular is.
_OF_INTENT = {
    "new_connection_howto": (Matter("connecting", "how"),),
    "transfer_ownership": (Matter("transfer", "how"),),
    "rent_landlord": (Matter("renting", "price"),),
    "shared_meter": (Matter("renting", "split"),),
    "multi_meter": (Matter("one_home", "meters"),),
    "payment_problem": (Matter("payment", "missing"),),
    "penalty_question": (Matter("paying_late", "rate"),),
    "disconnection_restore": (Matter("power_back", "back"), Matter("cut_off", "notice")),
    "outage_report": (Matter("outage", "report"),),
    "invoice": (Matter("invoice", "how"),),
    "multi_person_household": (Matter("large_household", "how"),),
    "tou_price": (Matter("time_of_use", "hours"),),
}
# A point by another name, where a topic has none of the first.
_ALIKE = {"papers": ("how",), "days": ("when", "report"), "notice": ("planned",)}
_OF_THE_LAST_BILL = {("refund", "when"), ("refund", "how")}


def asked(turn: Turn) -> tuple[Reply, ...]:
    """The answer to a text that asks of a point, or with a few words of the topic told last."""
    memory, heard = turn.memory, turn.heard
    if heard.complains or heard.understood.threatens or heard.order is Action.DATA:
        return ()
    matter, who = heard.matter, heard.claim
    if matter and matter.likely and calls_person(heard):
        return ()
    if matter and matter.topic == "renting" and is_unproved(turn):
        return ()
    tells_who = heard.who.says_who and (identify.is_waiting(turn) or who.last_four)
    if tells_who or (who.account_no and matter and matter.topic == "account_number"):
        return ()
    short = matter is None and (heard.asked is None or heard.asked.what in GENERAL)
    other = matter is not None and matter.likely and matter.topic != memory.matter
    if (short or other) and memory.matter and heard.further:
        point = _point(turn, memory.matter)
        if not point and matter is None and heard.asked is None:
            return (_not_found(turn),)
        matter = Matter(memory.matter, point) if point else matter
    if matter is None or _is_of_their_own(turn, matter):
        wanted = matter is not None and heard.wish is Wish.METER_TEST
        topic = matter.topic if matter and wanted else ""  # 要钱吗 is asked of that
        if memory.matter != topic:
            turn.remember(replace(memory, matter=topic))
        return ()
    return answer(turn, matter)


def is_unproved(turn: Turn) -> bool:
    """Whether an account is named that is still to be proved: 房东给了我户号…,我想看电费."""
    return bool(turn.heard.claim.account_no) and not turn.bound


def of_intent(turn: Turn, intent: str) -> tuple[Reply, ...]:
    """The same where only the subject is known."""
    matters = _OF_INTENT.get(intent, ())
    asked = ((one.topic, _point(turn, one.topic)) for one in matters)
    found = next((Matter(topic, point) for topic, point in asked if point), None)
    return answer(turn, found or matters[0]) if matters else ()


def answer(turn: Turn, matter: Matter) -> tuple[Reply, ...]:
    """What the book says there; nothing where it says nothing."""
    entries = _entries(turn, matter.topic)
    if matter.point not in {entry.point for entry in entries} and _held_once(turn, matter):
        return (_not_found(turn),)
    if not entries:
        return ()
    memory, phone = turn.memory, turn.office.phone
    again = memory.matter == matter.topic
    head, lines, fold = handbook.told(turn.say, entries, matter.point, phone, again=again)
    turn.remember(replace(memory, matter=matter.topic))
    buttons = (Button(label(turn.say, Action.HUMAN), Action.HUMAN),)
    return (Reply(head, "\n".join(lines), buttons, fold=fold),)


def remember(turn: Turn, intent: str) -> None:
    """A few words that follow are about this subject, whoever answered it."""
    for matter in _OF_INTENT.get(intent, ())[:1]:
        turn.remember(replace(turn.memory, matter=matter.topic))


def _entries(turn: Turn, topic: str) -> tuple[Entry, ...]:
    held = book_of(turn.office).topic(topic, turn.office.region, _day(turn))
    return tuple(entry for entry in held if entry.say)


def _point(turn: Turn, topic: str) -> str:
    """The point of the topic that the words ask for; empty where they ask for none of its."""
    points = {entry.point for entry in _entries(turn, topic)}
    asked = [name for point in turn.heard.points for name in (point, *_ALIKE.get(point, ()))]
    return next((point for point in asked if point in points), "")


def _held_once(turn: Turn, matter: Matter) -> bool:
    """Whether the book knows of that point for another day than the one that is meant."""
    return bool(book_of(turn.office).versions(matter.topic, matter.point, turn.office.region))


def _not_found(turn: Turn) -> Reply:
    buttons = (Button(label(turn.say, Action.HUMAN), Action.HUMAN),)
    head = handbook.not_found(turn.say, turn.office.phone, _day(turn))
    return Reply(head, "", buttons)


def _day(turn: Turn) -> date:
    """The day that is meant: the first that is named and past, else today."""
    named = (span.first for span in turn.heard.spans)
    return min((day for day in named if day and day <= turn.today), default=turn.today)


def _is_of_their_own(turn: Turn, matter: Matter) -> bool:
    """Whether the bill told last, a case of this chat or the binding is what is asked about."""
    if (matter.topic, matter.point) in _OF_THE_LAST_BILL:
        return turn.memory.last is not None
    asked = turn.heard.asked
    if matter.topic == "reading" and asked and asked.what in (Asks.NEXT_READING, Asks.SPAN):
        return bool(turn.bound)  # when theirs is read, and not what the book says of it
    if matter.likely and Mark.CASE in turn.heard.marked:
        return turn.store.cases.unfinished(turn.chat) is not None  # when somebody comes
    if matter.topic == "account_number" and matter.point != "meter":
        return identify.is_waiting(turn)
    if matter.topic == "meter_test" and turn.heard.wish is Wish.METER_TEST:
        return True  # it is wanted, and not asked how
    if matter.topic == "written_answer" and matter.likely:
        return True  # so is this
    if matter.topic == "voltage" and matter.likely and Mark.BACK in turn.heard.marked:
        return True  # what it spoilt is to be made good
    own = (matter.topic, matter.point) == ("complaining", "own")
    return own and turn.store.cases.unfinished(turn.chat) is not None
