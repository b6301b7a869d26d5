"""English as it is asked here, put into the Chinese that is heard: why is my bill so high.

Only what customers ask is known, phrase by phrase; what is not known is left out.
"""

from __future__ import annotations

import re

from bot.hearing.total import total

LONGEST = 300  # characters; a longer text tells a story, of which phrases tell too little
# Words by which English is told from pinyin, which has none of them.
_TELLING = re.compile(
    r"\b(?:the|my|is|was|are|did|does|why|how|what|which|when|where|much|many|bill|bills|electricity|power"
    r"|month|year|about|please|account|meter|refund|with|from|than|higher|should|this|that|hello|thanks?"
    r"|you|your|can|could|will|would|have|and|for|of|it|price|pay|paid|tier|kwh|fire|smoke|help|don't|understand"
    r"|want|need|get|used?|explain|compare|english|last|four|number|holder|expensive|high)\b"
)
_HAN = re.compile(r"[一-鿿]")
_NAME = 4  # characters of Chinese that may stand in an English text: a name
_MONTHS = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
           "aug(?:ust)?", "sep(?:t(?:ember)?)?", "oct(?:ober)?", "nov(?:ember)?",
           "dec(?:ember)?")  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8}  # fmt: skip
_M = r"(\d{1,2}月|上个月|这个月|下个月)"
_HIGHER = r"\b(?:more|higher|dearer|more expensive)"
# In this order; a later one sees what an earlier one has made.
_PHRASES: tuple[tuple[str, str], ...] = (
    *((rf"\b{name}\b(?!\s+i\b)", f"{number}月") for number, name in enumerate(_MONTHS, 1)),
    *((rf"\b{word}\b", str(number)) for word, number in _NUMBERS.items()),
    (r"\blast month\b", "上个月"),
    (r"\bthis month\b", "这个月"),
    (r"\bnext month\b", "下个月"),
    (r"\b(?:this|the whole) year\b", "今年"),
    (r"\blast year\b", "去年"),
    (r"(?<!no )\bsmok(?:e|ing)\b(?! all)", "冒烟着火了"),
    (r"\b(?:on fire|burning(?! (?:through|cash))|spark(?:s|ing)?)\b", "冒烟着火了"),
    (r"\b(?:electric shock|electrocuted|got a shock)\b", "触电了"),
    (r"\b(?:power cut|power outage|outage|blackout|no (?:power|electricity))\b", "停电了"),
    (r"\b(?:human|a person|an agent|someone|somebody|operator|staff)\b", "转人工"),
    (r"\b(?:complain|complaint)\b", "我要投诉"),
    (rf"^(?:is|was|did|does)\b[^,.?]*?{_M}[^,.?]*?{_HIGHER}\s+than\s+{_M}", r"\1是不是比\2贵"),
    (rf"{_M}[^,.?]*?{_HIGHER}\s+than\s+{_M}", r"\1比\2贵"),
    (rf"{_HIGHER}\s+{_M}\s+than\s+{_M}", r"\1比\2贵"),
    (rf"{_HIGHER}\s+than\s+{_M}", r"比\1贵"),
    (rf"\bcompare\s+(?:it|this|that)\s+(?:with|to)\s+{_M}", r"跟\1比"),
    (rf"\bcompare\s+{_M}\s+(?:with|to|and)\s+{_M}", r"\1跟\2比"),
    (rf"\bcompared? (?:with|to)\s+{_M}", r"跟\1比"),
    (rf"\b(?:from|between)\s+{_M}\s+(?:to|and|until|till)\s+{_M}", r"\1到\2"),
    (rf"\bwhich [^,.?]*?(?:more|higher|dearer|more expensive)\b[ ,]+{_M}\s+or\s+{_M}",
     r"\1跟\2比哪个贵"),
    (r"\bwhich month\b", "哪个月"),
    (r"\b(?:the )?most expensive\b", "最贵"),
    (r"\b(?:the )?(?:most|highest)\b", "用得最多"),
    (r"\b(?:the )?cheapest\b", "最便宜"),
    (r"\b(?:the )?(?:least|lowest)\b", "用得最少"),
    (r"\bon average\b|\baverage\b", "平均"),
    (r"\bper (?:kwh|unit)\b", "一度"),
    (r"\bhow (?:many|much)(?: \w+)* left\b(?: (?:until|before|to|in))?|\bhow far\b", "还剩多少"),
    (r"\bhow (?:many|much) (?:kwh|units|power|electricity)(?: did (?:i|we) use| was used)?\b",
     "用了多少度"),
    (r"\bhow much (?:should|must) (?:it|i)\b(?: be| pay)?", "应该收多少"),
    (r"\bhow much did (?:i|we) (?:use|pay)\b|\bhow much (?:is|was)\b|\bhow much\b", "多少钱"),
    (r"\b(?:so|too|very) (?:high|expensive|much|dear)\b", "这么贵"),
    (r"\bovercharged?\b", "多收了"),
    (r"\b(?:in total|altogether|total|all together)\b", "一共"),
    (r"\b(?:second tier|tier 2)\b", "二档"),
    (r"\b(?:third tier|tier 3)\b", "三档"),
    (r"\btiers?\b", "阶梯"),
    (r"\btest (?:the |my )?meter\b|\bmeter test\b", "校表"),
    (r"\b(?:don'?t|do not|didn'?t) understand\b|\bconfus(?:ed|ing)\b", "没看懂"),
    (r"\b(?:how (?:is|was) (?:it|this|that) (?:worked out|calculated|computed))\b|\bexplain\b",
     "怎么算的"),
    (r"\brefund(?:ed)?\b|\bmoney back\b", "退钱"),
    (r"\binvoice\b", "发票"),
    (r"\b(?:what|how) about\b", "那"),
    (r"\baccount(?: number)?(?: is)?\b", "户号"),
    (r"\b(?:name|holder)(?: is)?\b", "户名"),
    (r"\b(?:last (?:4|four)(?: digits)?|ending in|ends with)(?: is| are)?\b", "尾号"),
    (r"\bwhat if (?:i|we) use[sd]?\b", "多少钱要是用"),
    (r"\bif (?:i|we) use[sd]?\b", "要是用"),
    (r"\bwhy\b", "为什么"),
    (r"\bwhen\b", "什么时候"),
    (r"\b(?:bills?|electricity)\b", "电费"),
    (r"\bprice\b", "一度多少钱"),
    (r"\bmeter\b", "电表"),
    (r"\bkwh\b|\bunits\b", "度"),
    (r"\byuan\b|\brmb\b", "元"),
    (r"\bpeople\b|\bpersons?\b", "口人"),
    (r"\b(?:hello|hi|good (?:morning|afternoon))\b", "你好"),
    (r"\bthank(?:s| you)\b", "谢谢"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), chinese) for pattern, chinese in _PHRASES)
_LEFT_OUT = re.compile(r"\b[a-z][a-z'’]*\b")
_AT_THE_END = re.compile(
    r"^(?!那|.*比)([^?]+?)(今年|去年|上个月|这个月|(?:\d{1,2}月到)?\d{1,2}月)$"
)
_TIER_LEFT = re.compile(r"还剩多少(?:度)?([二三]档)")
_ASKED_ON = re.compile(r"^那(.+)$")


@total(False)
def writes_english(text: str) -> bool:
    """Whether a text is English; a Chinese name may stand in it."""
    if len(_HAN.findall(text)) > _NAME:
        return False
    words = set(_TELLING.findall(text.lower()))  # you mei you is pinyin
    return len(words) > 1 or (len(words) == 1 and not _HAN.search(text) and len(text.split()) < 3)


def says_more_than_a_name(text: str) -> bool:
    """Whether there is Chinese in a text, and not just the name beside an account number."""
    count = len(_HAN.findall(text))
    return count > _NAME or (count > 0 and not re.search(r"\d{4}", text))


@total("")
def in_chinese(text: str) -> str:
    """What an English text asks, in Chinese; empty where it is none, long, or unknown."""
    if len(text) > LONGEST or text.isdigit() or not writes_english(text):
        return ""
    said = text.lower()
    for pattern, chinese in _COMPILED:
        said = pattern.sub(chinese, said)
    # A name beside the particulars keeps its blanks; English words that are left say nothing.
    said = re.sub(r"\s+", " ", _LEFT_OUT.sub("", said)).strip(" .,!?")
    if not _HAN.search(said):
        return ""
    spaced = re.search(r"\d{4,}", said) is not None
    said = said if spaced else said.replace(" ", "")
    said = _TIER_LEFT.sub(r"离\1还剩多少", said)
    said = said if spaced else _AT_THE_END.sub(r"\2\1", said)  # 今年 stands first in Chinese
    return _ASKED_ON.sub(r"那\1呢", said)
