"""What the dialogue needs to know of the office it speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from bot.contract.hours import Hours


class Disclosure(StrEnum):
    """What a messenger outside the country may be given; the office decides."""

    NOTHING = "nothing"  # general rules and case numbers only
    MASKED = "masked"  # the customer's own amounts, names and numbers masked
    FULL = "full"  # also the customer's own name and account number as they are


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule of the office's own assessment (考核细则): at which count what is proposed.

    Attributes:
        count: what is counted, as `cases.assessing` calls it.
        propose: in the office's words; a person decides.
        over, below: it is proposed for more than that, or for fewer.
    """

    count: str
    propose: str
    over: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A supply office (供电所): its name and telephone, its region, its reading of the rule.

    Attributes:
        region: the name of its region's file.
        months_from: from when a new household's months count, as the rules call it:
            `registration` or `use`.
        rules: other ways of counting that the office has set, as the rules call them.
        duty: names of who is on duty on a day, as at holidays.
        kept_days: for how many days messages, closed cases and the trail are kept.
        goodwill_limit: most yuan of goodwill in one case; None = the office has set no limit.
        alone_limit: most yuan that one person may both decide and approve.
        practice_first: which practices new staff have passed before they send alone.
    """

    name: str
    phone: str
    region: str
    months_from: str
    regions: Path | None = None  # folder of the office's own region files
    disclosure: Disclosure = Disclosure.MASKED
    hours: Hours = field(default_factory=Hours)
    backup_days: int | None = None  # for how many days copies of the database are kept at most
    goodwill_limit: Decimal | None = None
    drafts: Path | None = None  # the office's own drafts of answers
    handbook: Path | None = None  # folder of the office's own files of the handbook
    alone_limit: Decimal = Decimal(0)
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)
    kept_days: tuple[int, int, int] = (90, 3 * 365, 183)
    duty: Mapping[date, tuple[str, ...]] = field(default_factory=dict, hash=False)
    templates: Path | None = None  # folder of the office's own .docx templates
    practice_first: frozenset[str] = frozenset()
    assessment: tuple[Limit, ...] = ()  # what is proposed at which counts of a month
    link: str = ""  # where customers can ask on: it stands on letters as a code to be scanned
