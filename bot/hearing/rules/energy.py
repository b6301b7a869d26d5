"""Kilowatt-hours: with their unit, with 字 as old meters count, or by the words beside them."""

from __future__ import annotations

from bot.hearing.entity import EntityKind, Match, Read, figure, figure_or_nothing, rule
from bot.hearing.numbers import CHINESE, NUMBER, SAID
from bot.hearing.rules.parts import BARE_END, A, either

_NO_FIGURE = r"(?!几(?:度|个字)|数字|上[个字])"  # 几度 alone asks; 数字 is no figure
_NO_FEVER = rf"(?<![烧温\d.{CHINESE}])(?<!零下)"
_NO_LETTER = r"(?!(?<![走用])(?<![走用]了)一个字)"  # a meter may count one, a name has it wrong
_UNIT = r"(?:度(?![数半])|[杜渡](?![一-鿿]{1,2}[家的说])|千瓦时|千瓦·时|(?i:kwh)|个字(?!典))"
# 一度 stands behind a price (so much for each), or means "for a while"; 百度 is a company.
_NO_ENERGY = {"一度", "1度", "百度", "千度", "万度"}

_USED = either(
    "超过?了? 过了 按 每月 每个月 一个月 应该有 就有 只有 只给 基数 额度 才 用了? 总共 够"
)
_LIMIT = r"(?=用完|使完|用超|哪够|够不够|以[内上下]|是一档|[才就]?算[第一二三])"


def _kwh(match: Match) -> Read:
    return False if match[0] in _NO_ENERGY else figure(match)


def _no_hotline(match: Match) -> Read:
    return False if match["n"] == "95598" else figure(match)


RULES = (
    rule(
        "kwh-with-unit",
        EntityKind.KWH,
        rf"{_NO_FIGURE}{_NO_FEVER}{_NO_LETTER}{A} ?{_UNIT}",
        _kwh,
        reads={
            "用了一百二十个字": "一百二十个字 = 120",
            "几百度电": "几百度 =",
            "用电200kWh": "200kWh = 200",
            "十天走了一个字": "一个字 = 1",
            "走一个字一块钱": "一个字 = 1",
        },
        leaves=(
            "还剩几度",
            "孩子发烧39度",
            "名字差一个字",
            "两度半",
            "一度",
            "零下5度",
            "640渡我家",
            "三个字典",
        ),
    ),
    rule(
        "kwh-in-zi-after-using",
        EntityKind.KWH,
        rf"(?<=[走用跑转差多少了])(?P<e>(?P<n>[俩仨]|{NUMBER})多?字)(?!典|数|体)",
        figure,
        reads={"这月走了三十字": "三十字 = 30", "多用俩字": "俩字 = 2"},
        leaves=("写三十字", "少了三字体"),
    ),
    rule(
        "kwh-in-zi-at-the-end",
        EntityKind.KWH,
        r"(?P<n>\d{2,5})字(?=[^\w]|$)",
        figure,
        reads={"这月电表120字": "120字 = 120"},
        leaves=("120字kwh",),
    ),
)
WEAK = (
    rule(
        "kwh-beside-using",
        EntityKind.KWH,
        rf"{_USED}(?:是|的|了)?(?P<e>(?P<n>\d{{2,5}}(?:\.\d+)?)){BARE_END}",
        _no_hotline,
        reads={"超180就贵": "180 = 180", "每月用300": "300 = 300"},
        leaves=("用了24小时", "用了20多年", "按95598"),
    ),
    rule(
        "kwh-said-after-using",
        EntityKind.KWH,
        rf"(?:用了?|超过?了?|剩)(?P<e>(?P<n>(?=[{CHINESE}]{{1,8}}[百千]){SAID})多?){BARE_END}",
        figure,
        reads={"我才用二百六": "二百六 = 260", "还剩三百多": "三百多 ="},
        leaves=("用二百六块", "用了二十"),
    ),
    rule(
        "kwh-up-to-a-limit",
        EntityKind.KWH,
        rf"(?:[把过按年超](?:了)?)?(?P<e>(?P<n>\d{{3,4}}|(?=[{CHINESE}]{{0,8}}[百千]){SAID}))"
        rf"{BARE_END}{_LIMIT}",
        figure_or_nothing,
        reads={"把2160用完": "2160 = 2160", "二百六哪够": "二百六 = 260"},
        leaves=("二百六交完", "八十用完"),
    ),
)
