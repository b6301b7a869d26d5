"""A fact on file that the customer says is another: the day of power, a reading, the household."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.contract.contested import Contested, Fact, Unsaid
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.spans import Span
from bot.hearing.total import total

LONGEST = 80  # characters; a longer text is a letter
_POWERED = re.compile(
    r"(?:通|送|接|供|用)(?:上|过)?了?的?电(?!\d|[量费价多]|[一二两三四五六七八九十百千])|(?:有|来)(?:了|的)?电|电(?:是|就|都)?.{0,6}(?:通|接|用上|送)|装(?:上|好|了)?的?(?:电)?表|表[^,。]{0,14}[装安](?:上|好|了|的)"
)
# What has a day, and the words that say so. Of the first a customer speaks at any time, of the
# others only beside a bill that was shown: by themselves they ask for something to be done.
_DAYS = {
    Fact.APPLIED: re.compile(r"报(?:了|的|过)?装|申请|^(?!.*你们).*(?:立|开|建)(?:了|的|上)?户"),
    Fact.POWERED: _POWERED,
    Fact.REPLACED: re.compile(r"换(?:了|的|过|上)?.{0,4}表|表[^,。]{0,10}换"),
    Fact.TRANSFERRED: re.compile(r"过(?:了|的|完)?户|更名|换(?:了|的)?户(?:名|主)"),
    Fact.READ_ON: re.compile(r"抄(?:了|的|过)?表|抄的|来抄(?!$)|表[^,。]{0,10}抄"),
}
_CLAIMS = re.compile(
    r"(?<!是)不是|(?<!对)不对|早就|就(?:有|通|用|接|送|装)|明明|其实|应该是|才(?:通|接|送|装|用)|是.{0,14}的|怎么(?:写|成|说)|弄错|搞错|记错|写错|我说的"
    r"|[才就][^,。]{0,3}(?:换|过户|过给|抄|报|申请|立|更名)"
    r"|(?:那天|日期|时间|日子)是|给(?:我|俺|咱)们?家?(?:换|过|抄|报)"
)
# A day that is denied, or that the office says.
_DENIED = re.compile(
    r"(?:不是|并非|哪是|系统|单子|账单|记录|你们?(?:写|说|记)(?:的|着|成)?)[^,。]{0,4}$"
)
_NOT_SO = re.compile(
    r"[^,。;]*[,。;]不对|[^,。;\d]{0,2}(?:没|未|还不|根本不)(?:有)?(?:用|通|送|接|来|供|立|开)"
)
_SUPPOSES = re.compile(r"要是|如果|假如|假设|若是|倘若|万一")
_SUPPOSED = {Fact.POWERED, Fact.APPLIED}
_SAYS_NOT = re.compile(r"(?<!是)不是|(?<!对)不对|[写记弄搞]错|才")
_FROM_TODAY = re.compile(r"[今去前明上\d]年|今|昨|前[天儿]|天前|个月|[上这本]个?月|周|星期|礼拜")
_END = re.compile("底|末|下旬")
_ASKS = re.compile(
    r"为(?:什么|啥)|咋|怎么(?!写|成|说|给)|[吗么?]$|是不是你们|谁的[错责]|怎么(?:办|算|申请)|咋(?:办|算)|多少|几|能不能|可以|退|赔|投诉"
)
_DIAL = re.compile(
    r"表上|表显示|表里|表走到|我看(?:的|了)|我(?:自己)?抄|拍的|现在(?:表|是)|实际(?:是|才|只)"
)
_SHOWN = re.compile(r"(?:拍|看|抄)的?(?:到)?(?:是|有)(\d{2,6})(?![\d.度块元号月])")
_DENIES_FIGURE = re.compile(
    r"(?:表上|表里|我家|电表)[^,。]{0,6}(?:不是|没有?|哪有|哪里有|不到|没到)(?:走)?(?:这个|这么多|你们|那个|这些|那么多|这|那)(?:数|度)?"
)
_DENIES = re.compile(
    r"(?<!是)不是|(?<!对)不对|不认(?!识)|不服|不承认|抄错|错|明明|才(?:是|走)?到?\d|只(?:有|走)?到?\d|哪有|没有?(?:这|那)|你们?(?:写|抄|记)|单子上|账单上"
    r"|抄表(?:那|当)|(?:那|当)(?:天|日|时)"
)
_MISREAD = re.compile(
    r"(?:是不是|会不会|肯定|怕是|指定|八成|估计)[^,。]{0,4}抄错|抄错了(?:吧|吗|没)|抄得不对"
)
_DENIES_USE = re.compile(
    r"不可能|没(?:有)?(?:用|走)(?:过)?(?:这么|那么|恁|这|那)(?:么)?多|用不(?:了|到)(?:这么|那么|恁)|哪(?:能|里|儿)?(?:用|有)(?:了|得了)?(?:这么|那么|恁)多|(?:怎么|咋)可能"
    r"|(?:才|只|就|顶多|最多)[^,。]{0,2}(?:用|使|走)[^,。]{0,12}[,。]?(?:咋|怎么|凭啥|凭什么)(?:给|就|会)?[^,。档钱块贵]{0,4}(?:弄|算|走|抄|记|整|蹦)(?:出|成|了)(?!.*[档钱块])"
)
_NO_USE = re.compile(
    r"^(?!.*(?:哪|几|[吗么?]|要是|如果|以后|下个?月)).*(?:没(?:有)?(?:用|使)(?:过)?(?:一[点度])?电(?:[啊呀的]|,|$)"
    r"|一度(?:电)?[都也]?没(?:有)?(?:用|使|走))"
)
_IMPOSSIBLE = re.compile(r"(?:这|绝对|根本)?(?:就)?不可能(?!吧|吗|的吗)")
_SPEAKS_OF_USE = re.compile(r"用(?!户)|走|这么多电|电量")
_ON_FILE = re.compile(
    r"早就?(?:报|登记|申请|办|交)|(?:报|登记|申请|办)过|去年.{0,4}(?:报|登记|申请|办)"
)


@total(None)
def contested_in(heard: str, figures: Iterable[Entity], spans: Sequence[Span]) -> Contested | None:
    """The fact that a plain text contests; None where it contests none."""
    if len(heard) > LONGEST:
        return None
    figures = tuple(figures)
    persons = _of(figures, EntityKind.HOUSEHOLD)
    if persons is not None and _ON_FILE.search(heard):
        return Contested(Fact.PERSONS, figure=persons)
    supposes = _SUPPOSES.search(heard) is not None
    if supposes or (_CLAIMS.search(heard) and not _ASKS.search(heard)):
        dated = next(_dated(heard, spans), None)
        if dated is not None and (not supposes or dated.fact in _SUPPOSED):
            denies = _SAYS_NOT.search(heard) is not None
            return replace(dated, supposed=supposes, denies=denies)
    if supposes:
        return None
    dial = _of(figures, EntityKind.READING)
    if dial is None and (shown := _SHOWN.search(heard)):
        dial = Decimal(shown[1])
    if dial is not None and _DIAL.search(heard) and not _ASKS.search(heard):
        return Contested(Fact.READING, figure=dial, told=not _DENIES.search(heard))
    if _DENIES_FIGURE.search(heard) or _MISREAD.search(heard):
        return Contested(Fact.READING)
    used = any(e.kind is EntityKind.KWH for e in figures) or _SPEAKS_OF_USE.search(heard)
    if (used and _DENIES_USE.search(heard)) or _NO_USE.search(heard):
        return Contested(Fact.USED)
    return Contested(Fact.USED, of_last=True) if _IMPOSSIBLE.match(heard) else None


def _dated(heard: str, spans: Sequence[Span]) -> Iterator[Contested]:
    """Each fact with a day that is said of it: first where both stand in one clause."""
    days = [span for span in spans if not _is_year(span) and not _is_denied(heard, span)]
    for span in days:
        begin = max(heard.rfind(mark, 0, span.start) for mark in ",。;") + 1
        clause = re.split("[,。;]", heard[begin:])[0]
        yield from (_of_day(fact, heard, span) for fact in _DAYS if _DAYS[fact].search(clause))
    for span in days:
        yield from (_of_day(fact, heard, span) for fact in _DAYS if _DAYS[fact].search(heard))


def _is_denied(heard: str, span: Span) -> bool:
    before, after = heard[: span.start], heard[span.end :]
    return bool(_DENIED.search(before) or _NOT_SO.match(after))


def _of_day(fact: Fact, heard: str, span: Span) -> Contested:
    words = heard[span.start : span.end]
    unsaid = Unsaid.FEAST if span.feast else Unsaid.NOTHING
    if not span.feast and not (span.rule == "day-in-figures" or _FROM_TODAY.search(words)):
        unsaid = Unsaid.MONTH if span.rule == "day-of-the-month" else Unsaid.YEAR
    at_its_end = span.first is None or _END.match(heard, span.end)
    return Contested(fact, span.last if at_its_end else span.first, unsaid=unsaid)


def _is_year(span: Span) -> bool:
    return bool(span.first and span.last and (span.last - span.first).days > 40)


def _of(figures: tuple[Entity, ...], kind: EntityKind) -> Decimal | None:
    found = (e.value for e in figures if e.kind is kind)
    return next((value for value in found if isinstance(value, Decimal)), None)
