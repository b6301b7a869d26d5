"""What is counted: digits of a number, people of a household, how many times as much; tiers."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, figure, rule
from bot.hearing.numbers import NUMBER, number
from bot.hearing.rules.parts import N

_FEWEST_DIGITS = 5  # 一位 counts people
_PEOPLE = rf"(?P<n>[俩仨]|{NUMBER})"
_HOME = r"(?:家里?|户口本上?|一家|同住)(?:有|共|总共|才|就|只有|一共|现在)*"
# 一家三口之家, 一家三口; and 八口 at the end of a clause.
_MOUTHS = r"[口囗](?:人|之家(?<=[一我]家.口之家)|(?<=一家.口)|(?=[,。!?;、\s]|$))"
# 警级, 当时, 阶梯 and the like are no tiers.
_TIER = r"(?:档|级(?![伤残警响台别])|当(?![时天年月地然场])|挡|裆|阶(?!梯))"


def _digit_count(match: Match) -> Read:
    value = figure(match)
    return value if isinstance(value, Decimal) and value >= _FEWEST_DIGITS else False


RULES = (
    rule(
        "digit-count",
        EntityKind.DIGITS,
        rf"{N}位",
        _digit_count,
        reads={"13位的号": "13位 = 13"},
        leaves=("一位大娘", "12 13位", "9八位"),
    ),
    rule(
        "household-of-mouths",
        EntityKind.HOUSEHOLD,
        rf"(?<![老小]){_PEOPLE}{_MOUTHS}",
        figure,
        reads={
            "家里七口人": "七口人 = 7",
            "一家三口": "三口 = 3",
            "俺家八口,三世同堂": "八口 = 8",
        },
        leaves=("一口锅", "老两口", "五口之家能加度吗"),
    ),
    rule(
        "household-at-home",
        EntityKind.HOUSEHOLD,
        rf"{_HOME}(?P<e>{_PEOPLE}个?人)(?!家)",
        figure,
        reads={"家里有五个人": "五个人 = 5", "户口本上3人": "3人 = 3"},
        leaves=("家里有五个人家", "五个人"),
    ),
    rule(
        "household-living-together",
        EntityKind.HOUSEHOLD,
        rf"(?!一个?人){_PEOPLE}个?人(?=同住|在家|住一|.{{0,8}}多人口)",
        figure,
        reads={"五个人同住": "五个人 = 5", "6人能办多人口吗": "6人 = 6"},
        leaves=("一个人在家", "五个人来了"),
    ),
    rule(
        "multiple",
        EntityKind.MULTIPLE,
        rf"(?<!翻了)(?<!翻){N}倍",
        figure,
        reads={"贵了三倍": "三倍 = 3"},
        leaves=("翻了三倍", "翻三倍"),
    ),
)
TIERS = (
    rule(
        "tier",
        EntityKind.TIER,
        rf"(?!(?<=[上下哪])[一1])(?:第|头)?(?P<n>[一二三四1234]){_TIER}",
        lambda match: number(match["n"]),
        reads={"第三阶": "第三阶 = 3", "一当还剩多少": "一当 = 1", "到2档了": "2档 = 2"},
        leaves=("跨到下一档", "二级残疾", "一当时", "三阶梯"),
    ),
)
