"""Numbers that name something: an account, a meter, a case, a phone. Said aloud they are asked."""

from __future__ import annotations

import re

from bot.hearing.entity import EntityKind, Match, Read, rule
from bot.hearing.numbers import GROUPED, PHONE, digits
from bot.hearing.rules.parts import ZERO_TO_NINE, either

_TICKET = either(
    "工单编?号 (?:派|受理|故障|报修|投诉|催办|意见|举报|服务|申请|业务|派工|来电|"
    "诉求|95598)工?单?编?号 "
    "单号 流水号 受理编?号 工单 [(（]单号"
)
_SEP = r"[\s::为是】】\])）【\[(（]{0,4}"
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
        "ticket-no-named",  # as other systems number: 工单编号:2018120902001177
        EntityKind.TICKET_NO,
        rf"{_TICKET}{_SEP}(?:95598(?!-){_SEP})?(?P<e>(?:95598-|12345-)?[A-Za-z]{{0,4}}-?(?:\d{{6,22}}(?:-\d{{1,6}})?|\d{{4}}-\d{{4,6}}(?:-\d{{1,6}})?))(?!\d)",
        lambda match: match["e"].upper(),
        reads={
            "工单编号:2018120902001177": "2018120902001177 = 2018120902001177",
            "故障单号为：【DY2018120210450731】": "DY2018120210450731 = DY2018120210450731",
            "投诉编号:2018-12398-0456": "2018-12398-0456 = 2018-12398-0456",
            "受理单号 95598-20181209": "95598-20181209 = 95598-20181209",
        },
        leaves=("户号:4100000456", "工单编号:123"),
    ),
    rule(
        "ticket-no-by-its-letters",
        EntityKind.TICKET_NO,
        r"(?<![A-Za-z\d])(?!(?i:ts|qq|wx|vx))[A-Za-z]{2,4}-?20[0-3]\d(?:0[1-9]|1[0-2])(?:\d{4,14}(?!\d)|\d\d-\d{3,8}(?!\d))",
        lambda match: match[0].upper(),
        reads={"SL20181203001122到哪了": "SL20181203001122 = SL20181203001122"},
        leaves=("SL1234", "wx2018120312345"),
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
        "phone-masked",
        EntityKind.PHONE,
        r"(?<![\d*])1[3-9]\d[*xX]{4}\d{4}(?![\d*])",
        True,
        reads={"手机138****1234": "138****1234 = 138****1234"},
        leaves=("1380****123", "*138****1234"),
    ),
    rule(
        "account-no",
        EntityKind.ACCOUNT_NO,
        r"(?<!\d)(?:\d{16}|\d{13}|\d{10})(?!\d)",
        lambda match: match[0],
        reads={
            "户号4100000123": "4100000123 = 4100000123",
            "户号0301000000000901": "0301000000000901 = 0301000000000901",
        },
        leaves=("41000001234", "00041000001230", "03010000000009012"),
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
