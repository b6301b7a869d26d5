"""Who outside of the company is named."""

from __future__ import annotations

from bot.hearing.entity import EntityKind, rule
from bot.hearing.gate_words import AGENCIES

# Of each: what is read, and what is left.
_EXAMPLES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "12398": (
        {"打12398": "12398 = 12398", "打一二三九八": "一二三九八 = 12398"},
        ("123981", "1.12398"),
    ),
    "12345": ({"打12345": "12345 = 12345"}, ("工号12345", "12345度")),
    "12315": ({"打12315": "12315 = 12315", "找消协": "消协 = 12315"}, ("工号12315", "12315元")),
    "discipline": ({"我去县纪委": "县纪委 = discipline"}, ("我去县里",)),
    "lawyer": ({"我请律师": "律师 = lawyer"}, ("老师",)),
    "court": ({"法院见": "法院 = court"}, ("医院见",)),
    "media": ({"发抖音": "抖音 = media"}, ("发短信",)),
}
RULES = tuple(
    rule(
        f"agency-{agency}",
        EntityKind.AGENCY,
        pattern,
        agency,
        reads=_EXAMPLES[agency][0],
        leaves=_EXAMPLES[agency][1],
    )
    for pattern, agency in AGENCIES.items()
)
