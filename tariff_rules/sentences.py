"""Why, in plain sentences of two languages, for whoever uses the rules without the bot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from tariff_rules.assessment import Assessment, Verdict
from tariff_rules.causes import Cause, Slip, find_causes, find_slips
from tariff_rules.tariff import Tariff

Language = Literal["zh", "en"]
Pair = tuple[str, str]
_VERDICTS: dict[Verdict, Pair] = {
    Verdict.AGREES: ("账单与规则相符", "the bill agrees with the rule"),
    Verdict.CHARGED_WRONGLY: ("账单与规则不符", "the bill does not agree with the rule"),
    Verdict.WRONG_FACT: (
        "规则没算错,但依据的事实有误", "the rule was applied to a wrong fact",
    ),
    Verdict.INCOMPLETE: ("缺少抄表记录,不能判断", "readings are missing, so it cannot be judged"),
    Verdict.RULE_UNCERTAIN: (
        "规定还不够确定,不能判断这张账单", "the rule is not certain enough to judge the bill",
    ),
    Verdict.NOT_COMPARED: ("没有账单可比对", "there is no bill to compare with"),
}  # fmt: skip
_CAUSES: dict[str, Pair] = {
    "late_registration": ("立户晚于用电", "registered after use began"),
    "previous_owner": ("过户没有录入", "the change of owner was not entered"),
    "household_not_applied": ("多人口加量没有录入", "the large household was not entered"),
    "free_kwh_not_applied": ("免费电量没有录入", "the free kWh were not entered"),
    "time_of_use_not_applied": ("峰谷电价没有录入", "the time-of-use prices were not entered"),
    "kwh_in_the_wrong_span": ("电量算错了时段", "kWh were counted in the wrong span"),
    "estimated_reading": ("估抄", "an estimated reading"),
}
_SLIPS: dict[str, Pair] = {
    "whole_at_top": (
        "正好是全部电量都按最高那一档算的", "it is exactly all kWh at the highest tier's price",
    ),
    "months": ("正好是按{months}个月的额度算的", "it is exactly by the limits of {months} months"),
    "without": ("正好是没有算{what}的", "it is exactly without {what}"),
    "as": ("正好是按另一种电价({what})算的", "it is exactly by another price ({what})"),
}  # fmt: skip
_CAUSE: Pair = (
    "{cause}({actual},应为{instead}):{difference}元",
    "{cause} ({actual} instead of {instead}): {difference} yuan",
)
_TOTALS: Pair = ("收了{charged}元,应为{total}元", "charged {charged} yuan, due {total} yuan")
_DUE: Pair = ("应为{total}元", "due: {total} yuan")


def sentences(
    assessment: Assessment, tariff: Tariff, language: Language = "zh"
) -> tuple[str, ...]:
    """The verdict, what was charged and due, each cause with its yuan, and each known slip.

    >>> from tariff_rules import assess, load_region, parse_account
    >>> henan = load_region("henan")
    >>> account = parse_account({
    ...     "region": "henan", "registered_on": "2018-12-05", "powered_on": "2018-10-08",
    ...     "settlements": [{"from": "2018-10-08", "to": "2018-12-20", "kwh": "420",
    ...                      "charged": "287.20"}]})
    >>> for sentence in sentences(assess(account, henan), henan, "en"):
    ...     print(sentence)
    the rule was applied to a wrong fact
    charged 287.20 yuan, due 287.20 yuan
    registered after use began (2018-12-05 instead of 2018-10-08): 52.00 yuan

    Raises:
        FactError: the tariff is another region's.
    """
    place = ("zh", "en").index(language)
    return tuple(pair[place].format(**blanks) for pair, blanks in _told(assessment, tariff, place))


def _told(
    assessment: Assessment, tariff: Tariff, place: int
) -> Iterator[tuple[Pair, dict[str, object]]]:
    yield _VERDICTS[assessment.verdict], {}
    charged = assessment.charged
    totals: dict[str, object] = {"total": assessment.total, "charged": _fen(charged)}
    yield (_DUE if charged is None else _TOTALS), totals
    for cause in find_causes(assessment, tariff):
        yield _CAUSE, _of_cause(cause, place)
    for slip in find_slips(assessment, tariff):
        yield _of_slip(slip)


def _of_cause(cause: Cause, place: int) -> dict[str, object]:
    return {
        "cause": _CAUSES[cause.cause][place], "actual": cause.actual, "instead": cause.instead,
        "difference": _fen(cause.difference),
    }  # fmt: skip


def _of_slip(slip: Slip) -> tuple[Pair, dict[str, object]]:
    kind, _, what = slip.kind.partition("_")
    pair = _SLIPS[slip.kind] if slip.kind in _SLIPS else _SLIPS[kind]
    return pair, {"months": slip.months, "what": what}


def _fen(yuan: Decimal | None) -> str:
    return "" if yuan is None else f"{yuan:.2f}"
