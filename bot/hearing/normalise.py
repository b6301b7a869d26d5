"""One form for what people write: simplified, half-width, without tricks, dialect made plain.

The plain text has as many characters as what can be seen of the written one, so that a place in
one is the same place in the other. Whoever tells, masks or proves reads this one form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bot.contract.characters import simplified

# Written for the ear in Henan and elsewhere; each side has as many characters.
_DIALECT = {"俺": "我", "恁": "你", "咱": "我", "啥": "么", "咋": "怎", "您": "你"}
# Cantonese words that ask, each in as many characters of Mandarin, so that places stay.
_CANTONESE = (
    ("点解", "为啥"), ("几多", "多少"), ("系咪", "是否"), ("边个", "哪个"), ("几时", "何时"),
    ("嗰", "那"), ("系贵价", "是高价"),
    ("呢个", "这个"), ("咗", "了"), ("唔", "不"), ("冇", "没"), ("嘅", "的"),
    ("旧年", "去年"), ("今个", "这个"), ("俾", "给"), ("畀", "给"), ("喇", "了"), ("啱", "对"),
    ("贵过", "贵比"), ("多过", "多比"), ("高过", "高比"),
)  # fmt: skip
_WHICH = re.compile("边(?=[几两二三四五六])")
_SOME = re.compile("(?<=[用花交走掏烧]了)多些|(?<=[用花交走掏烧])多些(?=[度钱呀啊呢]|$)")  # 河南
_WHOLE_YEAR = re.compile("(?<!未)成年(?!人)")
# Numerals of cheques and receipts; alone they may be a name or a verb (陆, 伍, 拾).
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_CAPITAL_NUMBER = re.compile(
    "[壹贰叁肆伍陆柒捌玖拾佰仟零万一二三四五六七八九]{2,}|[壹贰叁肆伍陆柒捌玖](?=[角分元圆])"
)
BLANK = " "
LONGEST = 4000  # characters of a text that are read
_WIDE_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?![\d.,]))")
_UNSEEN = {"Cf", "Mn", "Me"}
_DAY = r"\d{2,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?"
_TIME = r"\d{1,2}[:\uff1a]\d{2}(?:[:\uff1a]\d{2})?"
_HEADER = re.compile(rf"^[^\n:\uff1a]{{1,16}}[ \t]+(?:{_DAY}[ \t]+)?{_TIME}[ \t]*$", re.MULTILINE)
# Who speaks in each line of a chat: 三楼小赵:你这月多少.
_SPEAKER = re.compile(r"^[^\n::\d,。]{2,8}[::](?=.)", re.MULTILINE)
_READER = (
    r"(?:领导|局长|县长|市长|书记|主任|所长|同志|先生|女士|客服|用户|客户|电力公司|"
    r"供电公司|供电局|供电所)"
)
_ADDRESS = re.compile(
    r"^\s*(?:[【\[][^】\]\n]{1,12}[】\]])?\s*(?:"
    rf"(?:尊敬的|敬爱的|亲爱的|各位|致)[^,。;!?::\n]{{0,10}}?{_READER}们?(?:[你您]们?好|好)?"
    rf"|[^,。;!?::\n]{{0,4}}?{_READER}们?(?:[你您]们?好|好|(?=[::]))"
    r"|尊敬的[^,。;!?::\n]{1,10}|[你您]好|(?:大家)?[早晚]上好)[,。;!!::\s]+(?:[你您]们?好[,。;!!\s]+)?"
)
_WRITER = re.compile(
    r"(?<![^,。;!?::\s])我(?:们)?是[^,。;!?::\n]{1,14}(?:居民|村民|群众|老百姓|业主|住户|农民|市民|百姓|用户)[,。;!::\s]"
)


def visible(text: str) -> str:
    """The text as it is seen: without zero-width characters, marks of direction and joiners."""
    return text if text.isascii() else "".join(filter(_plain_character, text))


def plain(text: str) -> str:
    """Simplified and half-width; of the same length as the visible text."""
    # 从407走到827,420个字: a wide comma parts two figures, where no fen follow (1,209.60).
    simple = "".join(map(_plain_character, _WIDE_COMMA.sub("、", text)))
    return _CAPITAL_NUMBER.sub(lambda match: match[0].translate(_CAPITALS), simple)


def spoken(plain_text: str) -> str:
    """A plain text with common dialect words made standard, for telling what is meant."""
    return "".join(_DIALECT.get(c, c) for c in plain_text.lower())


def in_mandarin(plain_text: str) -> str:
    """A plain text with the Cantonese words that ask made standard; of equal length."""
    for cantonese, mandarin in _CANTONESE:
        plain_text = plain_text.replace(cantonese, mandarin)
    return _SOME.sub("多少", _WHOLE_YEAR.sub("全年", _WHICH.sub("哪", plain_text)))


def without_headers(text: str) -> str:
    """A pasted chat with blanks in place of who spoke and when (王师傅 14:02); of equal length."""
    if len(_HEADER.findall(text)) >= 2:  # 电线着火了 20:15 is no header
        text = _blank(_HEADER, text)
    speakers = _SPEAKER.findall(text)
    return _blank(_SPEAKER, text) if len(speakers) > len(set(speakers)) else text


def without_address(text: str) -> str:
    """The text with blanks in place of how a letter or short message addresses its reader."""
    return _blank(_WRITER, _blank(_ADDRESS, text))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: BLANK * len(match[0]), text)


def writes_traditional(text: str) -> bool | None:
    """Whether the text is in traditional characters; None where its characters do not tell."""
    traditional = sum(c in simplified() for c in text)
    simple = sum(c in _only_simple() for c in text)
    return None if traditional == simple else traditional > simple


@cache
def _only_simple() -> frozenset[str]:
    return frozenset(simplified().values()) - frozenset(simplified())


@cache
def _plain_character(c: str) -> str:
    """One character, or none where it cannot be seen."""
    simple = simplified().get(c)
    if simple:
        return simple
    category = unicodedata.category(c)
    if category in _UNSEEN:
        return ""
    if category in {"Cc", "Zs", "Zl", "Zp", "Cn", "Co", "Cs"}:
        return BLANK if c != "\n" else c
    if category == "No":
        return c  # ① before a number is none of its digits
    form = unicodedata.normalize("NFKC", c)
    if len(form) != 1:
        return c
    number = unicodedata.digit(form, None)
    # Digits of other scripts look like ours and are not: who writes ٣ is not read as 3.
    if number is not None and not form.isascii():
        return c
    return form
