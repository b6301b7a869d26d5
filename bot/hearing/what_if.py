"""What a text supposes: no tiers, more persons, other kWh, peak and valley prices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.hearing.asks import Asked, Asks
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.numbers import number
from bot.hearing.total import total

SHORT = 40
ALONE = 15  # characters: nothing else is said
_SUPPOSES = re.compile(r"要是|如果|假如|若|假设|万一|倘若|的话|要不是|按.{1,6}算|换成|改成|算作?")
_MUCH = re.compile(r"多少|几块|几多|几度|好多|几钱|省|划算|便宜|合算|差|也是|呢[??]*$")
_NO_TIERS = re.compile(
    r"(?:没|不)(?:有)?(?:进|到|超|上)了?[二三23]档|(?:不|没有?|取消|要不是|别)(?:要|是)?(?:分|算|搞|按|有|实行|走|因为)?(?:什么|这个)?(?:阶梯|分?档)(?!.{0,4}余)|(?:都|全|全部)(?:按|是)(?:第?[一1]档|最低|0\.56)"
)
_PERIODS = re.compile(r"峰谷|谷电|分时|低谷")
_GAINS = re.compile(r"(?:办|换|改|开)(?:了|成|上)?[^,。]{0,12}(?:省|划算|合算|便宜)")
_VALLEY = re.compile(
    r"(?:谷电?段?|夜里|晚上|夜间|低谷)[^,。\d]{0,8}?(\d+)\s*(?:度|个字)|(?:谷电?段?|夜里|晚上|夜间)[^,。]{0,8}(一半|占一半|对半)|(一半)[^,。]{0,8}(?:谷|夜里|晚上|夜间)"
    r"|(?:谷电?段?|夜里|晚上|夜间)[^,。\d]{0,6}?(?:([一二两三四五六七八九1-9])成|百分之([一二三四五六七八九]?十[一二三四五六七八九]?|\d{1,2}))"
    r"|(全|都)[^,。]{0,6}(?:挪|放|换|移|改|搬|用)[^,。]{0,4}(?:谷|夜里|晚上|夜间|半夜)"
)
_VALLEY_MORE = re.compile(r"(?:谷|夜里|晚上|夜间|低谷)[^,。\d]{0,4}(?:再|多|加)[^,。\d]{0,3}\d")
_COUNT = {n: i for i, n in enumerate("一二三四五六七八九十", 1)}
_COUNT |= {str(i): i for i in range(1, 13)} | {"两": 2, "十一": 11, "十二": 12}
_MONTHS = re.compile(
    r"按(?:照)?(十[一二]|[一二两三四五六七八九十]|1[0-2]|[1-9])个月(?:的)?(?:额度|基数|标准)?(?:来)?(?:算|分)?(?:的话|呢|喃|是?多少|得多少|要多少|该多少|咋样|是不是|对不对)"
)
_NOT_GRANTED = re.compile(
    r"不(?:减|免)(?:了)?的?(?:话|是|要|得|呢)|(?:没|不)[^,。]{0,6}(?:多人口|[五六七八5-8]口)|没有?(?:这个?|那个?)?(?:照顾|优惠|政策|减免|待遇)"
    r"|(?:没|不)(?:有)?(?:办|登记|报|申请)(?:了)?的话|(?:要是|如果|假如|若)[^,。]{0,4}(?:没|不)(?:有)?(?:办|登记|报|申请)"
)
_GRANT_GONE = re.compile(r"(?:取消|没有?|失去|不是)了?[我她他]?的?(?:五保|低保|多人口|峰谷)")

_NO_RELIEF = re.compile(r"(?:那|要是)?不(?:减|免)")
_MOVED = re.compile(r"搬|住进|入住|过户|接手|重新(?:算|计)|立户|登记|通电|接电|单独(?:算|计)")
_EMPTY = re.compile(r"一直不用|没人住|空着|不住了|长期不用")
_DAY = re.compile(r"\d{1,2}月|[一二三四五六七八九十]月|\d号|那天")
_FEWER, _MORE = (
    re.compile(r"少用|省下|节约|减少|少(?=\d)"),
    re.compile(r"多用|再用|增加|多出?(?=\d)"),
)
# So many kWh less each month: what that makes in a year, or each day in a month.
_EACH = re.compile(
    r"(?:每个?月|一个?月|月月|(每天|一天|天天|每日))[^,。]{0,4}(?:少用|少开|节?省|省下|节约|多用|增加|减少|[多少]出?(?=\d))"
)
_A_DAY = re.compile(r"(?:每天|一天|天天|每日|一日)[^,。\d]{0,6}\d|\d(?:度|个字)电?[每一]天")
_ONE = re.compile(r"(?:少用|省|多用)(?:一|1)度")
_OWED = re.compile(r"(?:应该?|该)(?:收|交|是|付|缴|出)?(?:多少|几块|好多)|[口人]的话")
_THAT_BILL = re.compile(r"(?:这|上)个?月|\d{1,2}月|[一二三四五六七八九十]月|只用|少用|多用")
_NEXT = re.compile(r"下个?月|下一?期|再用")


@total(None)
def what_if_in(heard: str, figures: Iterable[Entity]) -> Asked | None:
    """The supposition that a plain text asks the price of; None where it makes none."""
    by_months = _MONTHS.search(heard) is not None
    if len(heard) <= ALONE and _VALLEY.search(heard):  # what was asked for is told
        return Asked(Asks.IF_PERIODS, figure=_valley(heard), by=_more_valley(heard))
    if len(heard) > SHORT or not (by_months or _MUCH.search(heard)):
        return None
    figures = tuple(figures)
    money = "钱" in heard
    if _PERIODS.search(heard) and any(p.search(heard) for p in (_SUPPOSES, _VALLEY, _GAINS)):
        return Asked(Asks.IF_PERIODS, money, figure=_valley(heard), by=_more_valley(heard))
    year = 0 if re.search(r"今年|全年|一年|明年", heard) else None
    persons, kwh = (_only(figures, kind) for kind in (EntityKind.HOUSEHOLD, EntityKind.KWH))
    if each := _every(heard, kwh, year):
        return each
    owed = persons is not None and _OWED.search(heard)
    if not (
        by_months
        or owed
        or _SUPPOSES.search(heard)
        or _FEWER.search(heard)
        or _NO_RELIEF.match(heard)
    ):
        return None
    months = _MONTHS.search(heard)
    if months:
        return Asked(Asks.IF_MONTHS, money, figure=Decimal(_COUNT[months[1]]))
    if _NO_TIERS.search(heard):
        return Asked(Asks.IF_NO_TIERS, money, year=year)
    if _NOT_GRANTED.search(heard) or _GRANT_GONE.search(heard):
        return Asked(Asks.IF_PERSONS, money, year=year)
    if _MOVED.search(heard) and _DAY.search(heard) and not _EMPTY.search(heard):
        return Asked(Asks.IF_MOVED, money)
    if persons is not None:
        return Asked(Asks.IF_PERSONS, money, figure=persons)
    if kwh is not None and _THAT_BILL.search(heard) and not _NEXT.search(heard):
        by = -1 if _FEWER.search(heard) else 1 if _MORE.search(heard) else 0
        return Asked(Asks.IF_USED, money, figure=kwh, by=by)
    return None


@total(False)
def of_each_day(heard: str) -> bool:
    """Whether the kWh that a plain text names are those of a day: 一天15度,一个月多少钱."""
    return _A_DAY.search(heard) is not None


def _every(heard: str, kwh: Decimal | None, year: int | None) -> Asked | None:
    """So many kWh less or more every month or day: on each bill of the year, or of one bill."""
    found = _EACH.search(heard)
    if kwh is None and _ONE.search(heard):
        kwh = Decimal(1)  # 一度 behind a price is no figure
    if found is None or kwh is None:
        return None
    what = Asks.IF_USED if year is None else Asks.IF_EACH
    by = 1 if _MORE.search(heard) else -1
    return Asked(what, figure=kwh, by=by, year=year, a_day=bool(found[1]))


def _more_valley(heard: str) -> int:
    """1 where so many kWh more in the valley are supposed."""
    return 1 if _VALLEY_MORE.search(heard) else 0


def _valley(heard: str) -> Decimal | None:
    """The kWh of the valley, up to 1 the share; None where it is not told."""
    found = _VALLEY.search(heard)
    if found is None:
        return None
    if found[1]:
        return Decimal(found[1])
    if tenths := found[4]:
        return Decimal(_COUNT.get(tenths, 0)) / 10
    if hundredths := found[5]:
        return (number(hundredths) or Decimal(0)) / 100
    return Decimal(1) if found[6] else Decimal("0.5")


def _only(figures: tuple[Entity, ...], kind: EntityKind) -> Decimal | None:
    found = [e.value for e in figures if e.kind is kind and isinstance(e.value, Decimal)]
    return found[0] if len(found) == 1 else None
