"""Numbers that name something: an account, a meter, a case, a phone. Said aloud they are asked."""

from __future__ import annotations

import re

from bot.hearing.entity import EntityKind, Match, Read, rule
from bot.hearing.numbers import GROUPED, PHONE, digits
from bot.hearing.rules.parts import ZERO_TO_NINE, either

_SAID = rf"[{ZERO_TO_NINE}幺]"  # digits said one by one


def _entity(match: Match) -> str:
    return match["e"]


def _digits_alone(match: Match) -> str:
    return re.sub(r"\D", "", match[0])


def _digits_of_phone(match: Match) -> str:
    return re.sub(r"\D", "", match["e"])


def _asked_if_digits(match: Match) -> Read:
    """Said one by one it may have been misheard: it is asked for, never taken."""
    return None if digits(match[0]) else False


RULES = (
    rule(
        "ticket-no",
        EntityKind.TICKET_NO,
        r"(?i:ts)\d{11}(?!\d)",
        lambda match: match[0].upper(),
        reads={"工单ts20181222001": "ts20181222001 = TS20181222001"},
        leaves=("ts201812220015",),
    ),
    rule(
        "meter-no-named",
        EntityKind.METER_NO,
        either("表号 电表号 电能表编号 资产编号") + r"[是为: ]*(?P<e>\d{6,24})",
        _entity,
        reads={"电表号 4130009000012345": "4130009000012345 = 4130009000012345"},
        leaves=("户号 4130009000012345",),
    ),
    rule(
        "phone",
        EntityKind.PHONE,
        PHONE,
        _digits_of_phone,
        reads={
            "手机13800005678": "13800005678 = 13800005678",
            "+86 138-0000-5678": "138-0000-5678 = 13800005678",
        },
        leaves=("138000056789", "413800005678"),
    ),
    rule(
        "account-no",
        EntityKind.ACCOUNT_NO,
        r"(?<!\d)(?:\d{13}|\d{10})(?!\d)",
        lambda match: match[0],
        reads={"户号4100000123": "4100000123 = 4100000123"},
        leaves=("41000001234", "0004100000123000"),
    ),
    rule(
        "account-no-grouped",
        EntityKind.ACCOUNT_NO,
        GROUPED.pattern,
        _digits_alone,
        reads={"户号4100-000-123-000呢": "4100-000-123-000 = 4100000123000"},
        leaves=(
            "1.4100 000 123",
            "1 4100 000 123",
            "4100 000 123度",
            "4100000123",
            "4100-000-123-00",
        ),
    ),
    rule(
        "phone-said",
        EntityKind.PHONE,
        rf"(?<!{_SAID})[一幺][三五七八九]{_SAID}{{9}}(?!{_SAID})",
        None,
        reads={"手机一三八零零零零一二三四": "一三八零零零零一二三四 ="},
        leaves=("四一三八零零零零一二三四", "一三八零零零零一二三四五"),
    ),
    rule(
        "account-no-said",
        EntityKind.ACCOUNT_NO,
        rf"{_SAID}{{9,13}}",
        _asked_if_digits,
        reads={"户号四一零零零零零一二三": "四一零零零零零一二三 ="},
        leaves=("四一零零零零零一",),
    ),
)
