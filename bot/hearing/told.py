"""What a case needs to know of words: who is reported, what is grave, who says it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.contract.said import Said
from bot.hearing.asks import Asks
from bot.hearing.entity import EntityKind
from bot.hearing.marked import Mark
from bot.hearing.of_charges import of_charges
from bot.hearing.threats import Threat

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.contract.contested import Contested
    from bot.hearing.asks import Asked
    from bot.hearing.claim import Who
    from bot.hearing.gate import Alarm
    from bot.hearing.intents import Understood

REPORT = "staff_misconduct_report"
READ = 0.7  # the share by which the model reads a report that no word of the gate names
_QUOTES = re.compile("说|讲|表示|扬言|威胁|声称|原话")
# What was paid to whom, in what way, and who saw it.
_PAID = re.compile(
    r"(?:收|拿|要|讨|塞|给|转|打)(?:走|去|了|的|过)*(?:[我俺他她]|人家)(?:的)?[^,。]{0,4}(?:现金|\d{2,}|[一二两三四五六七八九几][十百千])"
    r"|现金|微信转|没(?:给|开)(?:票|条|收据)|录音|截图|证人|(?:当场|在场|亲眼)"
)
_VIOLENT = {Threat.PEOPLE, Threat.CROWD}
_OF_MONEY_BACK = {Asks.REFUND_HOW, Asks.REFUND_WHEN, Asks.COME, Asks.DIFFERENCE, Asks.SHOULD_BE}


class Heard(Protocol):
    """What was heard in a text (`bot.hearing.heard.Heard`), as far as it is looked at here."""

    @property
    def text(self) -> str: ...
    @property
    def plain(self) -> str: ...
    @property
    def alarm(self) -> Alarm: ...
    @property
    def understood(self) -> Understood: ...
    @property
    def marked(self) -> frozenset[Mark]: ...
    @property
    def asked(self) -> Asked | None: ...
    @property
    def contested(self) -> Contested | None: ...
    @property
    def complains(self) -> bool: ...
    @property
    def who(self) -> Who: ...
    @property
    def agencies(self) -> tuple[str, ...]: ...
    @property
    def amounts(self) -> tuple[Decimal, ...]: ...
    @property
    def report(self) -> bool: ...


def reports_somebody(heard: Heard) -> bool:
    """Whether somebody is reported: surely, or by the model and nothing speaks against."""
    read, alarm = heard.understood, heard.alarm
    if alarm.asks_of_reports or alarm.asks_if_proper or alarm.blames_nobody:
        return False
    if surely_reports(heard) or REPORT in read.by_rule:
        return True
    # 他说不可能用2600度 doubts a figure, 他自己去拿现金行不 asks how money comes back.
    of_money_back = heard.asked is not None and heard.asked.what in _OF_MONEY_BACK
    if heard.contested or heard.complains or of_money_back:
        return False
    # The model alone reports nobody where no third person is spoken of: 收了我二百九.
    named = any(entity.kind is EntityKind.PERSON for entity in read.entities)
    if not named and not heard.marked & {Mark.OF_STAFF, Mark.SOMEBODY}:
        return False
    # Whoever only says who they are, or speaks of what was paid twice, reports nobody.
    of_payment = Mark.SAYS_BILL in heard.marked and bool(
        Mark.PAYMENT in heard.marked or heard.amounts  # 周明收了我287块电费没给票
    )
    is_read = read.intent == REPORT and read.share >= READ
    return is_read and not heard.who.says_who and not of_payment


def surely_reports(heard: Heard) -> bool:
    """Whether the words themselves report a person, whoever says them; a threat by staff does."""
    return heard.alarm.report or {Mark.THREATENED, Mark.OF_STAFF} <= heard.marked


def breaks_things(heard: Heard) -> bool:
    """Whether somebody means to break a meter or a wire."""
    return Mark.BREAKS in heard.marked or Threat.THINGS in heard.alarm.threats


def is_violent(heard: Heard) -> bool:
    """Whether people or things of the office are threatened, or a crowd is to come."""
    return bool(_VIOLENT & set(heard.alarm.threats))


def by_customer(heard: Heard) -> Said:
    """A customer's words."""
    danger = heard.alarm.danger or heard.understood.sees_danger
    return Said(
        words=heard.text,
        report=heard.report,
        agencies=frozenset(heard.agencies),
        danger=danger or Mark.HAZARD in heard.marked or breaks_things(heard),
        despair=heard.alarm.despair,
        frail={Mark.CUT_OFF, Mark.FRAIL} <= heard.marked,
        of_charges=of_charges(heard.plain),
        threatens=is_violent(heard),
    )


def by_colleague(heard: Heard) -> Said:
    """A colleague's own words: what they fear (可能要打12398) raises nothing; a quote does."""
    said = replace(by_customer(heard), report=surely_reports(heard))
    if _QUOTES.search(heard.plain):
        return said
    return replace(said, agencies=frozenset(), threatens=False)


def tells_more(heard: Heard) -> bool:
    """Whether words go on with a report that was just made: who was paid, how, who saw it."""
    return _PAID.search(heard.plain) is not None and Mark.ASKS not in heard.marked
