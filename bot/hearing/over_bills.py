"""Words that ask over several bills: which of two is more, by how much, all but one, each excess.

They mean the same whatever else is said; what they are about is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.hearing.asks import Asks
from bot.hearing.because import OF_CAUSES
from bot.hearing.numbers import NUMBER, number
from bot.hearing.total import total

MUCH = r"(?:多少|几块|几多|几度|好多|几个钱|几毛|(?<![恁这那么好太])多钱)"
_OF_TIME = r"(?:月份?|[春夏秋冬](?:天|季)?|半年|季度)"
_TOO_MUCH = r"(?:多收|多扣|多算|多交|少收|少算|少减|少免|该退)"
_TOGETHER = r"(?:加(?:到|在)?一(?:块|起)|合(?:到|在)?一(?:块|起)|[合凑加]起来|加总|凑一(?:块|起))"
_SO_FAR = r"(?:今年|去年|全年|一年|一共|总共|统共|拢共|加起来|合计)"
_REACHED = r"(?:有没有|有冇|够不够|到没到|过没过|超没超|有|到|够|过|上|超过?)(?:[到过]|超过?)?了?"
_TOLD = r"(?:块|元|度|个字)?(?:钱|电)?了?"
_SOME_DAYS = (
    r"(?:昨[天儿日晚]|前[天儿]|今[天儿日]|夜儿|上个?(?:周|星期|礼拜)|这个?(?:周|星期|礼拜)|周末"
    r"|\d{1,2}[号日]?(?:到|至|-|~)(?:\d{1,2}月)?\d{1,2}[号日]|[一二三四五六七八九十]{1,3}[号日](?:到|至)"
    r"|(?:头|前|后|最后|那)(?:\d+|[一二三四五六七八九十两几]+)天)"
)
_WEATHER = r"(?:[春夏秋冬冷热暖凉][^,。]{0,8}|空调[^,。]{0,3}|暖气[^,。]{0,3}|取暖[^,。]{0,3})(?:[那这](?:[几两三俩仨]个月|阵子?|会儿?|段时间)|时候|天|季)"
# Patterns, as those of `questions`; the first that fits is meant.
OF_BILLS: tuple[tuple[Asks, str], ...] = (
    *OF_CAUSES,
    (Asks.OF_DAYS, rf"^(?!.*(?:平均|日均|每)).*{_SOME_DAYS}[^,。]{{0,8}}(?:用|花|走|耗|跑|掉)了?(?:我)?{MUCH}"),
    (Asks.TWO_MONTHS, r"(?:[两俩2二三几]个?月|隔月|单月|双月)[^。]{0,8}(?:抄|收|算|交)[^。]{0,8}(?:(?:会不会|是不是|容易|不就|更?吃亏|就|会)[^。]{0,8}(?:[进到超上][^,。]{0,3}档|超|多花|多交|[贵亏])|划不来|不划算|吃亏)"),
    (Asks.REACHED, rf"^(?!.*{_SO_FAR}|.*(?:档|哪|几[张个]|平均|下个?月|明年)).*(?:(?:有没有|到没到|过没过|超没超|够没够)(?:到|过|超过?|用到)?了?{NUMBER}{_TOLD}|(?:到|过|超过?|够|上)了?{NUMBER}{_TOLD}(?:没有?|吗|么|不))[呢啊??]*$"),
    (Asks.SUM, rf"^(?!.*(?:平均|每|分别|各|比|哪|为|怎|咋)).*{_WEATHER}[^,。]{{0,4}}(?:一共|总共|加起来|电费|用电|用|交|花|掏)(?:得|了)?(?:一共|总共)?(?:{MUCH}|多不多)"),
    (Asks.EMPTY_HOME, r"^(?!.*(?:师傅|抄表|换表|来人|停[电用]|报停)).*(?:月|都|一直|压根|根本|全家)[^,。]{0,6}(?:不在家|没人住|没住人|没在家)[^,。]{0,4}$"),
    (Asks.MOST, r"最[高多贵大][^?]{0,12}最[低少小便省][^?]{0,10}(?:差|多多少|[贵高]多少)"),
    (Asks.MOST, r"最[低少小便省][^?]{0,12}最[高多贵大][^?]{0,10}(?:差|少多少|低多少)"),
    (Asks.MOST, r"(?:月|\d)[、, ]?[^。]{0,10}月[^,。]{0,4}哪一?个月[^,。]{0,4}[多贵高费]|(?:月|\d)[、, ][^。]{0,10}[、, ][^。]{0,8}月[^,。]{0,4}哪一?个[^,。]{0,4}[多贵高费]"),
    (Asks.LEAST, r"月[、, ]?[^。]{0,10}月[^,。]{0,4}哪一?个月[^,。]{0,4}[少低省便]"),
    (Asks.WRONG_BILLS, rf"^(?!.*{MUCH}).*(?:哪一?[几些]?个?[月张期笔]|(?<![这那前近])(?:几张|几个月))[^,。]{{0,6}}(?:[收算抄弄搞记]错|错了|不对|有(?:问题|毛病|错))[的了吗没呢啊??]*$"),
    (Asks.OVER, rf"(?:哪(?:几|些)个?月|几个月|几张|有没有哪个月)[^。]{{0,8}}(?:没|不|未)?(?:过|到|超过?|低于|少于|高于|不足|多于|上|满)了?{NUMBER}(?:度|个字|块|元)"),
    (Asks.OVER, r"哪(?:几|些)个?月[^。]{0,6}(?:零度|0度|没用电|没走字|一度没|没用)"),
    (Asks.TIER_SINCE, r"(?:头一个|第一个|最早|最先)[^,。]{0,4}(?:超|进|到|跳)[^,。]{0,6}(?:月|张|回|档)"),
    (Asks.TIER_COST, r"(?:涨档|跳档|超档|超标|进[二三]档|到[二三]档|[二三]档|阶梯)[^,。比]{0,4}多(?:掏|交|花|收)(?:的|了)"),
    (Asks.CASE, r"(?:这|那|我的?)(?:个|件)?事[儿情]?[^,。]{0,6}(?:咋|怎么|如何)(?:处理|办|弄)(?:的|了|得)"),
    (Asks.REFUND_HOW, r"(?:能|可以|要|想|给)[^,。]{0,4}抵[^,。触]{0,8}(?:电费|月|年|[吗不么??]*$)"),
    (Asks.SUM, rf"{_SO_FAR}[^。]{{0,8}}(?:才|就|只|也就|交|花|用|掏)了?[^,。]{{2,8}},?(?:吧|对吧|对吗|对不|是吧|没错吧)[??]*$"),
    (Asks.SPAN, r"月[^,。]{0,4}(?:是|算|包|含|从)[^,。]{0,4}(?:哪[几两俩]个?月|哪一?段|哪[几些]天|几号到几号|几月到几月|什么时候到什么时候|哪天到哪天)(?!.*抄)"),
    (Asks.EXPECTED, rf"(?:照|按|像|跟)[^,。]{{0,8}}月[^,。]{{0,6}}(?:用法|用量|用|样|度数)[^,。]{{0,4}}[,。]?.{{0,12}}{MUCH}"),
    (Asks.HOUSEHOLD, rf"口人?[^,。]{{0,6}}(?:多|加|照顾|放宽)(?:给)?了{MUCH}"),
    (Asks.SHOULD_BE, r"[这那]个?(?:账|钱|电费|笔账)(?:该|应该)?(?:咋|怎么|如何)算[??啊呀呢]*$"),
    (Asks.NOTIFY, r"(?:给|跟)(?:我|俺)?[^,。]{0,3}(?:发|说|来|打|捎)[^,。]{0,3}(?:信儿?|消息|短信|电话|一声)[^,。]{0,2}[不吗么??]+$"),
    (Asks.SUM, rf"^(?!.*(?:平均|每|分别|各)).*(?:[这那](?:几|两|俩|三|仨)个?月|以来|到现在|到今天)[^,。]{{0,4}}(?:掏|交|花|用)了?(?:我|俺)?{MUCH}"),
    (Asks.TIER_YES, r"[二三]档[^,。]{0,4}(?:用|到|进|超)[^,。]{0,3}(?:没有?|吗|了没)[??]*$"),
    (Asks.RESETS, r"下个?月[^,。]{0,4}(?:能|会)[^,。]{0,2}(?:便宜|降|低)[^,。]{0,4}$"),
    (Asks.MOST, r"^(?!.*比).*哪一?[张期次](?:单子|账单)?[^,。]{0,3}[贵多高](?!了)"),
    (Asks.COMPARED, rf"^(?:那|又)?[贵多高少]了?{MUCH}钱?[??啊呀]*$"),
    # 春天用电多还是秋天多; 7月跟8月哪个贵
    (Asks.COMPARED, rf"{_OF_TIME}[^,。]{{0,8}}还是[^,。]{{0,6}}{_OF_TIME}"),
    (Asks.COMPARED, rf"{_OF_TIME}[^,。]{{0,3}}[和跟与同][^,。]{{0,6}}{_OF_TIME}[^,。]{{0,6}}(?:哪|谁|边)[^,。]{{0,6}}[多少贵高低省费]"),
    # 12月跟1月加一块是不是比7月8月少
    (Asks.COMPARED, r"(?:是不是|是否)[^,。]{0,3}比.{2,14}[多少贵高低省]|比.{2,12}[多贵高少低]不[多贵高少低][??]*$|^(?!.*(?:为|怎|咋)).*比.{2,12}[多少贵高低][吗没么不](?:有)?[??]*$"),
    (Asks.INTEREST, r"利息|(?:给|付|算)息(?:不|吗|没)"),
    (Asks.REFUND_HOW, r"(?:能|可以|要|想|给)[^,。]{0,4}退?现金(?:吗|不|么|吧)?[??]*$|退(?:的)?(?:是)?现金"),
    (Asks.DIFFERENCE, rf"^(?!.*(?:时候|几天|多久)).*(?:该|要|能|可以|到底|一共|总共)退(?:给|还)?(?:我|俺)?{MUCH}|{MUCH}钱?(?:应?该|要|能|可以)退|退(?:给|还)?(?:我|俺){MUCH}"),
    (
        Asks.APOLOGY,
        r"^(?!.*(?:停电|限电|断电|来电|检修|抢修|跳闸|换表|抄表|停水|上门)).*(?:怎么|为什么|为啥|咋|干嘛)"
        r"[^,。]{0,3}不(?:早|提前|事先|先)[^,。]{0,4}(?:说|讲|告诉|通知|提醒|告知)[^,。]{0,3}[??]*$",
    ),
    (Asks.DIFFERENCE, rf"(?:每个?月|各个?月|每张|哪几个?月|分别|逐月)[^,。]{{0,8}}{_TOO_MUCH}"),
    (Asks.TIER_YES, r"月[^,。]{0,6}(?:就|才|开始|已经)?(?:超|进[二三]档)(?:了|档|过|标)?[^,。]{0,4}[,。]?(?:对吗|对不对|对吧|是吗|是不是|是吧|没错吧)[??]*$"),
    (Asks.TIER_COST, rf"^(?!.*比)(?:今年|全年|一年|整年)[^,。]{{0,6}}(?:贵|多花|多交|多掏)了?(?:我|俺)?{MUCH}"),
    (Asks.EXPECTED, rf"^(?=.*(?:明年|来年|一年|全年))(?=.*(?:照|按|像)[^,。]{{0,6}}(?:下去|样子?|用法)|.*(?:估|预计|大概|大约|差不多)).*(?:明年|来年)[^。]{{0,10}}{MUCH}"),
    (Asks.EXPECTED, rf"^(?!.*档).*(?:明年|来年)[^,。]{{0,3}}(?:交|花|掏|用)[^,。]{{0,2}}{MUCH}"),
    (Asks.SUM, rf"{_TOGETHER}[^。]{{0,8}}{MUCH}|{MUCH}[^,。]{{0,4}}{_TOGETHER}"),
    (Asks.SUM, rf"{_SO_FAR}[^,。]{{0,10}}{_REACHED}{NUMBER}(?:块|元|度|个字)?(?:钱|电)?[吗没么不](?:有)?[??]*$"),
    (Asks.SUM, rf"{_SO_FAR}[^,。]{{0,10}}(?:有没有|够不够|到没到|过没过|超没超){NUMBER}(?:块|元|度|个字)?(?:钱|电)?[??]*$"),
)  # fmt: skip
_COMPILED = tuple(re.compile(pattern) for _, pattern in OF_BILLS)
_WITHOUT = re.compile(
    r"(?:除了?|除去|去掉|不算|没算|不带|刨[去开掉]|抛开|撇开|扣[掉除]|不包括|不含|减[去掉])[^,。]{0,8}月"
    r"|月[^,。]{0,3}(?:以外|之外|除外|不算|不计)"
)
_YEAR = re.compile(r"明年|来年|一年|全年")
_MONEY = re.compile(r"钱|费(?!电)|块|元|交|花|掏")
_LESS = re.compile(r"少|便宜|低|省|降")
_WHETHER = re.compile(r"是不是|是否|[对是没]?[吗么][??]*$|对不对|对吧|没有?[??]*$|有没有|不[??]*$")
_LIMIT = re.compile(
    rf"{_REACHED}(?P<n>{NUMBER})(?P<of>块|元|度|个字)?(?:钱|电)?了?(?:[吗没么不]有?)?[呢啊??]*$"
)


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a comparison takes to be so: that the first named is more, or less.

    Attributes:
        more: it is said to be more (1) or less (-1).
        asks: whether it is asked if that is so, and a yes or no is wanted.
    """

    more: int
    asks: bool


@total(False)
def is_of_bills(heard: str) -> bool:
    """Whether a plain text asks one of these; no model need be asked then."""
    return any(pattern.search(heard) for pattern in _COMPILED)


@total(Asserted(1, asks=False))
def asserted(heard: str) -> Asserted:
    """What a plain text that compares takes to be so."""
    both = "还是" in heard or "多少" in heard
    less = _LESS.search(heard.replace("多少", ""))
    return Asserted(-1 if less else 1, asks=not both and _WHETHER.search(heard) is not None)


@total(False)
def of_a_year(heard: str) -> bool:
    """Whether what is to come is asked of a year and not of the next bill."""
    return _YEAR.search(heard) is not None


@total(False)
def leaves_out(heard: str) -> bool:
    """Whether the months that are named are those that do not count (除了12月)."""
    return _WITHOUT.search(heard) is not None


@total(None)
def limit_in(heard: str) -> tuple[Decimal, bool] | None:
    """Of which figure it is asked whether a sum comes to it (有没有一千), and if it is yuan."""
    found = _LIMIT.search(heard)
    value = number(found["n"]) if found else None
    if found is None or value is None:
        return None
    of_kwh = found["of"] in ("度", "个字") or (not found["of"] and not _MONEY.search(heard))
    return value, not of_kwh
