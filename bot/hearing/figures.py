"""Rules for figures with their unit or a word that says what they are: money, kWh, readings."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, Rule, Value, figure, rule
from bot.hearing.numbers import ARABIC, CHINESE, DIGIT, NUMBER, SAID, digits, number

N = f"(?P<n>{NUMBER})"
# How much is vague: 几十, 好几百, 上千, 百十, 三百把, 二十几.
_VAGUE = rf"(?P<vague>(?:好?几|数|上|成)[十百千万]*|[百千万]把|[百千]十来?|(?<![{CHINESE}])十来|{NUMBER}几)"
A = rf"(?:{_VAGUE}|{N})[多来]?"
# What may stand behind a figure that has no unit, and what may not.
BARE_END = r"(?! ?\d|[A-Za-z]|[.,:、]\d|\s*[多几来余]?\s*(?:[年月日号点天周倍位户口个人家次度层楼%％条台块元毛角分档路组岁杜斤吨亩平米里辆头只棵碗袋桌顿趟回句遍页张份抄钟时]|小时|公|千瓦|瓦|伏|安培|kwh|字))"
# 块 also counts meters and fields, and 一块 means together.
_THING = r"(?!儿|电?表|[老新旧]表|田|地(?!址)|石|砖|肉|板|牌|空地)"
_ONE = r"(?!一块(?!钱|[二两三四五六七八九\d](?!度)|一[毛角]|\s*一?(?:/|每)?度))"
_REST = (
    rf"(?P<rest>[零〇]?{DIGIT}[毛角](?:{DIGIT}分?(?!钱|之))?|[零〇]?{DIGIT}分(?!钟|之)"
    rf"|(?!一\s*度|1\s*度)[零〇]?(?:\d{{1,2}}|[{CHINESE[2:12]}][{CHINESE[:12]}]?)(?![\d.]|[家度杜个月天年档户口号点百千万十块次倍日人位]))?"
)
YUAN = (
    rf"(?<![第负-])(?!几块(?!钱)){_ONE}{A} ?(?:块钱|块{_THING}|元钱?|圆|元人民币){_REST}(?![十半])"
)
_PER_KWH = r"(?=\s*(?:/|每|一|1)?\s*(?:度|千瓦时|kwh))"
_RESALE = r"(?:房东|二房东|物业|公寓|管家|电价|单价|买电|转供电|小表|商用电)"
_PAID = (
    r"(?:(?:交|缴|收|扣|花|付|退|赔|补|欠|罚|掏|垫|塞|值|充|到账|转账|转帐|损失|少给|多给)(?:了|过|罢|我|俺|咱|恁|你|他|她|您|走|的|费|给我|给俺|给你)*(?:电费)?(?:是|才|就)?"
    r"|(?:电费|合计|滞纳金|违约金|好处费)(?:是|才|就|都|要|了|[涨帐]到|变成|扣了?)*|[涨帐]到了?|来了?个|[要得](?:我|俺|掏|交))"
)
_USED = r"(?:超过?了?|过了|按|每月|每个月|一个月|应该有|就有|只有|只给|基数|额度|才|用了?|总共|够)"
_LIMIT = r"(?=用完|使完|用超|哪够|够不够|以[内上下]|是一档|[才就]?算[第一二三])"
_SEEN = (
    r"(?:抄[见件]|[起止始末]码|[起止始末]度|[起止始末]数|(?<!在)表上(?:面)?|读数|示数|指数|表底数?|底数|表数|表码|看了?(?:一眼)?(?:电?表)|走到|表才|表是|表显示?|[旧新]表(?:拆的时候|那天)?(?=是|\d))"
    r"(?:数|的|着|是|为|才|到|了|写|显示|那个|实际|只有|就|:| )*"
)
_WRITTEN = r"(?:[抄写看]成了?|[抄写]了?个)"
_TO = r"(?:-|~|—+|到|至)"
# l, I and O beside a digit are digits mistyped, and which ones is not for us to guess.
_MISTYPED = r"(?<![\dOolI|])(?=[\dOolI|]*\d)(?=\d*[OolI|])[\dOolI|]{2,}+"


# 二十块零头, 二十块零几毛: that much and some more.
_AND_SOME = re.compile(r"零?(?:几[毛角分]|头)|零几")


def _kwh(match: Match) -> Read:
    # 一度 stands behind a price (so much for each), or means "for a while"; 百度 is a company.
    return False if match[0] in {"一度", "1度", "百度", "千度", "万度"} else figure(match)


def _jiao(match: Match) -> Value:
    """八毛六, 6毛1, 三毛: yuan."""
    whole, rest = number(match["n"]), match["rest"]
    if whole is None:
        return None
    tail = number(rest) if rest else Decimal(0)
    return None if tail is None else whole / 10 + tail / 100


def _fen(match: Match) -> Value:
    value = number(match["n"])
    return None if value is None else value / 100


def yuan(match: Match) -> Value:
    """四百八十六块七, 一块二毛五, 十二块零五分, 168元: yuan."""
    if match["vague"] or _AND_SOME.match(match.string, match.end()):
        return None
    whole, rest = number(match["n"]), match["rest"]
    return whole if whole is None or not rest else whole + _below_a_yuan(rest)


def _below_a_yuan(rest: str) -> Decimal:
    bare = rest.lstrip("零〇")
    found = [int(digits(d) or 0) for d in re.findall(DIGIT, bare)]
    if not found:
        return Decimal(0)  # 零毛
    if "毛" in rest or "角" in rest:
        return Decimal(found[0]) / 10 + Decimal(found[1] if len(found) > 1 else 0) / 100
    if "分" in rest or bare != rest:
        return Decimal(found[0]) / 100
    return sum((Decimal(d) / 10**i for i, d in enumerate(found, start=1)), Decimal(0))


def _price(match: Match) -> Read:
    value = yuan(match)
    return value if isinstance(value, Decimal) and value <= 3 else False


def _said_amount(match: Match) -> Read:
    """Words that may be no number at all, as in 交一二三档."""
    value = number(match["n"])
    return False if value is None or len(match["n"]) < 2 else value


def _paid(match: Match) -> Read:
    """10.8交了, 2018交了: a day or a year."""
    said = match["n"]
    if re.fullmatch(r"20\d\d|(?:1[0-2]|\d)\.(?:[12]\d|3[01]|\d)", said):
        return False
    return _said_amount(match)


def _weak_kwh(match: Match) -> Read:
    return False if match["n"] == "95598" else figure(match)


def _decimal(match: Match) -> Read:
    """A decimal without a unit; 10.8 alone may as well be a day."""
    whole, cents = match["n"].split(".")
    is_day = int(whole) <= 12 and int(cents) <= 31 and len(match["n"]) <= 5
    return False if is_day and not match["money"] else Decimal(match["n"])


def _reading(match: Match) -> Read:
    said = match["n"]
    value = number(said) or (Decimal(digits(said) or 0) if len(said) > 2 else None)
    return value if value and value >= 10 else False


_DIAL = rf"(?P<e>(?P<n>{ARABIC}|(?=[{CHINESE}]{{3}}){SAID}))(?!位)" + BARE_END
RULES: tuple[Rule, ...] = (
    rule(EntityKind.KWH, rf"{_MISTYPED}(?=\s*(?:度|千瓦时|kwh))(?:度|千瓦时|kwh)", None),
    rule(EntityKind.AMOUNT, rf"[¥￥]?{_MISTYPED}(?:\.\d+)?(?=块|元)(?:块钱?|元)", None),
    # 300-400度 is neither.
    rule(EntityKind.KWH, rf"{NUMBER}{_TO}{NUMBER} ?(?:度(?!数)|千瓦时|个字)", None),
    rule(EntityKind.AMOUNT, rf"{NUMBER}{_TO}{NUMBER} ?(?:块钱?|元)", None),
    rule(EntityKind.PRICE, r"(?P<n>零点[零一二三四五六七八九]{1,4}?)(?=一\s*度|[^零一二三四五六七八九度]|$)(?:元|块)?", figure),
    rule(EntityKind.PRICE, YUAN + _PER_KWH, _price),
    rule(EntityKind.PRICE, rf"(?<=[一每]度)(?:电费?)?(?:收|要|是|卖|得|按|多|才|算)*(?P<e>{YUAN})", _price),
    # Who sells electricity on takes so much for each kWh.
    rule(EntityKind.PRICE, rf"{_RESALE}[^,。;!?]{{0,8}}?(?P<e>{YUAN})", _price),
    rule(EntityKind.PRICE, rf"(?<=按)(?P<e>{YUAN})(?=收|算|计)", _price),
    rule(EntityKind.PRICE, rf"(?<=要)(?P<e>{YUAN})(?=.{{0,6}}(?:规定|违法|合法|合理))", _price),
    rule(EntityKind.AMOUNT, r"(?:违约金|滞纳金|利息|余额|差额|退|欠|多收|少收)(?:了|我|俺|才|是|就|的|还有|只有)*(?P<e>(?P<n>[01]\.\d{1,2})(?:元|块)?)(?!\d|\s*(?:/|每|一|1)?\s*(?:度|千瓦时|kwh))", figure),
    rule(EntityKind.PRICE, r"(?<![\d.A-WYZa-wyz])(?P<n>[01]\.\d{1,8})(?![\d万千倍米匹wW]|\s*(?:度|千瓦|kwh|个?字))(?:元|块)?", lambda m: number(m["n"])),
    rule(EntityKind.AMOUNT, YUAN, yuan),
    rule(EntityKind.AMOUNT, rf"[¥￥]\s*{N}", figure),
    rule(EntityKind.PRICE, rf"(?<![块元]){N}(?:毛|角(?![函形度落]))钱?(?P<rest>(?![一1]\s*(?:度|个?字)){DIGIT})?分?(?!\d)", _jiao),
    rule(EntityKind.PRICE, rf"(?:度|单价|电价|每字)[^,。;!?]{{0,8}}?(?P<e>{N}分(?:钱|(?=[,。!?]|$)))", _fen),
    rule(EntityKind.READING, _SEEN + _DIAL, _reading),
    rule(EntityKind.READING, _WRITTEN + r"(?P<e>(?P<n>\d{4,7}(?:\.\d+)?))" + BARE_END, figure),
    # 几度 alone asks; 数字 is no figure, 一个字 a letter; a fever is no consumption.
    rule(EntityKind.KWH, rf"(?!几(?:度|个字)|数字|上[个字])(?<![烧温\d.{CHINESE}])(?<!零下)(?!(?<![走用])(?<![走用]了)一个字){A} ?"
         r"(?:度(?![数半])|[杜渡](?![一-鿿]{1,2}[家的说])|千瓦时|千瓦·时|(?i:kwh)|个字(?!典))", _kwh),
    rule(EntityKind.KWH, rf"(?<=[走用跑转差多少了])(?P<e>(?P<n>[俩仨]|{NUMBER})多?字)(?!典|数|体)", figure),
    rule(EntityKind.KWH, r"(?P<n>\d{2,5})字(?=[^\w]|$)", figure),
    rule(EntityKind.AMOUNT, rf"{_PAID}(?P<e>{N}多?){BARE_END}", _said_amount),
    rule(EntityKind.AMOUNT, rf"{N}(?=(?:已经?)?[交缴][了过罢到])", _paid),
    rule(EntityKind.AMOUNT, rf"(?P<n>{ARABIC}|{SAID})(?=好处费|辛苦费|红包|的罚款|买[的哩嘞了])", _said_amount),
    rule(EntityKind.AMOUNT, r"(?P<money>(?:费|交|收|扣|款|共|计|退|补|是)[了的:: ]*)?(?P<e>(?<![\d.,])(?P<n>\d{1,6}\.\d{1,2}))(?!\d|\.\d|\s*(?:度|千瓦|kwh|%|万|千|[年月日号倍米]))", _decimal),
)  # fmt: skip
# A bare number that may as well be a reading, where the text speaks of readings.
WEAK: tuple[Rule, ...] = (
    rule(EntityKind.KWH, rf"{_USED}(?:是|的|了)?(?P<e>(?P<n>\d{{2,5}}(?:\.\d+)?)){BARE_END}", _weak_kwh),
    rule(EntityKind.KWH, rf"(?:用了?|超过?了?|剩)(?P<e>(?P<n>(?=[{CHINESE}]{{1,8}}[百千]){SAID})多?){BARE_END}", figure),
    rule(EntityKind.KWH, rf"(?:[把过按年超](?:了)?)?(?P<e>(?P<n>\d{{3,4}}|(?=[{CHINESE}]{{0,8}}[百千]){SAID})){BARE_END}{_LIMIT}", _said_amount),
)  # fmt: skip
