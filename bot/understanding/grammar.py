"""Figures and names in a text, each with the place where it stands.

Rules are tried in order; what one has taken, no later one reads again. A number is read only
where words beside it say what it is; a vague one (几十块) has a place but no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from bot.understanding.normal import plain
from bot.understanding.numbers import ARABIC, CHINESE, NUMBER, digits, number


class Kind(StrEnum):
    """What an entity is."""

    ACCOUNT_NO = "account_no"
    METER_NO = "meter_no"
    TICKET_NO = "ticket_no"
    PHONE = "phone"
    PRICE = "price"  # yuan per kWh
    AMOUNT = "amount"  # yuan
    KWH = "kwh"
    READING = "reading"
    TIER = "tier"
    MONTH = "month"  # 1-12
    MONTHS = "duration_months"
    DAYS = "duration_days"
    HOUSEHOLD = "household_size"
    MULTIPLE = "multiple"
    DIGITS = "digits"
    AGENCY = "agency"
    PERSON = "person_name"
    PLACE = "place"


Value = Decimal | str | None
Read = Value | Literal[False]  # False: it is something else after all


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its words as they were written, where they stand, and their value.

    The value is None where it is vague or must be asked for.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Value


Reader = Callable[[re.Match[str]], Read]
N = f"(?P<n>{NUMBER})"
_VAGUE = rf"(?P<vague>(?:好?几|数|上|成)[十百千万]*|{NUMBER}几)"
_TIERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "两": 2}
_AGENCIES = {
    r"12398|(?:国家)?能源局|能监办|能监局|电监会": "12398",
    r"12345|市长热线|政务热线": "12345",
    r"12315|消协|消费者协会|市场监管局|工商局": "12315",
    r"[省市县区]?(?:纪委监委|纪委|监察委|监委|巡视组)": "discipline",
    r"律师": "lawyer",
    r"法院|法庭": "court",
    r"记者|媒体|电视台|报社|抖音|快手|微博": "media",
}
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏付方邹熊白孟秦邱侯江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_CITIES = (
    "北京|上海|天津|重庆|郑州|开封|洛阳|平顶山|安阳|鹤壁|新乡|焦作|濮阳|许昌|漯河|三门峡|南阳|商丘|信阳|"
    "周口|驻马店|济源|淅川|西安|武汉|南京|杭州|广州|深圳|成都|合肥|济南|青岛|石家庄|太原|沈阳|大连|长春|"
    "哈尔滨|福州|厦门|南昌|长沙|南宁|海口|贵阳|昆明|拉萨|兰州|西宁|银川|乌鲁木齐|苏州|宁波|扬州"
)


def _figure(match: re.Match[str]) -> Value:
    groups = match.groupdict()
    return None if groups.get("vague") else number(groups["n"])


def _plain_figure(match: re.Match[str]) -> Read:
    """Words that may be no number at all, as in 一二三档."""
    value = number(match["n"])
    return False if value is None else value


def _kwh(match: re.Match[str]) -> Read:
    value = _figure(match)
    # 一度 stands behind a price: so much for each.
    return False if match[0] in {"一度", "1度"} else value


def _jiao(match: re.Match[str]) -> Value:
    """八毛六, 6毛1, 三毛: yuan."""
    whole, rest = number(match["n"]), match["rest"]
    if whole is None:
        return None
    tail = number(rest) if rest else Decimal(0)
    return None if tail is None else whole / 10 + tail / 100


def _yuan(match: re.Match[str]) -> Value:
    """四百八十六块七, 一块二毛五, 168元: yuan."""
    if match.groupdict().get("vague"):
        return None
    whole = number(match["n"])
    rest = match.groupdict().get("rest")
    if whole is None or not rest:
        return whole
    parts = [number(part) for part in re.findall(rf"\d|[{CHINESE[:12]}]", rest)]
    if any(part is None for part in parts):
        return None
    tail = [(part or Decimal(0)) / 10**i for i, part in enumerate(parts, start=1)]
    return whole + sum(tail, Decimal(0))


def _constant(value: Value) -> Reader:
    return lambda _: value


def _tier(match: re.Match[str]) -> Value:
    return Decimal(_TIERS[match["n"]])


def _month(match: re.Match[str]) -> Value:
    named = {"腊": 12, "正": 1, "冬": 11}.get(match["n"] or "")
    return Decimal(named) if named else number(match["a"])


def _price(match: re.Match[str]) -> Read:
    value = _yuan(match)
    return value if isinstance(value, Decimal) and value <= 3 else False


_A = rf"(?:{_VAGUE}|{N})多?"
D = f"(?:\\d|[{CHINESE[:12]}])"
_E = rf"(?!一\s*度|1\s*度){D}"
# 块 also counts meters and fields, and 一块 means together.
_THING = r"(?!儿|[收算交结住用装给弄扣]|电?表|[老新旧]|田|地(?!址)|石|砖|肉|板|牌|空)"
_YUAN = (
    rf"(?<!第)(?!几块(?!钱))(?!一块(?!钱|{D}(?!度)|\s*一?(?:/|每)?度)){_A}(?:块钱|块{_THING}|元钱?|圆|元人民币)"
    rf"(?P<rest>{_E}(?:毛|角)?(?:{_E})?分?)?(?!{D}(?!\s*度))"
)
_PER_KWH = r"(?=\s*(?:/|每|一|1)?\s*(?:度|千瓦时|kwh))"
_PAID = (
    r"(?:(?:交|收|扣|花|付|退|赔|缴|补|欠|罚)(?:了|我|俺|咱|恁|你|他|过|的|费|给我|走)*(?:电费)?(?:是|才|就)?"
    r"|(?:电费|合计|滞纳金|违约金)(?:是|才|就|都|要|了|涨到|变成)*)"
)
_NOT_UNIT = (
    r"(?!\d|[.,:]\d|\s*(?:[年月日号点天周倍位户口个人家次度层楼%％条台块元毛分角]|千瓦时|kwh|字))"
)
_USED = r"(?:超过?了?|按|每月|每个月|一个月|应该有|就有|只有|只给|给我?|基数|额度|才|用了?|总共|到|剩|够)"
# Kind, pattern (the entity is the group "e" or the whole), value. False as a value = not this.
_RULES: tuple[tuple[Kind, str, Reader], ...] = (
    (Kind.TICKET_NO, r"(?i:ts)\d{11}(?!\d)", lambda m: m[0].upper()),
    (Kind.METER_NO, r"(?:表号|电表号|电能表编号|资产编号)[是为:: ]*(?P<e>\d{6,24})", lambda m: str(m["e"])),
    (Kind.PHONE, r"(?<!\d)(?:\+?86[- ]?)?(?P<e>1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)",
     lambda m: re.sub(r"\D", "", m["e"])),
    (Kind.ACCOUNT_NO, r"(?<!\d)(?:\d{13}|\d{10})(?!\d)", lambda m: m[0]),
    # Said one by one it may have been misheard: it is asked for, never taken.
    (Kind.ACCOUNT_NO, rf"[{CHINESE[:12]}幺]{{9,13}}", lambda m: None if digits(m[0]) else False),
    *((Kind.AGENCY, pattern, _constant(name)) for pattern, name in _AGENCIES.items()),
    (Kind.DIGITS, rf"(?![一两三四]位(?!数)){N}位(?:数|的)?(?<=位)", _figure),
    (Kind.HOUSEHOLD, rf"{N}口(?:人|之家|(?<=一家.口))|(?:家里?|户口本上?|一家|同住)(?:有|共|总共|才|就|只有|一共|现在)?(?P<e>(?P<m>{NUMBER})个?人)(?!家)",
     lambda m: number(m["n"] or m["m"])),
    (Kind.MULTIPLE, rf"(?<!翻了)(?<!翻){N}倍", _figure),
    (Kind.DAYS, r"半个?月", _constant(Decimal(15))),
    (Kind.DAYS, r"(?:上|一个?|1个?)(?:周|星期|礼拜)", _constant(Decimal(7))),
    (Kind.DAYS, r"(?P<n>两|俩|三|仨|四|2|3|4)个?(?:周|星期|礼拜)", lambda m: (number(m["n"]) or Decimal(0)) * 7),
    (Kind.DAYS, rf"(?<![几数好])(?!第?(?:一|二|1|2)天(?!没|了|还))第?{N}多?(?:天|个?工作日|日内)", _figure),
    (Kind.MONTHS, rf"(?<!按)(?<!每)(?:(?<!第)(?!一个月(?:平均|才|用|多少|算|的|也就|都|最多|[\d{CHINESE}])){N}多?个多?月)", _figure),
    (Kind.MONTHS, r"(?P<n>俩|仨)月", _figure),
    (Kind.MONTHS, r"(?<![上下前后])半年", _constant(Decimal(6))),
    (Kind.MONTH, rf"(?P<n>腊|正|冬)月|(?<![个多第\d{CHINESE}])(?!一月[{CHINESE}几]*百)(?P<a>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?",
     _month),
    (Kind.TIER, r"第?(?P<n>[一二三四1234])(?:档|级(?![伤残警响台])|当(?![时天年月地然场])|挡|裆|阶(?!梯))", _tier),
    (Kind.PRICE, rf"(?<![块元]){N}(?:毛|角(?![函形度落]))钱?(?P<rest>{D})?分?(?!\d)", _jiao),
    (Kind.PRICE, _YUAN + _PER_KWH, _price),
    (Kind.PRICE, rf"(?<=[一每]度)(?:电费?)?(?:收|要|是|卖|得|按|多)*(?P<e>{_YUAN})", _price),
    # Who sells electricity on takes so much for each kWh.
    (Kind.PRICE, rf"(?:房东|物业|电价|单价|买电|转供电)[^,。;!?]{{0,8}}?(?P<e>{_YUAN})", _price),
    (Kind.PRICE, r"(?<![\d.])(?P<n>[01]\.\d{1,8})(?![\d])(?:元|块)?", lambda m: number(m["n"])),
    (Kind.READING, r"(?:抄见|表上|读数|示数|表底|表底数|底数|表码|止度|起度|看表|走到|表才|表是|表显示|表上写)(?:数|的|着|是|为|才|到|了|写|显示|[:: ])*(?P<e>(?P<n>\d{2,7}(?:\.\d+)?))(?!\d|\s*(?:度|块|元|千瓦|位|月|年|号))",
     _figure),
    (Kind.READING, r"(?:(?:单子|账单|照片|系统|墙)[上里](?:写|显示|是|抄|的|成)*|[抄写看]成了?)(?P<e>(?P<n>\d{4,7}))(?!\d|\.\d|\s*(?:度|块|元|千瓦|年|个))",
     _figure),
    # 几度 alone asks; 数字 is no figure, 一个字 a letter; a fever is no consumption.
    (Kind.KWH, rf"(?!几(?:度|个字)|数字)(?<![烧温\d.{CHINESE}])(?<!零下)(?!(?<![走用])(?<![走用]了)一个字)(?:{_VAGUE}|{N})(?:多|来)?(?:度|千瓦时|千瓦·时|(?i:kwh)|个字(?!典)|字(?=[^\w]|$))(?![数])", _kwh),
    (Kind.AMOUNT, _YUAN, _yuan),
    (Kind.AMOUNT, rf"[¥￥]\s*{N}", _figure),
    (Kind.AMOUNT, rf"{_PAID}(?P<e>(?P<n>{ARABIC}|[{CHINESE}]{{2,}})多?){_NOT_UNIT}", _plain_figure),
    (Kind.AMOUNT, r"(?<![\d.])(?P<n>\d{1,6}\.\d{1,2})(?!\d|\s*(?:度|千瓦|kwh|%))", _figure),
    (Kind.KWH, rf"{_USED}(?:是|的|了)?(?P<e>(?P<n>\d{{2,5}}(?:\.\d+)?)){_NOT_UNIT}", _figure),
    (Kind.KWH, rf"(?:用了?|超过?了?|剩)(?P<e>(?P<n>[{CHINESE}]+[百千][{CHINESE}]*)多?){_NOT_UNIT}", _figure),
    (Kind.PERSON, rf"[{_SURNAMES}](?:大爷|大娘|大妈|大伯|奶奶|爷爷|阿姨|女士|先生|叔叔|婶子?)", lambda m: m[0]),
    (Kind.PERSON, rf"(?:我叫|户主是|户主叫|户名是|姓名是?|户名[:: ]?)\s*(?P<e>[{_SURNAMES}][一-鿿]{{1,2}})(?![一-鿿])", lambda m: str(m["e"])),
    (Kind.PLACE, _CITIES, lambda m: m[0]),
)  # fmt: skip


_COMPILED = tuple((kind, re.compile(pattern, re.ASCII), read) for kind, pattern, read in _RULES)
LONGEST = 4000  # characters that are read; a letter's figures stand at its start


def entities_in(text: str) -> tuple[Entity, ...]:
    """All entities of a text, in the order in which they stand."""
    return tuple(sorted(_entities(text[:LONGEST]), key=lambda entity: entity.start))


def _entities(text: str) -> Iterator[Entity]:
    source = plain(text)
    free = list(source)
    for kind, pattern, read in _COMPILED:
        for match in pattern.finditer("".join(free)):
            value = read(match)
            if value is False:
                continue
            start, end = match.span("e") if match.groupdict().get("e") else match.span()
            yield Entity(kind, text[start:end], start, end, value)
            free[start:end] = "\x00" * (end - start)
