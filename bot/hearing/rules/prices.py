"""Prices of a kWh: beside a word that tells so, below two yuan, or in coins."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, figure, rule
from bot.hearing.numbers import DIGIT
from bot.hearing.rules.parts import EACH_KWH_FOLLOWS, N, either
from bot.hearing.rules.yuan import YUAN, fen, jiao, yuan

_DEAREST = 3  # yuan for a kWh; what costs more is no price of electricity
_RESELLER = either("房东 二房东 物业 公寓 管家 电价 单价 买电 转供电 小表 商用电")
_NEAR = r"[^,。;!?]{0,8}?"
_DIGITS = "零一二三四五六七八九"
# So small a sum is a fee and no price behind these words.
_FEE = (
    either("违约金 滞纳金 利息 余额 差额 退 欠 多收 少收")
    + r"(?:了|我|俺|才|是|就|的|还有|只有|收|扣|要|算)*"
)


def _price(match: Match) -> Read:
    value = yuan(match)
    return value if isinstance(value, Decimal) and value <= _DEAREST else False


BY_THE_KWH = (
    rule(
        "price-zero-point",
        EntityKind.PRICE,
        rf"(?P<n>零点[{_DIGITS}]{{1,4}}?)(?=一\s*度|[^{_DIGITS}度]|$)(?:元|块)?",
        figure,
        reads={"零点五六一度": "零点五六 = 0.56", "电价零点六一": "零点六一 = 0.61"},
        leaves=("零点五度电",),
    ),
    rule(
        "price-per-kwh",
        EntityKind.PRICE,
        rf"{YUAN}(?={EACH_KWH_FOLLOWS})",
        _price,
        reads={"一块二一度太贵": "一块二 = 1.2", "0.61元/度": "0.61元 = 0.61"},
        leaves=("一块二一斤", "五块一度"),
    ),
    rule(
        "price-after-each-kwh",
        EntityKind.PRICE,
        rf"(?<=[一每]度)(?:电费?)?(?:收|要|是|卖|得|按|多|才|算)*(?P<e>{YUAN})",
        _price,
        reads={"电费一度一块二": "一块二 = 1.2", "每度电要一块五": "一块五 = 1.5"},
        leaves=("二度一块二",),
    ),
    rule(
        "price-of-reseller",  # who sells electricity on takes so much for each kWh
        EntityKind.PRICE,
        rf"{_RESELLER}{_NEAR}(?P<e>{YUAN})",
        _price,
        reads={"房东收一块二": "一块二 = 1.2"},
        leaves=("房东收三百块", "邻居收一块二"),
    ),
    rule(
        "price-of-one-yuan",
        EntityKind.PRICE,
        rf"{_RESELLER}{_NEAR}[要收算按卖](?:我|俺|我们)?(?P<e>一块)(?=[,。;!?\s]|$|一?度)",
        Decimal(1),
        reads={"房东要一块,不合理": "一块 = 1"},
        leaves=("房东要一块五", "他要一块"),
    ),
    rule(
        "price-charged-by",
        EntityKind.PRICE,
        rf"(?<=按)(?P<e>{YUAN})(?=收|算|计)",
        _price,
        reads={"都按一块二收": "一块二 = 1.2"},
        leaves=("按一块二交", "他一块二收"),
    ),
    rule(
        "price-asked-whether-lawful",
        EntityKind.PRICE,
        rf"(?<=要)(?P<e>{YUAN})(?=.{{0,6}}(?:规定|违法|合法|合理))",
        _price,
        reads={"要一块五合理吗": "一块五 = 1.5"},
        leaves=("要一块五", "给一块五合理吗"),
    ),
)
DECIMALS = (
    rule(
        "fee-below-two-yuan",
        EntityKind.AMOUNT,
        rf"{_FEE}(?P<e>(?P<n>[01]\.\d{{1,2}})(?:元|块)?)(?!\d|{EACH_KWH_FOLLOWS})",
        figure,
        reads={
            "滞纳金才0.87元": "0.87元 = 0.87",
            "违约金收了1.2元": "1.2元 = 1.2",
            "多收我1.5": "1.5 = 1.5",
        },
        leaves=("退0.61一度",),
    ),
    rule(
        "price-below-two-yuan",
        EntityKind.PRICE,
        r"(?<![\d.A-WYZa-wyz])(?P<n>[01]\.\d{1,8})"
        r"(?![\d万千倍米匹wW]|\s*(?:度|千瓦|kwh|个?字)|[元块]?的?(?:违约金|滞纳金|利息|手续费))(?:元|块)?",
        figure,
        reads={
            "怎么不是0.56了": "0.56 = 0.56",
            "420x0.56": "0.56 = 0.56",
        },
        leaves=("用了1.5度", "空调1.5匹", "10.56", "0.72元违约金"),
    ),
)
IN_COINS = (
    rule(
        "price-in-jiao",
        EntityKind.PRICE,
        rf"(?<![块元蚊]){N}(?:毛|毫(?![米升克安无不])|角(?![函形度落]))钱?"
        rf"(?P<rest>(?![一1]\s*(?:度|个?字)){DIGIT}|半)?分?(?!\d)",
        jiao,
        reads={
            "五毛六": "五毛六 = 0.56",
            "五毫半一度": "五毫半 = 0.55",
            "6毛1一度": "6毛1 = 0.61",
            "8毛一度": "8毛 = 0.8",
        },
        leaves=("三角函数", "五块零毛"),
    ),
    rule(
        "price-in-fen",
        EntityKind.PRICE,
        rf"(?:(?:度|单价|电价|每字){_NEAR}|加价|多的?|[涨贵降差]了?|便宜了?)(?P<e>{N}分(?:钱|(?=[,。!?]|$)))",
        fen,
        reads={
            "每度涨了五分": "五分 = 0.05",
            "每度贵了五分钱": "五分钱 = 0.05",
            "加价5分,谁批的": "5分 = 0.05",
        },
        leaves=("每度涨了五分之一",),
    ),
)
