"""What short questions ask: over bills, about the answer just given, about account and office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LONGEST = 40  # characters; a longer text tells a story, and is asked about as a whole


class Asks(StrEnum):
    """What is wanted."""

    SUM = "sum"
    MOST = "most"
    LEAST = "least"
    AVERAGE = "average"
    EACH = "each"
    COMPARED = "compared"
    TIER_SINCE = "tier_since"
    TIER_COST = "tier_cost"
    NEXT_MONTH = "next_month"
    SHOULD_BE = "should_be"
    DIFFERENCE = "difference"
    WHO_PAYS = "who_pays"
    WHY_MORE = "why_more"
    REFUND_WHEN = "refund_when"
    REFUND_HOW = "refund_how"
    SIMPLER = "simpler"
    WORKING = "working"
    MONTHS = "months"
    PICTURE = "picture"
    LADDER = "ladder"
    LETTER = "letter"
    USED = "used"
    READ = "read"
    TIER_KWH = "tier_kwh"
    TIER_YES = "tier_yes"
    TIER_MONTHS = "tier_months"
    DEARER = "dearer"
    TIERS_SINCE = "tiers_since"
    MORE_HOME = "more_home"
    IF_NO_TIERS = "if_no_tiers"
    IF_PERSONS = "if_persons"
    IF_USED = "if_used"
    IF_MONTHS = "if_months"
    IF_PERIODS = "if_periods"
    # Read by the model of questions alone; see data/questions.txt for how they are put.
    FAULT = "fault"
    WHY_LATE = "why_late"
    PRICE = "price"
    WHICH_TIER = "which_tier"
    PER_DAY = "per_day"
    OVER = "over"
    SUPPLEMENT = "supplement"
    NEIGHBOUR = "neighbour"
    WHY_NO_BILL = "why_no_bill"
    NEXT_READING = "next_reading"
    ALLOWANCE = "allowance"
    RELIEF = "relief"
    METERS = "meters"
    ESTIMATED = "estimated"
    CLOSED = "closed"
    DATES = "dates"
    SURE = "sure"
    COME = "come"
    PROOF = "proof"
    CASE = "case"
    STOLEN = "stolen"
    OTHER_HOME = "other_home"
    RESETS = "resets"
    PRICE_GAP = "price_gap"
    NAMED_PRICE = "named_price"
    HOURS = "hours"
    PLACE = "place"
    PHONE = "phone"
    SHARE = "share"
    WHAT_CAN = "what_can"
    NO_TYPING = "no_typing"
    APPLIANCE = "appliance"
    APPROVAL = "approval"
    NOTIFY = "notify"
    TOU_STATUS = "tou_status"
    WHICH_YEAR = "which_year"
    BEFORE_ME = "before_me"
    PRAISE = "praise"
    FINE = "fine"
    USUAL = "usual"
    MISSING = "missing"
    HOUSEHOLD = "household"
    PERIODS = "periods"
    AGAIN = "again"
    PAID = "paid"
    IF_DROPPED = "if_dropped"
    AVERAGE_PRICE = "average_price"
    TRUST = "trust"
    CULPRIT = "culprit"
    PUSH = "push"
    EMPTY_HOME = "empty_home"
    SAVE = "save"
    LEFT = "left"
    FORMULA = "formula"
    ESCALATE = "escalate"
    APOLOGY = "apology"
    IN_CHARGE = "in_charge"
    IF_MOVED = "if_moved"
    IF_CLOSED = "if_closed"
    EXPECTED = "expected"
    SAVED = "saved"
    INTEREST = "interest"
    SPAN = "span"
    SINCE_METER = "since_meter"
    WRONG_BILLS = "wrong_bills"
    BECAUSE = "because"
    OF_DAYS = "of_days"
    REACHED = "reached"
    IF_EACH = "if_each"
    TWO_MONTHS = "two_months"
    RATIO = "ratio"
    KEEP_BELOW = "keep_below"
    WILL_EXCEED = "will_exceed"
    BY_QUARTER = "by_quarter"
    NOTED = "noted"


# Of the answer just given; without one they ask for nothing.
OF_THE_ANSWER = {
    Asks.SHOULD_BE, Asks.DIFFERENCE, Asks.WHO_PAYS, Asks.REFUND_WHEN, Asks.REFUND_HOW,
    Asks.SIMPLER, Asks.WORKING, Asks.MONTHS,
}  # fmt: skip

# Without one they are about the newest bill, which is told first.
OF_A_BILL = OF_THE_ANSWER - {Asks.SIMPLER, Asks.WHO_PAYS}
OF_MONEY_BACK = {Asks.REFUND_WHEN, Asks.REFUND_HOW}
OF_THE_BOOK = {Asks.DEARER, Asks.TIERS_SINCE}  # nobody's account is needed
OF_ALL_TOO = {Asks.PRICE, Asks.ALLOWANCE, Asks.WHICH_TIER}  # whoever is not known hears the rule
# After a matter of the handbook such words are about that.
GENERAL = {Asks.PLACE, Asks.PHONE, Asks.COME, Asks.CASE, Asks.IN_CHARGE, Asks.WHO_PAYS, Asks.PROOF}
SUPPOSED = {
    Asks.IF_MONTHS, Asks.IF_NO_TIERS, Asks.IF_PERSONS, Asks.IF_USED, Asks.IF_PERIODS,
    Asks.IF_MOVED, Asks.IF_CLOSED, Asks.IF_EACH,
}  # fmt: skip


# 那12月呢 after one of these asks the same of that month.
OF_ANY_MONTH = SUPPOSED | {
    Asks.SUM, Asks.MOST, Asks.LEAST, Asks.AVERAGE, Asks.EACH, Asks.COMPARED, Asks.WHY_MORE,
    Asks.TIER_SINCE, Asks.TIER_COST, Asks.TIER_KWH, Asks.TIER_YES, Asks.TIER_MONTHS,
    Asks.NEXT_MONTH, Asks.SHOULD_BE, Asks.DIFFERENCE, Asks.WORKING, Asks.USED, Asks.READ,
    Asks.PRICE, Asks.WHICH_TIER, Asks.PER_DAY, Asks.OVER, Asks.AVERAGE_PRICE, Asks.PERIODS,
    Asks.FORMULA, Asks.MORE_HOME, Asks.SHARE, Asks.REACHED, Asks.BECAUSE, Asks.RATIO,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A short question.

    Attributes:
        what: is wanted.
        by_money: whether yuan are spoken of.
        figure: kWh that are spoken of; None where none are.
        tier: the tier that is spoken of; 2 where none is.
        last_year: compared with the same month of the year before.
        year: of whose bills; 0 is this year, -1 the last. None where no year is named.
        all_homes: of all accounts of the chat together.
        of_that: of the bill that was named last.
        of_those: of the months that were told last.
        both: the most and the least.
        count: how many months of the most or least.
        between: two are set against each other.
        without: the months that are named are those that do not count.
        by: 1 or -1 where the figure is so many more or less.
        a_day: the figure is of each day.
    """

    what: Asks
    by_money: bool = False
    figure: Decimal | None = None
    tier: int = 2
    last_year: bool = False
    year: int | None = None
    all_homes: bool = False
    by: int = 0
    of_that: bool = False
    of_those: bool = False
    both: bool = False
    count: int = 1
    between: bool = False
    without: bool = False
    a_day: bool = False
