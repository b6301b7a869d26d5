"""What may be done with somebody's data, by their words: yes or no; a child; who answers for one.

Children under 14 decide by a parent or guardian (个人信息保护法第三十一条).
"""

from __future__ import annotations

import re

from bot.hearing.numbers import number

OF_AGE = 14  # years
_END = r"(?:[的了啊呀吧哈嘛嘞呗哦啦,,。.!! ]|谢谢|你们?)*$"
_YES = re.compile(
    r"^(?:我|俺|咱|那|就|都|完全)*(?:同意|愿意|可以|好|行|中|要得|没问题|没意见|没事|是|嗯+|对|允许|授权"
    r"|ok(?:ay)?|yes|sure|agree|i agree)[的了啊呀吧哈嘛]*"
    r"(?:[,,。 ]*(?:就|请|那|你)?(?:给我)?(?:发|看|在这[里儿]?[看发])(?:过来|一下|出来|给我)?)?"
    rf"{_END}|^(?:就|那就)?(?:在这[里儿]?[看发]|发过来|发吧|看吧){_END}"
)
_NO = re.compile(
    r"^(?:我|俺|咱|那|就|还是|先)*(?:不同意|不愿意?|不可以|不行|不中|不好|不要|不用|不想|不必|不允许"
    r"|不授权|不是|不|别|否|拒绝|算|no|nope|disagree|i do not agree|i don'?t agree)"
    rf"(?:在这[里儿]?)?[看发]?{_END}"
)
_YEARS = re.compile(
    r"(?:我|俺|本人)(?:今年|现在|已经|还|才|刚|刚刚|只有|就|是|满|不到|[,, ])*"
    r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:周)?岁(?!的|就|那|时)"
)
_PUPIL = re.compile(
    r"(?:我|俺)(?:今年|现在|还|才|刚|就|是|在)*(?:一?[个名]|上|读|念)?"
    r"(?:小学(?!毕业|老师|教|门|旁|附近|对面|同学|校长|后勤|食堂)|小朋友|小孩|儿童)"
    r"|(?:我|俺)还?(?:不满|没满|未满|不到|没到)(?:14|十四)周?岁"
)
_GUARDIAN = re.compile(
    r"(?:我|俺)是(?:他|她|它|孩子|娃|小孩|小朋友)的?"
    r"(?:妈|爸|父|母|爹|娘|爷|奶|姥|外公|外婆|家长|监护人|大人)"
    r"|(?:我|俺)是(?:家长|监护人|大人|(?:妈妈|爸爸|爷爷|奶奶|姥[姥爷]|外[公婆])(?!的|家|[说讲叫让]))"
    r"|(?:我|俺)(?:妈|爸|家长)(?:妈|爸)?(?:来|在)(?:绑|弄|操作|旁边)"
)


def agrees(heard: str) -> bool | None:
    """Whether a text says yes or no to a question and nothing else; None where it does neither."""
    said = heard.strip().lower()
    if _NO.match(said):
        return False
    return True if _YES.match(said) else None


def is_child(heard: str) -> bool:
    """Whether whoever writes says in so many words to be under 14."""
    found = _YEARS.search(heard)
    years = number(found["n"]) if found else None
    return (years is not None and years < OF_AGE) or _PUPIL.search(heard) is not None


def is_guardian(heard: str) -> bool:
    """Whether whoever writes says to be the parent or guardian of a child."""
    return _GUARDIAN.search(heard) is not None
