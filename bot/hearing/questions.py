"""Short questions over bills, and about the answer just given: which one a text asks.

What they are about (months, kWh) is read elsewhere; here is only what is wanted of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.hearing.entity import Entity, EntityKind
from bot.hearing.total import total

SHORT = 30  # characters; a longer text tells a story, and is asked about as a whole


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


# Of the answer just given; without one they ask for nothing.
OF_THE_ANSWER = {
    Asks.SHOULD_BE, Asks.DIFFERENCE, Asks.WHO_PAYS, Asks.REFUND_WHEN, Asks.REFUND_HOW,
    Asks.SIMPLER, Asks.WORKING, Asks.MONTHS,
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
    """

    what: Asks
    by_money: bool = False
    figure: Decimal | None = None
    tier: int = 2
    last_year: bool = False
    year: int | None = None
    all_homes: bool = False


_WHICH = r"(?:哪个?|几|那一?个?)月份?"
_WHEN = r"(?:啥时候|什么时候|几时|多久|哪天|几天|多长时间|什么时间|啥时)"
_MUCH = r"(?:多少|几块|几多|几度|好多)"
# The first that fits is meant.
_DRAWN = (
    r"(?:画|看|发|来|给|做|出|弄|有).{0,6}图(?:$|[我俺咱瞧看吧呗吗么嘛表啊呀呢给出来,。??!! ])"
)
_PATTERNS: tuple[tuple[Asks, str], ...] = (
    (
        Asks.SIMPLER,
        r"^[^,。]{0,4}(?:没|不|没有)(?:太|大|怎么|咋|很)?(?:看|听|弄|搞|整|太|大|怎么|咋)?(?:懂|明白)[了啊呢呀]*(?:$|[,。!! ])"
        r"|说人话|(?:说|讲)(?:得|的)?(?:通俗|直白)"
        r"|说(?:得|的)?(?:简单|明白|清楚)[点些一]|简单[点些]说|太长了|^(?:这|你)?(?:是)?(?:啥|什么)意思[啊呀??]*$",
    ),
    (
        Asks.WORKING,
        r"^(?:那|这|你们?)?(?:个)?(?:钱|电费|数)?(?:是|都是)?(?:怎么|咋|如何|怎样)(?:给我)?(?:计?算)(?:出来|的)+[啊呀呢吗??。]*$"
        r"|^(?:看看?|要|给我|发)?(?:一下)?(?:计算)?(?:明细|详细|算法|过程)[??。吧]*$|^(?:根据|依据|按)(?:啥|什么)(?:规定|算)?的?[??。]*$",
    ),
    (Asks.REFUND_HOW, r"现金还是|还是(?:抵|冲)|抵(?:扣|电费)?还是|(?:怎么|咋)(?:个)?退|退到哪|退给谁"),
    (
        Asks.REFUND_WHEN,
        rf"{_WHEN}.{{0,6}}(?:退|到账|返还|给我)|(?:退|到账|返还).{{0,8}}{_WHEN}",
    ),
    (
        Asks.WHO_PAYS,
        r"(?:谁|哪个)(?:来|给)?(?:出|掏|承担|赔|负担)|(?:我|俺)(?:得|要|还得)多(?:交|出|掏)",
    ),
    (Asks.TIER_SINCE, rf"(?:{_WHICH}|{_WHEN}).{{0,8}}(?:进|到|上|超|入|跳|跨).{{0,6}}档|从{_WHICH}.{{0,6}}(?:超|贵)"),
    (Asks.TIER_COST, rf"超(?:档|出|过)?.{{0,6}}(?:多?花|多?交|多?掏|多)?了?{_MUCH}钱|(?:阶梯|超档|档).{{0,8}}多(?:花|交|掏|收)了?{_MUCH}"),
    (Asks.MOST, rf"{_WHICH}.{{0,8}}最(?:多|高|贵|费|大)|最(?:多|高|贵|费)的?.{{0,4}}{_WHICH}"),
    (Asks.LEAST, rf"{_WHICH}.{{0,8}}最(?:少|低|便宜|省)|最(?:少|低|便宜|省)的?.{{0,4}}{_WHICH}"),
    (
        Asks.WHY_MORE,
        r"(?:为什么|为啥|咋|怎么).{0,12}比.{1,10}(?:贵|多|高)|比.{1,8}(?:贵|多|高)[^,。]{0,6}(?:为什么|为啥|咋回事|怎么回事)",
    ),
    (Asks.COMPARED, rf"比.{{1,8}}(?:多|少|贵|便宜|高|低)了?(?:用了?|交了?)?{_MUCH}"),
    (Asks.AVERAGE, rf"(?:平均|均下来|每个?月大概|一个月大概).{{0,10}}{_MUCH}|{_MUCH}.{{0,4}}平均"),
    (
        Asks.EACH,
        rf"(?:每个?月|各个?月|逐月|一个月一个月).{{0,8}}(?:列|都|分别|{_MUCH})|分别.{{0,6}}{_MUCH}"
        r"|(?:都|全部?)(?:给我)?列(?:出来|一下|一列)|每个?月的?(?:账单|电费|电量)",
    ),
    (
        Asks.SUM,
        rf"(?:一共|总共|合计|加起来|共计|全年|一年|统共|拢共|总的).{{0,8}}{_MUCH}"
        rf"|(?:今年|去年|前年|\d{{4}}年|[上下]半年|月到|月至|月-).{{0,8}}(?:用|交|花|掏).{{0,3}}{_MUCH}",
    ),
    (Asks.DIFFERENCE, rf"(?:差|多收|多交|多算|少收|多要)了?(?:我|俺)?{_MUCH}"),
    (Asks.SHOULD_BE, rf"(?:应该|应当|应|该|本来|正确)(?:的?是|收|交|要收)?(?:的)?{_MUCH}(?:才对)?"),
    (Asks.USED, r"(?:^|[,，])(?:那|我说的是|我问的是|问)?.{0,12}(?:多少|几)(?:度|个字)(?:电)?[呢啊了嘛呀??。]*$|我(?:说|问)的是度数|是度数"),
)  # fmt: skip
# These mean the same whatever else is said.
_CERTAIN = (
    (
        Asks.LETTER,
        r"说明书|(?:打|印|出|开|给|发|要).{0,6}(?:pdf|PDF|(?:账单|电费|算法|计算)(?:的)?(?:说明|明细单))"
        r"|(?:能|可以|想|帮).{0,6}(?:打印|印)(?:一|1)?(?:份|张|下|出来)",
    ),
    (
        Asks.MONTHS,
        r"(?:按|算|给|有)了?(?:我|俺|我们)?(?:是)?(?:的)?(?:几|多少)个?月|几个月的?(?:额度|基数|标准|指标)"
        r"|(?:为什么|为啥|咋|怎么|凭啥|凭什么)(?:只|才|就)?(?:给|算|按|是)了?(?:我|俺)?(?:这)?(?:\d{1,2}|[一二两三四五六])个月",
    ),
    (
        Asks.LADDER,
        rf"(?:每个?月|今年|全年|一年|去年|阶梯|剩|额度).{{0,12}}{_DRAWN}|{_DRAWN}.{{0,8}}(?:每个?月|今年|全年|一年|剩)",
    ),
    (Asks.PICTURE, rf"^(?!.*(?:我|俺)(?:发|拍|给)).*{_DRAWN}"),
)
_FIRST = tuple((what, re.compile(pattern)) for what, pattern in _CERTAIN)
_COMPILED = tuple((what, re.compile(pattern)) for what, pattern in _PATTERNS)
_IF = re.compile(r"下个?月|下一?期|再|要是|如果|假如|若是")
_ABOUT_RULES = re.compile(r"额度|基数|标准|规定|按月还是|按月平均|能不能|一档一年|能多")
_METER_TEST = re.compile(r"毛病|校|检定|检验|表")
_LEFT = re.compile(r"还能|还剩|剩下|剩多少|还有多少|离")
_OTHERS = re.compile(r"隔壁|邻居|别人|人家|老[王李张刘陈]|他家|她家|大家|全村")
_MONEY = re.compile(r"钱|费|块|元|贵|便宜|花|交|掏|省")
_YEARS = {"今年": 0, "去年": -1, "前年": -2}
_YEAR = re.compile(r"今年|去年|前年|(20\d\d)年")
_ALL_HOMES = re.compile(r"[两二三几](?:个)?户|都加|全部户")
_RULE_KINDS = {Asks.SUM, Asks.AVERAGE, Asks.EACH, Asks.USED}


@total(None)
def asked_in(heard: str, figures: Iterable[Entity]) -> Asked | None:
    """The short question that a plain text asks; None where it asks none of these."""
    if len(heard) > SHORT or _OTHERS.search(heard):
        return None
    certain = next((one for one, pattern in _FIRST if pattern.search(heard)), None)
    if certain is not None:
        return Asked(certain)
    if _ABOUT_RULES.search(heard):
        return None
    figures = tuple(figures)
    used = [e.value for e in figures if e.kind is EntityKind.KWH and isinstance(e.value, Decimal)]
    tiers = [e.value for e in figures if e.kind is EntityKind.TIER]
    if len(used) == 1 and _IF.search(heard) and re.search(_MUCH, heard):
        return Asked(Asks.NEXT_MONTH, figure=used[0])
    what = next((one for one, pattern in _COMPILED if pattern.search(heard)), None)
    if what is None or (what in _RULE_KINDS and (tiers or used or _LEFT.search(heard))):
        return None
    if what is Asks.WHO_PAYS and _METER_TEST.search(heard):
        return None
    tier = next((int(t) for t in tiers if isinstance(t, Decimal) and t >= 2), 2)
    return Asked(
        what,
        _MONEY.search(heard) is not None,
        tier=tier,
        last_year="去年" in heard,
        year=_year(heard),
        all_homes=_ALL_HOMES.search(heard) is not None,
    )


def _year(heard: str) -> int | None:
    found = _YEAR.search(heard)
    if found is None:
        return None
    return _YEARS[found[0]] if found[0] in _YEARS else int(found[1])
