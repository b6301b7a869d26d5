"""What is wanted and not asked: a person, to go on, a bill shown, the meter tested."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.hearing.topics import TEST
from bot.hearing.total import total

SHORT = 40  # characters; in a longer text these words stand beside a matter of its own


class Wish(StrEnum):
    """What is wanted."""

    PERSON = "person"
    GO_ON = "go_on"  # with what was told before something came between
    SAFE = "safe"  # a danger is over
    SHOWN = "shown"  # may it be seen now
    BY_MONTHS = "by_months"  # whether limits count by the month or by the year
    METER_TEST = "meter_test"  # 校表: the meter is to be tested


_PATTERNS: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, re.compile(pattern))
    for wish, pattern in (
        (
            Wish.PERSON,
            (
                r"转人工|人工(?:客服|服务|坐席|接听|处理)|真人|活人|(?:给我|帮我|我要|想|得)?找(?:个|一?个)人(?:来|跟|给|说|吧|$)"
                r"|(?:叫|让|派|喊)(?:个|你们)?(?:真?人|工作人员|领导|师傅)(?:来|跟|给|接)|不(?:想|要)(?:跟|和)?机器|(?:帮|给|替)(?:我|俺)(?:往上|向上)?(?:报上去|反映(?:上去|一下)|记(?:上去|下来)|报给(?:领导|上面))"
            ),
        ),
        (
            Wish.GO_ON,
            r"(?:接着|继续)(?:说|讲|聊)|(?:刚才|刚刚|前面|之前)(?:说|讲|聊|问)?(?:到|的)?.{0,8}(?:接着|继续|说完|没说完|那事)",
        ),
        (
            Wish.SAFE,
            (
                r"^(?!.*(?:想|打算|申请|报停|过年|回来|[吗么不]$)).*(?:闸|开关|空开|电)(?:都|已经)?(?:拉|关|断|停)(?:了|掉|下来)|(?:已经|都|我)?把(?:总)?(?:闸|开关|电)(?:给)?(?:拉|关|断)|(?<!就)没事(?:了|儿了)"
                r"|(?:火|烟)(?:已经|都)?(?:灭|没|停|熄)了|(?:扑|浇|踩)灭了|人(?:都)?没事"
            ),
        ),
        (
            Wish.METER_TEST,
            rf"^(?!.*(?:怎么|咋|如何|哪|谁|多少|几[天块]|多久|吗|么|不[??]*$|没有?[??]*$|[??]|要不要|[需用该]不|能不能|能否|可不可以|可以给)).*(?:要|申请|想|给|帮|请|那就|来个?人?)[^,。]{{0,8}}{TEST}|^{TEST}[吧呗啊]?$",
        ),
        (
            Wish.SHOWN,
            r"^(?:多少|几多|好多)(?:钱|度)?[呢啊?]*$|(?:现在|这下|这回|那)?(?:能|可以|让)(?:我)?(?:看|查)了(?:吧|吗|没)",
        ),
        (
            Wish.BY_MONTHS,
            r"自然[月年]|按(?:照)?抄表(?:日|年)?还是|按月(?:还是|算|平均|来|分)|按年(?:还是|算|累计|来)|是按(?:月|年)|(?:每个?月|按月)平均算|平均到(?:每个?|一个?)月",
        ),
    )
)


@total(None)
def wish_in(heard: str) -> Wish | None:
    """The wish that a plain text holds; None where it holds none, or tells a longer story."""
    if len(heard) > SHORT:
        return None
    return next((wish for wish, pattern in _PATTERNS if pattern.search(heard)), None)
