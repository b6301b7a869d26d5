"""What the customer says in a case: each of the messages that lie there is heard once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.cases.supervision import Escalation
from bot.contract.messages import Chat, MessageKind
from bot.contract.month import Month
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard, hear
from bot.hearing.topics import Matter
from bot.papers.matters import intents_of
from bot.records.case import Case, CaseKind, Material
from bot.store.port import Store

FOUND, MATTER = "found", "matter"  # events of a case, the last of which holds
_MERGED = "merged_from"
_NO_WORDS = {MessageKind.PLACE, MessageKind.STICKER}
# What is asked of one's own bill; what is asked of a rule or of a payment, whatever it costs.
_OF_BILLS = {
    "bill_high", "bill_query", "late_registration", "neighbor_cheaper",
    "new_move_in", "refund_request", "tier_remaining", "why_price_higher", "why_tier2_early",
}  # fmt: skip
_OF_NO_BILL = {
    "compensation_request", "electric_heating", "meter_change", "multi_meter",
    "multi_person_household",
    "payment_problem", "penalty_question", "reading_cycle", "rent_landlord", "shared_meter",
    "tier_rule", "tou_price",
}  # fmt: skip
_STAND_OUT = {EntityKind.KWH, EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.READING}


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What was heard in a case, in the order in which it came.

    Attributes:
        heard: each message of the customer with words, on the day on which it was said.
        own: what staff added or said themselves, in the same way.
        senders: the names that the messenger shows for whose words they are.
        writers: of the last ones of `heard` who wrote each, as the messenger shows them.
        chosen: the title of the matter that staff chose; empty where the words decide.
        items: all messages that lie there, also pictures and files without words.
    """

    heard: tuple[Heard, ...]
    own: tuple[Heard, ...] = ()
    senders: tuple[str, ...] = ()
    items: tuple[Material, ...] = ()
    writers: tuple[str, ...] = ()
    chosen: str = ""

    @property
    def text(self) -> str:
        """The customer's words."""
        return "\n".join(one.text for one in self.heard)

    @property
    def by_writer(self) -> tuple[tuple[str, str], ...]:
        """The same, each with who wrote it; without names where only one wrote."""
        unknown = ("",) * (len(self.heard) - len(self.writers))
        several = len(set(filter(None, self.writers))) > 1
        names = (*unknown, *self.writers) if several else ("",) * len(self.heard)
        return tuple(zip(names, (one.text for one in self.heard), strict=True))

    @property
    def added(self) -> str:
        """The words of staff."""
        return "\n".join(one.text for one in self.own)

    @property
    def plain(self) -> str:
        """The customer's words, simplified and half-width."""
        return "\n".join(one.plain for one in self.heard)

    @property
    def intents(self) -> tuple[str, ...]:
        """What the customer was heard to ask for."""
        return _each_once(intent for one in self.heard for intent in intents_of(one))

    @property
    def of_a_bill(self) -> bool:
        """Whether the customer speaks of what is charged, or says nothing of anything."""
        if any(one.said.of_charges for one in self.heard) or not self.plain.strip():
            return not set(self.intents) or not set(self.intents) <= _OF_NO_BILL
        return any(
            one.understood.all[:1] and one.understood.all[0] in _OF_BILLS for one in self.heard
        )

    @property
    def danger(self) -> bool:
        """Whether the customer speaks of danger to life."""
        return any(one.said.danger for one in self.heard)

    @property
    def in_danger(self) -> bool:
        """Whether the words themselves say so, and not only the model."""
        return any(one.alarm.danger for one in self.heard)

    @property
    def questions(self) -> tuple[Matter, ...]:
        """What the words ask of that the handbook may answer; no complaint asks."""
        asked = (one.matter for one in self.heard if not one.complains)
        return tuple(matter for matter in asked if matter and not matter.likely)

    @property
    def _all(self) -> tuple[Heard, ...]:
        return (*self.heard, *self.own)

    @property
    def figures(self) -> tuple[str, ...]:
        """kWh, money and readings, as they were written."""
        entities = (e for one in self._all for e in one.understood.entities)
        return tuple(e.text for e in entities if e.kind in _STAND_OUT)

    @property
    def months(self) -> tuple[Month, ...]:
        """Months of bills that are named."""
        return tuple(month for one in self._all for month in one.months)

    @property
    def mobiles(self) -> tuple[str, ...]:
        """Mobile numbers that are named or were shared."""
        return _each_once(number for one in self._all for number in one.mobiles)

    @property
    def people(self) -> tuple[str, ...]:
        """Who is named, and whose words they are."""
        named = (name for one in self._all for name in one.people)
        return _each_once([*named, *self.senders])


def words_of(store: Store, case: Case) -> CaseWords:
    """Hear what lies in a case: its messages, and what the customer said to the bot besides."""
    heard: dict[bool, list[Heard]] = {True: [], False: []}
    items = store.materials.of_case(case.number)
    writers: list[str] = []
    bot_heard = tuple(_told_the_bot(store, case))
    opened = {text for _, text in bot_heard}
    for item in items:
        if item.text and item.kind not in _NO_WORDS:
            own = _is_of_staff(store, opened, item)
            heard[own].append(hear(item.text, item.said_at.date()))
            writers += [] if own else [item.origin.rpartition("|")[2]]
    written = {one.text.strip() for one in heard[False]}
    said = [
        hear(text, day)
        for day, text in bot_heard
        if text and not any(text.endswith(one) for one in written)
    ]
    # At the desk the message that opens a case is its question; it may have been edited since.
    if not case.chat_id and heard[False]:
        said = [one for one in said if one.text != case.question.strip()]
    senders = _each_once(item.origin.rpartition("|")[2] for item in items)
    words = (*said, *heard[False])
    chosen = _chosen(store, case)
    return CaseWords(words, tuple(heard[True]), senders, items, tuple(writers), chosen)


def _chosen(store: Store, case: Case) -> str:
    """The matter that staff chose; not where the customer has spoken of danger since."""
    chosen = ""
    for event in store.cases.events(case.number, MATTER, "alarm"):
        if event.what == MATTER:
            chosen = event.detail
        elif event.detail == Escalation.DANGER:
            chosen = ""
    return chosen


def last(store: Store, case: Case, what: str) -> str:
    """What a colleague wrote last, as `FOUND`; empty where nobody did."""
    events = store.cases.events(case.number, what)
    return events[-1].detail if events else ""


def _told_the_bot(store: Store, case: Case) -> Iterator[tuple[date, str]]:
    """The question that opened it, what the same chat added, what went into it by merging."""
    yield case.complained_at.date(), case.question.strip()
    for event in store.cases.events(case.number, *CaseKind, _MERGED):
        text = event.detail.partition(": ")[2] if event.what == _MERGED else event.detail
        if text.strip() != case.question.strip():
            yield event.at.date(), text.strip()


def _is_of_staff(store: Store, opened: set[str], item: Material) -> bool:
    """Whether a member of staff says that: their own words, or what they add to a case."""
    if item.origin:
        kind, _, writer = item.origin.partition("|")[0].partition(":")
        colleague = store.staff.member(Chat(item.chat.channel, writer)) is not None
        return kind in {"bot", "colleague"} or (
            kind == "user" and (colleague or writer == item.sender)
        )
    # What opened a case at the desk, also one that went into this, is what the customer says.
    if item.text.strip() in opened:
        return False
    return store.staff.member(Chat(item.chat.channel, item.sender)) is not None


def _each_once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
