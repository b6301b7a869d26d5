"""A message heard: whatever its words tell, read once; nobody reads the text again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from bot.contract.came import NOTHING, Proposal
from bot.contract.contested import Contested
from bot.contract.messages import Action, Incoming
from bot.contract.month import Month
from bot.contract.said import Claim, DataWish, Said
from bot.hearing import complaints, marks, own_data, permission, places, told
from bot.hearing.asked import guess_of, question_in
from bot.hearing.asks import Asked
from bot.hearing.claim import NOBODY, Who, who_in
from bot.hearing.contested import contested_in
from bot.hearing.english import in_chinese
from bot.hearing.entity import EntityKind
from bot.hearing.gate import Alarm, gate, names_a_place, quotes_us
from bot.hearing.intents import UNREAD, ReadText, Understood, read_text
from bot.hearing.introduction import Introduced, introduced_in
from bot.hearing.lunar import by_our_calendar
from bot.hearing.marked import Mark, marked_in
from bot.hearing.normalise import in_mandarin, visible
from bot.hearing.pinyin_words import in_characters
from bot.hearing.proposal import figures_of
from bot.hearing.rules.people import INTRODUCED
from bot.hearing.span_rules import SINCE
from bot.hearing.spans import Span, months_of, spans_of
from bot.hearing.topics import Matter, further_in, points_in
from bot.hearing.total import total
from bot.hearing.wishes import Wish, wish_in


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a text. A text that cannot be read still has its words and its alarm.

    Attributes:
        text: as it was written.
        alarm: what must be acted on before anything else.
        plain: the one form in which it was read; a letter's start.
        understood: intents and figures.
        doubts: figures that can be read in two ways, as they were written.
        order: a short order to the chat.
        who: who somebody is.
        spans, months: days that are named, and the months whose bills are.
        proposed: the intent that a language model proposes, or empty.
        is_correction: the last answer is not what was meant.
        instead: the plain text without its "wrong".
        asks_on: it only names another month or household, of which the same is asked.
        means_other_home, for_parents: another household is spoken of; the customer's parents.
        lost_account: the account number is not at hand.
        means_own_home: the customer comes back to their own.
        lunar_month: a month of the farmers' calendar is named, which lies across two of bills.
        amount_said: what this bill is said to be: between which amounts.
        puts_bill: a bill is put forward with its figures: is it right?
        complains, denies_complaint: it is said in so many words that this is one, or is none.
        asks_of_agency: what an agency is or does, without a threat.
        asks_who_i_am: whether this is a machine, or really the office.
        introduced: particulars and a question in one message.
        asked: a short question over bills, or about the answer just given.
        matter: what is asked for that the handbook answers.
        points: what it asks of a matter that is known already (要钱, 几天, 带啥).
        further: the same, where a few words name no matter of their own.
        wish: what is wanted of the talk itself.
        contested: a fact on file that the customer says is another.
        marked: what else single words mark.
        regions: whose rule is asked for, where places are named.
        account_said: an account number stands in words (四一零零…), where one is easily misheard.
    """

    text: str
    alarm: Alarm
    plain: str = ""
    understood: Understood = UNREAD
    doubts: tuple[str, ...] = ()
    order: Action | None = None
    who: Who = NOBODY
    spans: tuple[Span, ...] = ()
    months: tuple[Month, ...] = ()
    proposed: str = ""
    is_correction: bool = False
    instead: str = ""
    asks_on: bool = False
    means_other_home: bool = False
    for_parents: bool = False
    means_own_home: bool = False
    lost_account: bool = False
    lunar_month: bool = False
    amount_said: marks.Said | None = None
    account_said: bool = False
    puts_bill: bool = False
    complains: bool = False
    denies_complaint: bool = False
    asks_of_agency: bool = False
    asks_who_i_am: bool = False
    introduced: Introduced | None = None
    asked: Asked | None = None
    matter: Matter | None = None
    points: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    wish: Wish | None = None
    contested: Contested | None = None
    marked: frozenset[Mark] = frozenset()
    regions: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """What it says about whose account it is."""
        return self.who.claim

    @property
    def since(self) -> bool:
        """Whether months are named from one on, up to now."""
        return any(span.rule == SINCE for span in self.spans)

    @property
    def report(self) -> bool:
        """Whether a customer's words report a person (举报), surely or as the model reads them."""
        return told.reports_somebody(self)

    @property
    def said(self) -> Said:
        """What a case needs to know of a customer's words."""
        return told.by_customer(self)

    @property
    def noted(self) -> Said:
        """What a case needs to know of a colleague's own words."""
        return told.by_colleague(self)

    @property
    def persons(self) -> Decimal | None:
        """How many persons live in the household."""
        return marks.persons_now(self.plain, self.understood.entities)

    @property
    def tier(self) -> int | None:
        """The tier that is named."""
        found = (e.value for e in self.understood.entities if e.kind is EntityKind.TIER)
        return next((int(value) for value in found if isinstance(value, Decimal)), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Names of persons that stand in it, and the one that it claims to be."""
        named = [e.text for e in self.understood.entities if e.kind is EntityKind.PERSON]
        return tuple(dict.fromkeys(filter(None, [*named, self.claim.name])))

    @property
    def holder(self) -> str:
        """The name that somebody is said to have; empty where none is told."""
        return self.claim.name or self.introduced_name

    @property
    def introduced_name(self) -> str:
        """The same, only where words introduce it (她叫李秀梅); a word alone may be anything."""
        told = (e.text for e in self.understood.entities if e.rule == INTRODUCED)
        return next(told, "")

    @property
    def mobiles(self) -> tuple[str, ...]:
        """Mobile numbers that stand in it, whoever's they are."""
        found = [e.value for e in self.understood.entities if e.kind is EntityKind.PHONE]
        return tuple(str(number) for number in found if number and str(number).isdigit())

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The different amounts in it, in yuan."""
        found = (e.value for e in self.understood.entities if e.kind is EntityKind.AMOUNT)
        return tuple(dict.fromkeys(value for value in found if isinstance(value, Decimal)))

    @property
    def agrees(self) -> bool | None:
        """Whether it says yes or no to a question and nothing else; None where it does neither."""
        return permission.agrees(self.plain)

    @property
    def complains_of_data(self) -> bool:
        """Whether it complains of what was done with the customer's own data."""
        return own_data.complains_of_data(self.plain)

    @property
    def data_wish(self) -> DataWish | None:
        """What is wanted to be done with the customer's own data."""
        return own_data.wish_of(self.plain)

    @property
    def by_child(self) -> bool:
        """Whether whoever writes says to be under 14."""
        return permission.is_child(self.plain)

    @property
    def by_guardian(self) -> bool:
        """Whether whoever writes says to be a child's parent or guardian."""
        return permission.is_guardian(self.plain)

    @property
    def tells_bill(self) -> bool:
        """Whether figures of a bill stand in it: yuan or kWh."""
        told = {EntityKind.AMOUNT, EntityKind.KWH}
        return any(e.kind in told and e.value is not None for e in self.understood.entities)

    @property
    def amount(self) -> Decimal | None:
        """The first amount in it, in yuan."""
        return next(iter(self.amounts), None)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Who outside of the company is named."""
        named = [e.value for e in self.understood.entities if e.kind is EntityKind.AGENCY]
        if named and (quotes_us(self.text) or names_a_place(self.text)):
            named = []
        return tuple(dict.fromkeys([*self.alarm.agencies, *map(str, named)]))


# A message without words, as a picture or a button is.
SILENCE = Heard("", Alarm(), understood=replace(UNREAD, failed=False))


def hear_message(message: Incoming, now: datetime) -> Heard:
    """Hear the words of a message; of a contact the number, and a name that is none."""
    text, contact = message.text, message.contact
    if contact:
        text = f"{contact.name} {contact.phone}" if gate(contact.name).is_grave else contact.phone
    return hear(text.strip(), now.date(), message.proposal)


def hear(text: str, today: date, proposal: Proposal = NOTHING) -> Heard:
    """Hear a text, on the day on which it was said. Danger comes first and cannot fail."""
    if not text:
        return SILENCE
    alarm, seen = gate(text), visible(text)
    if not alarm.is_grave and (said := in_chinese(seen) or in_characters(seen)):
        return replace(hear(said, today, proposal), text=text, alarm=alarm)
    return _heard(text, alarm, today, proposal) or Heard(text, alarm)


@lru_cache(maxsize=64)  # a label is typed, and a question asked, by many
@total(None)
def _heard(text: str, alarm: Alarm, today: date, proposal: Proposal) -> Heard:
    read = read_text(text)
    spans = spans_of(in_mandarin(read.plain), today)
    entities = by_our_calendar(read.understood.entities, today)
    figures = (*entities, *figures_of(proposal, read.words, entities))
    asked, matter = question_in(read.plain, figures, guess_of(read))
    heard = Heard(
        text=text,
        alarm=alarm,
        plain=read.plain,
        understood=replace(read.understood, entities=entities),
        doubts=_doubts(read),
        who=who_in(read.words, read.plain),
        spans=spans,
        months=months_of(spans, today),
        proposed=proposal.intent,
        asks_on=marks.asks_on(read.plain, spans),
        amount_said=marks.amount_of_bill(read.plain, figures),
        puts_bill=marks.puts_bill(read.plain, entities),
        introduced=introduced_in(read.plain),
        asked=asked,
        matter=matter,
        points=points_in(read.plain),
        further=further_in(read.plain),
        wish=wish_in(read.plain),
        contested=contested_in(read.plain, figures, spans),
        marked=marked_in(read.plain),
        regions=places.regions_in(read.plain),
        account_said=any(e.kind is EntityKind.ACCOUNT_NO and e.value is None for e in entities),
    )
    return _with_marks(heard, read.plain)


def _with_marks(heard: Heard, plain: str) -> Heard:
    """What single words mark."""
    return replace(
        heard,
        order=marks.order(plain),
        is_correction=marks.is_correction(plain),
        instead=marks.instead(plain),
        means_other_home=marks.other_home(plain),
        for_parents=marks.parents(plain),
        lost_account=marks.lost_account(plain),
        means_own_home=marks.own_home(plain),
        lunar_month=marks.lunar_month(plain),
        complains=complaints.complains(plain),
        denies_complaint=complaints.denies_complaint(plain),
        asks_of_agency=marks.asks_of_agency(plain),
        asks_who_i_am=marks.asks_who_i_am(plain),
    )


@total(tuple[str, ...]())
def _doubts(read: ReadText) -> tuple[str, ...]:
    return read.figures.doubts if read.figures else ()
