"""Questions over several homes of one chat: together, each by itself, which of them is more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.accounts.masking import mask_account_no
from bot.bills.history import History
from bot.bills.lookup import history_of
from bot.bills.queries import Bills, Sum
from bot.customer import follow_up
from bot.customer.bills_meant import bills_of
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.over_bills import is_gap_alone
from bot.hearing.ratios import ratio_in
from bot.wording import short, short_compared, short_ratio

Lines = list[str]
Tell = Callable[[Turn, Asked, History], Lines]
_AGAINST = {Asks.DIFFERENCE, Asks.COMPARED}  # 两家差多少 sets the homes against each other
_GAPS = {Asks.COMPARED, Asks.RATIO, Asks.WHY_MORE, Asks.DIFFERENCE}  # 多多少, 差几倍, 差在哪
_ADDED = {Asks.EACH, Asks.USED}  # 两户今年分别用了多少
_ONE_BY_ONE = {
    Asks.MOST, Asks.LEAST, Asks.TIER_YES, Asks.TIER_SINCE, Asks.TIER_COST, Asks.TIER_KWH,
    Asks.TIER_MONTHS, Asks.WHICH_TIER, Asks.PRICE, Asks.PER_DAY, Asks.REACHED, Asks.WHY_MORE,
}  # fmt: skip


def of_all(turn: Turn, asked: Asked, tell: Tell | None) -> Lines:
    """The answer over all homes of the chat; none where it is asked of one alone.

    Raises:
        HistoryError: one of them has no answer.
    """
    if asked.what is Asks.MORE_HOME:
        return _set_against(turn, asked)
    if not asked.all_homes:
        return []
    if asked.what in _AGAINST or asked.what in _ADDED or (asked.between and asked.what in _GAPS):
        return _set_against(turn, asked)
    if asked.what is Asks.SUM:
        return _together(turn, asked)
    if asked.what is Asks.AVERAGE:
        return _averages(turn, asked)
    several = len(turn.bound) > 1 and asked.what in _ONE_BY_ONE
    return _one_by_one(turn, asked, tell) if several and tell else []


def if_of_homes(turn: Turn, asked: Asked) -> Asked:
    """多多少, 差几倍, 差在哪 after 哪户用得多: how the homes differ, and not the bills of one."""
    if asked.what not in _GAPS or turn.heard.months or len(turn.bound) < 2:
        return asked
    if asked.what is Asks.DIFFERENCE and not is_gap_alone(turn.heard.plain):
        return asked
    of_homes = follow_up.of_homes_lately(turn)
    return replace(asked, all_homes=True, between=True) if of_homes else asked


def _histories(turn: Turn) -> list[History]:
    return [history_of(turn.store, one, turn.office.regions) for one in turn.bound]


def _bills(turn: Turn, asked: Asked, histories: list[History]) -> Bills:
    found = [bill for history in histories for bill in bills_of(turn, asked, history)]
    return tuple(sorted(found, key=lambda bill: bill.bill_month))


def _how_many(turn: Turn) -> str:
    count = len(turn.bound)
    if count == 1:
        return turn.say("Only one account is checked so far; the other counts once it is.")
    return turn.say("That is {count} accounts together.", count=count)


def _together(turn: Turn, asked: Asked) -> Lines:
    whole = Sum(_bills(turn, asked, _histories(turn)))
    return [short.in_all(turn.say, whole), _how_many(turn)]


def _averages(turn: Turn, asked: Asked) -> Lines:
    """A month of all together, then of each."""
    histories = _histories(turn)
    whole = Sum(_bills(turn, asked, histories))
    sums = [(one.account.account_no, Sum(bills_of(turn, asked, one))) for one in histories]
    return [short.a_month_together(turn.say, whole), *short.averages(turn.say, sums)]


def _set_against(turn: Turn, asked: Asked) -> Lines:
    """What each account of the chat used, the most first."""
    histories = _histories(turn)
    sums = [(one.account.account_no, Sum(bills_of(turn, asked, one))) for one in histories]
    told = sorted(sums, key=lambda one: -one[1].kwh)
    lines = short.by_home(turn.say, told)
    if not (told[1:] and asked.between):
        return lines
    more, less = told[0][1], told[1][1]
    head = [short_compared.between_homes(turn.say, more, less)]
    if ratio := ratio_in(turn.heard.plain):
        head = [short_ratio.against(turn.say, more, less, as_times=ratio.times)]
    elif asked.what is Asks.WHY_MORE:
        head.append(short_ratio.why_apart(turn.say, more, less))
    return [*head, *lines]


def _one_by_one(turn: Turn, asked: Asked, tell: Tell) -> Lines:
    """The first line that each home's own answer has."""
    one = replace(asked, all_homes=False)
    told = [(home, tell(turn, one, home)) for home in _histories(turn)]
    return [
        turn.say(
            "{account}: {what}", account=mask_account_no(home.account.account_no), what=lines[0]
        )
        for home, lines in told
        if lines
    ]
