"""Words that ask when the office is open, or how soon it answers, and not of a bill."""

from __future__ import annotations

from bot.hearing.asks import Asks
from bot.hearing.holidays import HOLIDAYS

_FEAST = rf"(?:{'|'.join(HOLIDAYS)}|过年|年(?=[前后]|[我俺]?[再就])|假期|长假)节?"
_YEAR = r"(?:[今明后]年|\d{4}年)?的?"
_WE = r"(?:你们?|所里|供电所|柜台|营业厅|这里)"
# Patterns, as those of `questions`.
OF_THE_OFFICE: tuple[tuple[Asks, str], ...] = (
    (  # 清明后来办, 过了元旦再去可以吗; 春节你们放假吗
        Asks.HOURS,
        (
            rf"^[那好的行,]*(?:[我俺]们?)?(?:[等到])?{_YEAR}(?:过完?了?)?{_FEAST}(?:假期?|长假|那天|当天|期间)*"
            r"(?:过后|之?后|以后|之?前|以前|完|了)?(?:[我俺]们?|[,再就会想要能才]|可以|能不能)*"
            rf"(?:过?来|过?去)(?:{_WE}|一趟|办理?|处理|弄|再说)*(?:[吧啊呀哈]|(?:可以|[行中成好])(?:[吗么不]|不行|不中)?|来得及[吗么]?|也[行中])*[??。!!]*$"
            rf"|^{_WE}?{_YEAR}{_FEAST}(?:假期?|长假|那天|当天|期间)*{_WE}?(?:[也还都]|是不是)*"
            r"(?:放假|上班|开门|有人|休息|值班|营业)(?:[吗不没么]|不上班)*[??]*$"
        ),
    ),
    (  # 查电价几天答复
        Asks.CASE,
        (
            r"^(?!.*(?:[校验检装换停]|来电)).*(?:多久|几天|多长时间|几个工作日|啥时候|什么时候)"
            r"(?:之?内|以内|才?能|会|要|可以|给)*(?:[我俺]们?)?(?:一?个)?(?:答复|回复|回话|回信)[^,。]{0,6}$"
        ),
    ),
)
