"""Whose account it is, by a customer's text: account number, name, last four digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.contract.characters import sounds
from bot.contract.said import Claim
from bot.hearing.names import SURNAMES
from bot.hearing.numbers import GROUPED, PHONE
from bot.hearing.pinyin import in_sounds
from bot.hearing.total import total

__all__ = ["NOBODY", "Claim", "Who", "may_be_holder", "who_in"]
_ACCOUNT = re.compile(r"(?<!\d)(\d{16}|\d{13}|\d{10})(?!\d)", re.ASCII)
_PHONE = re.compile(rf"{PHONE}|(?<!\d)1\d{{10}}(?!\d)", re.ASCII)
# A year in 2018-12-22 is no part of a phone.
_FOUR = re.compile(r"(?<!\d)(?<!\d[-—–_])\d{4}(?![-—–_]?\d|\s*[度元块年月字])", re.ASCII)
_SAID = re.compile(
    r"(?:(?<=尾号)|(?<=后四位)|(?<=尾号是)|(?<=后四位是)|(?<=末四位)|^)[零〇一幺二两三四五六七八九]{4}(?![一-鿿])"
)
_TICKET = re.compile(
    r"(?:工单|受理|流水|业务|单据)(?:编号|单号|号码?)(?:是|为|[\s::])*[A-Za-z]*\d{8,20}", re.ASCII
)
_HOME = re.compile(
    r"(?<!\d)(\d{3,4})(?:的|那|这)*(?:一?个)?(?:户|家)|尾号(?:是|为)?(\d{3,4})(?=的|那|这|户)",
    re.ASCII,
)
_NTH = re.compile(
    r"第([一二三两1-3])个?(?:户头?|家|表|套|处|屋)(?!.{0,4}[抄装换])|(头一?|打头)个?(?:户头?|家)"
)
_THEIRS = re.compile(
    r"^(?:那|再看看)?(?:[她他]|[我俺](?:[姐妹哥弟妈爸]|婆婆|公公|爷爷|奶奶))家(?!也)"
)
_PLACES = {n: i for i, n in enumerate("一二三", 1)} | {"两": 2, "1": 1, "2": 2, "3": 3}
_FIGURES = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_NAME_LABEL = re.compile(r"(户名|户主|姓名|名字)[是叫为:: ]*")
_LABELS = re.compile(
    r"户号|预留|登记|手机|电话|[后末]四位|尾号|号码|(?:[我她他]|我[妈爸爹娘]|老[人公婆伴])?名?叫|我是|[是::,,、;;。.\s/①-⑳]"
)
# 俺爹孙长河: whose father is no part of the name.
_RELATIVE = re.compile(
    rf"(?<![一-鿿])[我俺咱她他](?:家|们家?)?(?:[爸妈爹娘姐哥弟妹叔姑舅姨]|爸爸|妈妈|老?[公婆伴]|老头|老太太?"
    rf"|爷爷?|奶奶?|外婆|外公|姥姥|姥爷|大[爷娘伯]|[公婆]{{2}}|丈人|丈母娘|媳妇|老婆|对象)(?=[{SURNAMES}])"
)
_NAME = re.compile(r"^[一-鿿·•A-Za-z()()]{2,30}$")
_SAYS_WHO = re.compile(r"户名|户主是|姓名|我叫|尾号|后四位|手机号?是|电话是")
_NO_NAME = re.compile(
    r"马上|谢谢|余额|金额|方便|高价|白天|万一|何时|任何|石头|等等|好的|可以|稍等|不"
)
_NO_END = re.compile(r"[的了呢吗嘛吧]$")  # 我是南坡村的
# 我叫林小雨, 户主张建国; neither 我是所长 nor 我是租房的.
_SELF = re.compile(
    r"(?:你好|,|。|!| )*"
    r"(?:[我俺咱](?:姓[一-鿿],?)?(?:名?叫|是)(?:做)?|户主(?:名字?)?[是叫为:]?|户名[是叫为:]?|本人)"
    r"(?!.*[长员工师任民客主户的们区村店厂司家租电])([一-鿿]{2,4})[啊呀,。!! ]*$"
)
_BODY = re.compile(r"公司|厂|店|村|组|委|社|校|院|所|会|部|局|站")
_CALLED = re.compile(r"户号|编号|账号")
_FEW = 4  # characters of a name alone
_GIVEN = 2  # syllables of a given name
_PARTICLES = {"de", "le", "ma", "ne", "ba", "xie", "bu", "shao", "qian", "dian", "fei", "wo", "ni"}
_NOTHING = Claim()


@dataclass(frozen=True, slots=True)
class Who:
    """Who somebody is by a text.

    Attributes:
        claim: account number, name and last four digits of the phone, as far as they stand there.
        says_who: numbers or labels tell who it is; 2160度 in a question does not.
        home: the end of an account number by which one of several homes is named (0149那户).
        nth: which of several homes is named by its place (第一个户); 0 where none is.
        theirs: the home of a relative is spoken of (她家, 我姐家).
        names_self: the text says who somebody is, and nothing else (我叫林小雨).
        is_name: the text is a person's name and nothing else, as far as its characters tell.
    """

    claim: Claim = _NOTHING
    says_who: bool = False
    is_name: bool = False
    home: str = ""
    nth: int = 0
    names_self: bool = False
    theirs: bool = False


NOBODY = Who()


@total(NOBODY)
def who_in(words: str, heard: str) -> Who:
    """Who somebody is by the words that can be seen and their plain form."""
    heard = without_tickets(_tail_in_figures(heard))
    return Who(
        _claim(words, heard),
        _says_who(heard),
        _is_name(heard.strip()),
        _home(heard),
        _nth(heard),
        _names_self(heard),
        _THEIRS.search(heard) is not None,
    )


def as_own(heard: str) -> str:
    """The same of one's own home: 她家上个月多少."""
    return _THEIRS.sub("我家", heard)


def as_mothers(heard: str) -> str:
    """The same of a relative's home that is named: 我妈家上个月多少."""
    return _THEIRS.sub("我妈家", heard)


def names_own_home(heard: str) -> bool:
    """Whether one's own home is named, where a relative's was spoken of: 我家11月多少."""
    return "我家" in heard or "俺家" in heard


def may_be_holder(name: str) -> bool:
    """Whether words that mean nothing else may be the name of a person or of a body."""
    return bool(_BODY.search(name)) or (len(name) in (2, 3) and not _NO_NAME.match(name))


def _claim(words: str, heard: str) -> Claim:
    phone = _PHONE.search(heard)
    rest = _out(_PHONE, heard)
    account = _account(rest)
    rest = _blanked(rest, account) if account else rest
    four = _FOUR.search(rest)
    last_four = _digits(phone[0])[-4:] if phone else four[0] if four else ""
    number = _digits(account[0]) if account else ""
    return Claim(number, _name(words, _out(_FOUR, rest)), last_four)


def without_tickets(heard: str) -> str:
    """Blanks in place of the number of a work order, which is no account number."""
    return _out(_TICKET, heard)


def _home(heard: str) -> str:
    found = _HOME.search(heard)
    return found[1] or found[2] if found else ""


def _nth(heard: str) -> int:
    found = _NTH.search(heard)
    return _PLACES.get(found[1], 1) if found else 0


def _names_self(heard: str) -> bool:
    found = _SELF.match(heard.strip())
    return found is not None and found[1][0] in SURNAMES and not _NO_NAME.match(found[1])


def _tail_in_figures(heard: str) -> str:
    """Four digits that were said one by one (零一三一), where they are all or named so."""
    return _SAID.sub(lambda m: m[0].translate(_FIGURES), heard)


def _account(heard: str) -> re.Match[str] | None:
    """The account number. One in groups may as well be a row of readings: words beside it tell."""
    whole, grouped = _ACCOUNT.search(heard), GROUPED.search(heard)
    if whole or not grouped:
        return whole
    rest = _LABELS.sub("", _NAME_LABEL.sub("", _FOUR.sub("", _blanked(heard, grouped))))
    alone = not rest or _is_name(rest) or _BODY.search(rest)
    return grouped if alone or _CALLED.search(heard) else None


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _name(words: str, rest: str) -> str:
    """The one name that is left, as it was written: 李昇 is not 李升."""
    rest = _out(_LABELS, _out(_NAME_LABEL, rest))
    if _is_in_pinyin(rest):
        return rest.strip()
    parts = [part for part in re.finditer(r"\S+", _out(_RELATIVE, rest)) if _NAME.match(part[0])]
    names = parts if len(parts) == 1 else [one for one in parts if _is_name(one[0])]
    named = words[slice(*names[0].span())] if len(names) == 1 else ""
    return "" if _NO_END.search(named) else named


def _says_who(heard: str) -> bool:
    if _account(_out(_PHONE, heard)) or _SAYS_WHO.search(heard):
        return True
    bare = _PHONE.sub("", _FOUR.sub("", heard))
    return bare != heard and len(_LABELS.sub("", bare)) <= _FEW


def _is_name(heard: str) -> bool:
    if _is_in_pinyin(heard):
        return True
    looks = len(heard) in (2, 3) and heard[0] in SURNAMES and _NAME.match(heard)
    return bool(looks) and not _NO_NAME.match(heard)


def _is_in_pinyin(heard: str) -> bool:
    """Chen qiu ju: a surname and what may be given, and nothing else."""
    if not heard.isascii():
        return False
    surname, *given = in_sounds(heard.strip()).split() or [""]
    return surname in _surnames() and 0 < len(given) <= _GIVEN and not _PARTICLES & set(given)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(sounds()[one] for one in SURNAMES if one in sounds())


def _out(pattern: re.Pattern[str], heard: str) -> str:
    """Blanks in place of what the pattern finds, so that places stay."""
    return pattern.sub(lambda match: " " * len(match[0]), heard)


def _blanked(heard: str, match: re.Match[str]) -> str:
    start, end = match.span()
    return heard[:start] + " " * (end - start) + heard[end:]
