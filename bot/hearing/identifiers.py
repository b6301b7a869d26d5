"""Rules for what has a form of its own: numbers of accounts, agencies, names, spans, tiers."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, Rule, Value, figure, rule
from bot.hearing.gate_words import AGENCIES
from bot.hearing.names import CITIES, GIVEN, SURNAMES
from bot.hearing.numbers import CHINESE, GROUPED, NUMBER, PHONE, digits, number

N = f"(?P<n>{NUMBER})"
_SAID = rf"[{CHINESE[:12]}幺]"  # digits said one by one
_TIERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FULL_NAME = rf"[{SURNAMES}][一-鿿]{{1,2}}"


def _month(match: Match) -> Value:
    named = {"腊": 12, "正": 1, "元": 1, "冬": 11}.get(match["n"] or "")
    return Decimal(named) if named else number(match["a"])


def _account_said(match: Match) -> Read:
    """Said one by one it may have been misheard: it is asked for, never taken."""
    return None if digits(match[0]) else False


def _half_months(match: Match) -> Value:
    """一个半月: days."""
    whole = number(match["n"])
    return None if whole is None else whole * 30 + 15


def _weeks(match: Match) -> Value:
    weeks = number(match["n"])
    return None if weeks is None else weeks * 7


def _place_count(match: Match) -> Read:
    """13位: how many digits a number has; 一位 counts people."""
    value = figure(match)
    return value if isinstance(value, Decimal) and value >= 5 else False


_WEEK = r"(?:周|个?星期|个?礼拜)"
_PEOPLE = r"(?:[俩仨]|" + NUMBER + ")"
RULES: tuple[Rule, ...] = (
    rule(EntityKind.TICKET_NO, r"(?i:ts)\d{11}(?!\d)", lambda m: m[0].upper()),
    rule(EntityKind.METER_NO, r"(?:表号|电表号|电能表编号|资产编号)[是为:: ]*(?P<e>\d{6,24})", lambda m: str(m["e"])),
    rule(EntityKind.PHONE, PHONE, lambda m: re.sub(r"\D", "", m["e"])),
    rule(EntityKind.ACCOUNT_NO, r"(?<!\d)(?:\d{13}|\d{10})(?!\d)", lambda m: m[0]),
    rule(EntityKind.ACCOUNT_NO, GROUPED.pattern, lambda m: re.sub(r"\D", "", m[0])),
    rule(EntityKind.PHONE, rf"(?<!{_SAID})[一幺][三五七八九]{_SAID}{{9}}(?!{_SAID})", None),
    rule(EntityKind.ACCOUNT_NO, rf"{_SAID}{{9,13}}", _account_said),
    *(rule(EntityKind.AGENCY, pattern, name) for pattern, name in AGENCIES.items()),
    rule(EntityKind.DIGITS, rf"{N}位(?:数|的)?(?<=位)", _place_count),
    rule(EntityKind.HOUSEHOLD, rf"(?<![老小])(?P<n>{_PEOPLE})[口囗](?:人|之家(?<=[一我]家.口之家)|(?<=一家.口)|(?=[,。!?;、\s]|$))"
         rf"|(?:家里?|户口本上?|一家|同住)(?:有|共|总共|才|就|只有|一共|现在)*(?P<e>(?P<m>{_PEOPLE})个?人)(?!家)"
         rf"|(?!一个?人)(?P<k>{_PEOPLE})个?人(?=同住|在家|住一|.{{0,8}}多人口)", lambda m: number(m["n"] or m["m"] or m["k"])),
    rule(EntityKind.MULTIPLE, rf"(?<!翻了)(?<!翻){N}倍", figure),
    rule(EntityKind.DAYS, rf"{N}个半月", _half_months),
    rule(EntityKind.DAYS, r"半个?月", Decimal(15)),
    rule(EntityKind.DAYS, rf"(?:上{_WEEK}|(?:一|1)个?多?{_WEEK})", Decimal(7)),
    rule(EntityKind.DAYS, rf"(?P<n>两|俩|三|仨|四|2|3|4){_WEEK}", _weeks),
    rule(EntityKind.DAYS, rf"(?<![几数])(?!第?(?:一|二|1|2)天(?!没|了|还))第?{N}[多来]?(?:天|个?工[作做][日天])", figure),
    rule(EntityKind.DAYS, rf"(?<![月\d]){N}日(?=内|之内|以内)", figure),
    # A month alone is mostly a rate (一个月多少钱); it lasted where these words stand beside it.
    rule(EntityKind.MONTHS, r"(?:(?<=[来了等住装停过才满晚差整近快足拖表走])|(?<=不到)|(?<=已经))(?P<n>一|1)个多?月(?!多少|平均)"
         r"|(?<!每)(?<!第)(?<!同)(?P<k>一|1)个多?月(?=[了没还前后就怎]|以[前后内]|之内|过去|不到)(?!就?(?:用|[\d百]))", lambda m: number(m["n"] or m["k"])),
    rule(EntityKind.MONTHS, rf"(?<!第)(?!一个月|1个月){N}[多来]?个[多来]?月", figure),
    rule(EntityKind.MONTHS, r"(?P<n>俩|仨)月", figure),
    rule(EntityKind.MONTHS, r"(?<![上下前后])半年", Decimal(6)),
    # 一月 is mostly a rate too (一月三百多个字).
    rule(EntityKind.MONTH, rf"(?P<n>腊|正|冬|元)月|(?<![多第\d{CHINESE}])(?<![\d{CHINESE}]个)(?!一月(?!份|的|分|[\d一二三初][\d一二三四五六七八九十]*[日号]|到|至|和|与|电费|账单|单子))"
         r"(?P<a>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|分(?![钱之]))?", _month),
    rule(EntityKind.TIER, r"(?!(?<=[上下哪])[一1])(?:第|头)?(?P<n>[一二三四1234])(?:档|级(?![伤残警响台别])|当(?![时天年月地然场])|挡|裆|阶(?!梯))", lambda m: Decimal(_TIERS[m["n"]])),
    rule(EntityKind.PERSON, rf"[{SURNAMES}](?:大爷|大娘|大妈|大伯|大叔|大婶|奶奶|爷爷|阿姨|女士|先生|叔叔|婶子?)", True),
    rule(EntityKind.PERSON, rf"(?:我叫|户主是|户主叫|户名是|姓名是?|户名[:: ]?)\s*(?P<e>{_FULL_NAME})(?![一-鿿])", True),
    rule(EntityKind.PERSON, rf"(?:户主|屋主|业主|客户|用户|员工|老公|名叫)(?P<e>{_FULL_NAME})(?=[,。;!?\s]|$)", True),
    rule(EntityKind.PERSON, rf"[{SURNAMES}][{GIVEN}]{{2}}", True),
    rule(EntityKind.PLACE, CITIES, True),
    rule(EntityKind.ADDRESS, r"(?:(?![在住家到去是])[一-鿿]){2,6}(?:镇|乡|街道)[一-鿿]{1,6}(?:村|庄|寨|屯)(?:[\d一二三四五六七八九十]{1,3}(?:组|号|队))*"
         r"|(?:(?![在住家到去是])[一-鿿]){2,8}(?:小区|花园|家园|公寓)[\d一二三四五六七八九十]{1,3}(?:号楼|栋|幢)(?:[\d一二三四五六七八九十]{1,2}单元)?(?:\d{2,4}室?)?", True),
)  # fmt: skip
