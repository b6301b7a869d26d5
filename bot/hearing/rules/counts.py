"""What is counted: digits of a number, people of a household, how many times as much; tiers."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, figure, rule
from bot.hearing.numbers import NUMBER, number
from bot.hearing.rules.parts import N

_FEWEST_DIGITS = 5  # 一位 counts people
_PEOPLE = rf"(?P<n>[俩仨]|{NUMBER})"
_HOME = (
    r"(?:家里?|屋(?:头|里|企)|户口本上?|一家|一大家子|同住)(?:有|共|总共|才|就|只有|一共|现在|我[和跟同][^,。;!?]{1,4}|"
    r"连[^,。;!?]{1,4}|老老少少|大小)*"
)
# 一家三口之家, 一家三口; and 八口 at the end of a clause.
_MOUTHS = r"[口囗](?:人|之家|(?<=一家.口)|(?<=一家子.口)|(?=[,。!?;、\s了啦]|$))"
_PAIR = (
    r"(?:(?:老|小)(?:两|俩)口子?|(?:两|俩)口子|两公婆|夫妻(?:俩|两|二)?人?|(?:爹娘|"
    r"爸妈|父母|爷奶|公婆|爷爷奶奶|老人|老头老太)(?:俩|二|两)个?人?)"
)
_ALONE = (
    r"(?:(?:我|他|她|老人|老娘|我妈|我爸|我爹)?(?:就|只有|只剩|就剩)?(?:我|他|"
    r"她)?自?己?(?:一|1)个?人(?=住|在家|过|吃住|生活|的?电)|独居(?:老人|老太|老头|"
    r"老婆婆)?|孤(?:寡|老)?(?:老人|老婆婆|老太太?|老头子?|婆婆|老汉)|"
    r"单身汉?(?=[,。住一]))"
)
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
        "household-of-inhabitants",
        EntityKind.HOUSEHOLD,
        rf"人口(?:数)?(?:有|是|为|共|:|\s)*(?P<e>{_PEOPLE}\s?(?:人|口))(?!次)",
        figure,
        reads={"家里常住人口5人": "5人 = 5", "人口数:6口": "6口 = 6"},
        leaves=("人口普查5人次",),
    ),
    rule(
        "household-of-two",
        EntityKind.HOUSEHOLD,
        _PAIR,
        Decimal(2),
        reads={
            "家里就老两口": "老两口 = 2",
            "父母二人在家": "父母二人 = 2",
            "两公婆住": "两公婆 = 2",
        },
        leaves=("两口锅", "两口大缸"),
    ),
    rule(
        "household-of-mouths",
        EntityKind.HOUSEHOLD,
        rf"{_PEOPLE}{_MOUTHS}",
        figure,
        reads={
            "家里七口人": "七口人 = 7",
            "一家三口": "三口 = 3",
            "俺家八口,三世同堂": "八口 = 8",
        },
        leaves=("一口锅", "一口气"),
    ),
    rule(
        "household-of-one",
        EntityKind.HOUSEHOLD,
        _ALONE,
        Decimal(1),
        reads={
            "我一个人住": "我一个人 = 1",
            "一个孤老婆婆": "孤老婆婆 = 1",
            "独居老人": "独居老人 = 1",
        },
        leaves=("一个人来抄表",),
    ),
    rule(
        "household-at-home",
        EntityKind.HOUSEHOLD,
        rf"(?:{_HOME}|加上[^,。]{{1,4}}?)(?P<e>{_PEOPLE}个?(?:大人|残疾人|老人|病人|人))(?!家)",
        figure,
        reads={"家里有五个人": "五个人 = 5", "户口本上3人": "3人 = 3"},
        leaves=("家里有五个人家", "五个人"),
    ),
    rule(
        "household-living-together",
        EntityKind.HOUSEHOLD,
        rf"(?!一个?人){_PEOPLE}个?人(?=同住|在家|住|过日子|吃住|.{{0,8}}多人口)",
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
        "tier-of-two",
        EntityKind.TIER,
        rf"(?<![第一二三])(?P<n>[一二])(?=、?[二三]{_TIER})",
        lambda match: number(match["n"]),
        reads={"二三档咋算": "二 = 2"},
        leaves=("二四档",),
    ),
    rule(
        "tier",
        EntityKind.TIER,
        rf"(?!(?<=[上下哪])(?<!一下)(?<!查下)(?<!看下)[一1])(?!(?<=[贵高低]那)[一1])(?:第|头)?(?P<n>[一二三四1234]){_TIER}|第(?P<n2>[一二三123])(?:阶梯|段(?!时|路|话))",
        lambda match: number(match["n"] or match["n2"]),
        reads={
            "第三阶": "第三阶 = 3",
            "第三阶梯": "第三阶梯 = 3",
            "第三段的价": "第三段 = 3",
            "一当还剩多少": "一当 = 1",
            "到2档了": "2档 = 2",
        },
        leaves=("跨到下一档", "二级残疾", "一当时", "三阶梯"),
    ),
)
