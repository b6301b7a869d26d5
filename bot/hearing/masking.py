"""Words without what points to somebody: for tables, models, and whoever else is not to know.

Rather one thing too many is hidden than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.hearing.entity import EntityKind
from bot.hearing.grammar import find_entities
from bot.hearing.names import SURNAMES
from bot.hearing.normalise import visible

_HIDDEN = {
    EntityKind.ACCOUNT_NO: "[户号]", EntityKind.METER_NO: "[表号]", EntityKind.PHONE: "[电话]",
    EntityKind.PERSON: "[姓名]", EntityKind.TICKET_NO: "[工单号]", EntityKind.ADDRESS: "[地址]",
}  # fmt: skip
_IDENTITY = re.compile(r"(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)")
_TWO_CHARACTERS = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|长孙|宇文|轩辕"
_KIN = (
    "爱人|媳妇|老公|老婆|丈夫|妻子|儿子|女儿|闺女|孙子|孙女|女婿|儿媳|[爸妈爹娘叔婶姑姨舅哥姐弟妹爷奶]"
    "|邻居|房东|租客|收件人|联系人|经办人|名字"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"  # of number plates
_NETWORKS = "微信|vx|wx|qq|抖音|快手|微博|小红书|支付宝|钉钉|飞书|telegram|whatsapp"
_MORE_PARTS = r"(?: ?[·•・‧.] ?[一-鿿]{1,8})"  # of a name of several
_PATTERNS = (
    (re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[邮箱]"),
    (re.compile(r"(?<![\w.])@[A-Za-z]\w{2,31}"), "[账号]"),
    (re.compile(r"(?i)(?:https?://|www\.|\b(?:t|wa)\.me/)[^\s,。;、]+"), "[网址]"),
    (
        re.compile(
            rf"(?i)({_NETWORKS})(?:账?号|是|[:: ])*[a-z0-9_.-](?:[ -]?[a-z0-9_.-]){{4,19}}"
        ),
        r"\1[号码]",
    ),
    (re.compile(rf"[{_PROVINCES}] ?[A-HJ-Z] ?[·•]? ?[A-Z0-9]{{5,6}}(?![A-Z0-9])"), "[车牌]"),
    (
        # However the characters stand apart: 我 叫 王 小 明.
        re.compile(
            r"((?:我|俺) ?叫|(?:户 ?名|姓 ?名|机 ?主|户 ?主)(?:是|叫|[:: ])*)"
            rf" ?(?:(?:[一-鿿] ?){{1,3}}[一-鿿]{_MORE_PARTS}*|[一-鿿]{_MORE_PARTS}+)"
        ),
        r"\1[姓名]",
    ),
    # Whoever is spoken of by what they are: 我妈李桂花, 我爱人叫刘洋, 收件人:赵六.
    (re.compile(rf"({_KIN})(?:是|叫|[:: ])*[{SURNAMES}] ?[一-鿿](?: ?[一-鿿])?"), r"\1[姓名]"),
    (re.compile(rf"[{SURNAMES}] ?[·•・‧] ?[一-鿿](?: ?[一-鿿])?"), "[姓名]"),
    # Whose house, or what is in it.
    (re.compile(rf"(隔壁|对门|楼[上下])[{SURNAMES}][一-鿿]{{1,2}}(?=家)"), r"\1[姓名]"),
    (re.compile(rf"[{SURNAMES}][一-鿿]{{2}}(?=家的?[电表户房线])"), "[姓名]"),
    # What is left of 阿依古丽·买买提, and 姓王,叫建国.
    (re.compile(rf"(\[姓名\]){_MORE_PARTS}+"), r"\1"),
    (re.compile(rf"姓 ?[{SURNAMES}][,、 ]*(?:名字?|叫)+ ?[一-鿿]{{1,3}}"), "姓[姓名]"),
    (
        re.compile(
            rf"姓 ?(?:{_TWO_CHARACTERS}|[{SURNAMES}])[,、 ]*单名(?:一个|叫|是)*[一-鿿](?:字)?"
        ),
        "姓[姓名]",
    ),
    (re.compile(rf"(?:{_TWO_CHARACTERS}) ?[一-鿿](?: ?[一-鿿])?"), "[姓名]"),
    (
        re.compile(
            r"[一-鿿]{2,4}(?:村|社区|小区|屯|庄)"
            r"(?:[\d一二三四五六七八九十]+(?:组|队|号|栋|幢|单元|室|楼))*"
        ),
        "[地址]",
    ),
    (
        re.compile(
            r"[一-鿿]{1,6}?(?:路|街|巷|弄|大道|胡同) ?\d+ ?(?:号|弄|巷)(?:院|楼)?"
            r"(?: ?\d+ ?(?:号楼?|栋|幢|单元|室|楼|层))*"
        ),
        "[地址]",
    ),
    (
        re.compile(r"\d+ ?(?:号楼|栋|幢|单元)(?: ?\d+ ?(?:单元|层|楼|室|号|(?!\d)))*"),
        "[地址]",
    ),
    (re.compile(r"(\[地址\]) ?\d{1,4}(?:[-—]\d{1,4})*室?(?![\d年月日度元块.])"), r"\1"),
    # Who lives there; what stands there is no name.
    (
        re.compile(rf"(\[地址\]的)[{SURNAMES}][一-鿿]?(?![线表费灯电杆箱的])[一-鿿](?![一-鿿])"),
        r"\1[姓名]",
    ),
    (
        re.compile(r"((?:后|末|尾)(?:(?:四|4)位|号)(?:数|是|为|[:: ])*)\d(?:[ -]?\d){3}(?!\d)"),
        r"\1[号码]",
    ),
    # A telephone in which letters stand for digits.
    (
        re.compile(r"(?<![0-9A-Za-z])1[3-9](?=[0-9OoIl]*[OoIl])[0-9OoIl]{9}(?![0-9A-Za-z])"),
        "[电话]",
    ),
    # What is left of a number whose beginning was read.
    (re.compile(r"(\[(?:户号|表号|电话|号码)\])(?:[ -]?\d{2,6}(?![\d年月日度元块.]))+"), r"\1"),
    # Digits of any script, in groups of any kind, longer than a day and its hour.
    (re.compile(r"\d(?:[\s\-.,_/·—–]?\d){8,}[Xx]?|\d{6,}[Xx]?"), "[号码]"),
)


def masked_words(text: str, known: Iterable[str] = ()) -> str:
    """The text without numbers, names and places that point to somebody.

    Args:
        text: anybody's words.
        known: names, numbers and addresses of the records, hidden wherever they stand.

    Raises:
        Exception: figures and names could not be read; then nothing is to be shown.

    >>> masked_words("我叫张建国,户号4100000123,交了287.20元")
    '我叫[姓名],户号[户号],交了287.20元'
    >>> masked_words("建国家的电费", ["建国"])
    '***家的电费'
    """
    text = visible(text)
    for secret in sorted(filter(None, known), key=len, reverse=True):
        if len(secret) > 1:
            text = text.replace(secret, "***")
    text, parts, end = _IDENTITY.sub("[身份证号]", text), [], 0
    for entity in find_entities(text):
        if entity.kind in _HIDDEN and entity.start >= end:
            parts += [text[end : entity.start], _HIDDEN[entity.kind]]
            end = entity.end
    text = "".join([*parts, text[end:]])
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text
