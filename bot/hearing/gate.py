"""The gate that every text passes first: danger, despair, reports about a person, agencies.

It stands apart from the model of intents and from the grammar of figures, so that it cannot fail
with them: its own plain form, which takes any string, and patterns over it. Words that only look
grave (漏电保护器, 气得冒烟, 热死了) are taken out before the patterns look. What they do not know
a small model of the gate's own hears beside them (`gate_model`), and nothing where it fails.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.contract.characters import simplified
from bot.hearing.deeds import misdeed, misdeed_heard
from bot.hearing.despairing import despairs
from bot.hearing.english import in_chinese
from bot.hearing.everyday import (
    told_of_oneself,
    told_of_others,
    told_of_staff,
    told_of_things,
    told_to_us,
)
from bot.hearing.gate_model import Grave, Weighed, weighed
from bot.hearing.gate_words import (
    ABOVE,
    AGENCIES,
    AGENCIES_IN_SOUNDS,
    BY_MACHINE,
    DANGER,
    DANGER_IN_SOUNDS,
    DESPAIR,
    DESPAIR_IN_SOUNDS,
    GAS,
    NO_DANGER,
    NO_THREAT,
    SENSED,
    WRONG,
    Words,
)
from bot.hearing.perils import is_perilous
from bot.hearing.pinyin import in_sounds
from bot.hearing.pinyin_words import in_characters
from bot.hearing.report_words import DEED, NO_REPORT, ONLY_ASKS, REPORT, REPORT_IN_SOUNDS
from bot.hearing.threats import Threat, threats_in

LONGEST = 8_000  # characters that are read
SHORT = 30  # characters; a longer text may speak of a danger beside the words that mean none
_AGENCIES = tuple((re.compile(pattern), name) for pattern, name in {**AGENCIES, **ABOVE}.items())

_IN_SOUNDS = tuple((re.compile(pattern), name) for pattern, name in AGENCIES_IN_SOUNDS.items())


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be acted on before a message is read any further.

    Attributes:
        danger: somebody may be hurt by electricity or fire, now.
        harmless: words of danger are all there is, and mean none (防触电, 气得冒烟); or a thing of
            ours is named, and nothing happens to it (配电箱能装在卧室吗).
        despair: somebody speaks of not wanting to live.
        report: a person is reported (举报).
        agencies: who outside of the company is named, as `AGENCIES` calls them.
        threats: what else is threatened, to people or things of ours.
        asks_of_reports: how reporting works is asked, and nobody is reported.
        asks_if_proper: whether a charge is as it should be is asked, and nobody is reported.
        blames_nobody: no word of a wrong stands there, or none that means one (红包他不收).
        by_machine: the danger is that a machine which keeps somebody alive has no power.
        gas: it is gas that leaks or burns: no switch may be touched, not even to cut the power.
    """

    danger: bool = False
    harmless: bool = False
    despair: bool = False
    report: bool = False
    agencies: tuple[str, ...] = ()
    threats: tuple[Threat, ...] = ()
    asks_of_reports: bool = False
    asks_if_proper: bool = False
    blames_nobody: bool = False
    gas: bool = False
    by_machine: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it must be answered before anything else."""
        return self.danger or self.despair or self.report

    @property
    def threatens(self) -> bool:
        """Whether a threat stands in it: with somebody outside, or with what they will do."""
        return bool(self.agencies or self.threats)


@lru_cache(maxsize=64)  # several rooms ask about the same message
def gate(text: str) -> Alarm:
    """What is grave in a text, in any script: simplified, traditional, pinyin, English."""
    alarm = _alarm(text)
    if not alarm.is_grave and (said := in_chinese(text) or in_characters(text)):
        meant = _alarm(said)
        agencies = tuple(dict.fromkeys([*meant.agencies, *alarm.agencies]))
        threats = tuple(dict.fromkeys([*meant.threats, *alarm.threats]))
        return replace(meant, agencies=agencies, threats=threats)
    return alarm


def _alarm(text: str) -> Alarm:
    heard = _OURS.sub("", plain_at_gate(text))
    beside = weighed(heard, _told(heard))
    by_rule = _by_rule(heard, in_sounds(heard), beside)
    only_asks = by_rule.asks_of_reports or by_rule.asks_if_proper
    report = by_rule.report or (beside.hears(Grave.REPORT) and not only_asks)
    return replace(
        by_rule,
        danger=by_rule.danger or (beside.hears(Grave.DANGER) and not by_rule.harmless),
        despair=by_rule.despair or beside.hears(Grave.DESPAIR),
        report=report,
        blames_nobody=by_rule.blames_nobody and not report,
    )


def _by_rule(heard: str, sounds: str, beside: Weighed) -> Alarm:
    """What the words say; senses by their sounds alone, unless the model speaks against them."""
    spelled = {kind: "" if beside.denies(kind) else sounds for kind in Grave}
    danger = _endangers(heard, sounds, spelled[Grave.DANGER])
    report = (
        _says(REPORT, heard)
        or _says(DEED, heard)
        or misdeed(told_of_staff(NO_REPORT.sub("", heard)))
        or bool(REPORT_IN_SOUNDS.search(sounds))
        or misdeed_heard(spelled[Grave.REPORT])
    )
    return Alarm(
        danger=danger,
        harmless=not danger and len(heard) <= SHORT and _is_calm(heard),
        despair=_says(DESPAIR, heard)
        or bool(DESPAIR_IN_SOUNDS.search(sounds))
        or despairs(told_of_oneself(heard), spelled[Grave.DESPAIR]),
        report=report,
        agencies=_agencies(heard, sounds),
        threats=threats_in(told_to_us(heard), sounds),
        asks_of_reports=not report and bool(ONLY_ASKS[0].search(heard)),
        asks_if_proper=not report and bool(ONLY_ASKS[1].search(heard)),
        blames_nobody=not report and len(heard) <= SHORT and _blames_nobody(heard),
        gas=bool(GAS.search(heard)),
        by_machine=_only_by_machine(heard),
    )


def _told(heard: str) -> Mapping[Grave, str]:
    """The plain text without what only looks grave, for each kind."""
    return {
        Grave.DANGER: told_of_things(_now(heard)),
        Grave.DESPAIR: told_of_oneself(DESPAIR[0].sub("", heard)),
        Grave.REPORT: told_of_staff(NO_REPORT.sub("", heard)),
    }


def _now(heard: str) -> str:
    return DANGER[0].sub("", _over_left_out(heard))


def _endangers(heard: str, sounds: str = "", spelled: str = "") -> bool:
    now = _now(heard)
    if DANGER[1].search(now) or DANGER_IN_SOUNDS.search(sounds):
        return True
    return is_perilous(told_of_things(now), spelled)


def _is_calm(heard: str) -> bool:
    """Whether words of danger stand there that mean none, or are asked about."""
    named = bool(_OF_OURS.search(heard)) and not SENSED.search(heard)
    return named or bool(DANGER[1].search(heard) or NO_DANGER.search(heard))


def _only_by_machine(heard: str) -> bool:
    """Whether nothing burns and nobody hangs on a wire, where a machine fails somebody."""
    rest = BY_MACHINE.sub("", heard)
    return rest != heard and not _endangers(rest)


def _blames_nobody(heard: str) -> bool:
    return bool(NO_REPORT.search(heard)) or bool(
        _OF_SOMEBODY.search(heard) and not WRONG.search(heard)
    )


_OF_OURS = re.compile(r"电线|变压器|配电|表箱|电箱|插[头座排]|电?线?杆|高压线|开关|电闸")
_OF_SOMEBODY = re.compile(
    r"电工|师傅|[所站]长|主任|抄表|收费员|工作人员|他|她|有人|[那这]人|人家|[老小姓][一-鿿]|[一-鿿]工"
)


def names_a_place(text: str) -> bool:
    """Whether what sounds like a threat is a building or a day of that name (法院旁边)."""
    return bool(NO_THREAT.search(plain_at_gate(text)))


def _agencies(heard: str, sounds: str) -> tuple[str, ...]:
    told = told_of_others(NO_THREAT.sub("", heard))
    named = [name for pattern, name in _AGENCIES if pattern.search(told)]
    named += [name for pattern, name in _IN_SOUNDS if pattern.search(sounds)]
    return tuple(dict.fromkeys(named))


def quotes_us(text: str) -> bool:
    """Whether a sentence of ours stands in it that names others to turn to."""
    return bool(_OURS.search(plain_at_gate(text)))


# 1. The plain form.
_GAP = re.compile(r"(?<=[一-鿿])[\s/|·•*_~.\-]+(?=[一-鿿])")
_DIALECT = {
    "著": "着",
    "俺": "我",
    "咱": "我",
    "恁": "你",
    "您": "你",
    "煳": "糊",
    "燶": "焦",
    "’": "'",
}


def plain_at_gate(text: str) -> str:
    """Simplified, half-width, lower case, without tone marks, invisible signs and gaps."""
    folded = unicodedata.normalize("NFKD", text[:LONGEST])[:LONGEST].lower()
    if not folded.isascii():
        folded = "".join(
            c for c in folded if c.isascii() or unicodedata.category(c) not in _UNSEEN
        )
    return _GAP.sub("", folded.replace("\n", "。").translate(_SIMPLE))


# Our own sentence, quoted back by whoever had it from us, threatens nobody.
_OURS = re.compile(
    r"(?:你也可以拨打95598;)?对答[复覆]不满意,可以?拨?打12398|你也可以向95598或12398举报"
    r"|你的举报已经登记|举报只交给[^,。]{2,10},不会转给被举报的人"
    r"|you can also call 95598; if [a-z ]{5,50}, (?:call )?12398"
    r"|you can also report to 95598 or 12398"
)


def _simple() -> dict[int, str]:
    """To simplified characters."""
    return str.maketrans(simplified() | _DIALECT)


_UNSEEN = {"Cf", "Mn", "So", "Cs", "Co", "Cn"}
_SIMPLE = _simple()

# 2. What is over: 上个月冒过烟,早修好了. 上个月装的表冒烟了 is not.
_NOW = r"今|刚|现在|正|又|还|一直|快|要|总|老是"
_PAST = re.compile(
    r"(?:上个?月|上[次回]|去年|前年|前几年|以前|之前|那年|早先|当年|年前)"
    rf"(?:(?!{_NOW})[^,。!?;]){{0,40}}(?=[,。!?;]|$)|[^,。!?;]{{0,12}}是(?:上个?月|去年|以前|前年)的事"
)
_FIXED = re.compile(r"修好|接上|换了|换新|早换|早修|处理好|弄好")


def _over_left_out(heard: str) -> str:
    def over(match: re.Match[str]) -> str:
        said = match[0]
        is_over = "过" in said or "的事" in said or _FIXED.search(heard, match.end())
        return "" if is_over else said

    return _PAST.sub(over, heard)


def _says(words: Words, heard: str) -> bool:
    harmless, grave = words
    if not grave.search(heard):
        return False
    return grave.search(harmless.sub("", heard)) is not None
