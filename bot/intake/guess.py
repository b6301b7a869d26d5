"""What a column with an unknown heading may be, by its values; a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from bot.intake import days, values
from bot.intake.codes import RowRefusedError
from bot.intake.fields import Field

LIKELY = 0.6  # below it nothing is proposed
LOOKED_AT = 200  # rows
_NAME = re.compile(
    r"[\u4e00-\u9fff·]{2,6}|[\u4e00-\u9fff()]{4,30}(?:公司|村|委员会|学校|厂|店|局|院|所|社)"
)
_PRICE = re.compile(r"居民|商业|工业|农业|合表|一户一表|排灌|阶梯|分时")
_REGISTER = re.compile(r"(?:正向|反向)?(?:有功|无功)?[((]?[总尖峰平谷][))]?")
_METER = re.compile(r"(?!\d{2,4}-\d\d?-\d\d?$)[0-9A-Za-z-]{6,30}")  # a day is no meter
_FIRST_DAY = re.compile(r"(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.]0?1(?: 0?0:00(?::00)?)?")
_WORDS = {
    Field.ACCOUNT_NO: "户|客|编[号码]|号|码|no|id",
    Field.HOLDER_NAME: "名|户主|姓|人",
    Field.PHONE: "话|机|联系|tel",
    Field.ADDRESS: "址|住",
    Field.PRICE_NAME: "价|类别|性质|分类",
    Field.METER_NO: "表|资产|条码|出厂",
    Field.REGISTER_KIND: "类|示数|方向",
    Field.LAST_READING: "上|起|初|前|旧|开始",
    Field.THIS_READING: "本|止|末|现|当|新|后|结束",
    Field.READ_KWH: "量|度|kwh",
    Field.SETTLED_KWH: "量|度|kwh",
    Field.CHARGED: "费|额|元|款",
    Field.BILL_MONTH: "月|期|间",
    Field.THIS_READ_ON: "本|抄|日|时间",
    Field.LAST_READ_ON: "上|前|起",
    Field.REGISTERED_ON: "立|开户|建|登记",
    Field.POWERED_ON: "电|通|送|接",
    Field.MULTIPLIER: "倍|乘",
}
_DIGIT = re.compile(r"\d")
_NO_READING = "尖|峰|平|谷|反向|无功|余|额|费|元|价|电量|用量|累计|阶梯|档"
_NOT_OF = {
    Field.ACCOUNT_NO: "表|资产|卡|条码|计量|终端|台区|发票|工单|申请",
    Field.THIS_READ_ON: "上|前|起|始|立|开户|建|送|装|发行|打印|缴|收|更新|导出|查询",
    Field.LAST_READ_ON: "本|止|末|后|立|开户|建|送|装|发行|打印|缴|收",
    Field.BILL_MONTH: "立|开户|建|送|接|装|抄|发行|打印|缴|收|上",
    Field.CHARGED: "上|前|欠|实收|实缴|实付|已|余|违约|补|预|存|单价|平均|税",
    Field.SETTLED_KWH: "上|前|尖|峰|平|谷|累|档|补|损|摊|均",
    Field.READ_KWH: "上|前|尖|峰|平|谷|累|档|补|损|摊|均",
    Field.LAST_READING: _NO_READING,
    Field.THIS_READING: _NO_READING,
}
_PER_KWH = (Decimal("0.2"), Decimal("1.6"))  # yuan: no household's average lies outside


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal: the field, and how sure it is (0 to 1)."""

    field: Field
    sure: float


def guesses(
    unknown: Mapping[int, str],
    known: Mapping[Field, int],
    rows: Sequence[Sequence[str]],
    wanted: frozenset[Field],
) -> dict[int, Guess]:
    """For columns with unknown headings what they may be; each field once, the surest first.

    Args:
        unknown: heading by column.
        known: columns that are known already.
        rows: the cells of the rows of data.
        wanted: fields that are looked for.
    """
    sample = [row for row in rows[:LOOKED_AT] if _DIGIT.search("".join(row))]  # no units
    found: list[tuple[float, int, Field]] = []
    for column, heading in unknown.items():
        cells = [
            c
            for row in sample
            if (c := values.cell_text(row[column] if column < len(row) else ""))
        ]
        cells = [cell for cell in cells if not values.is_nothing(cell)]
        if cells:
            found += [(_sure(field, heading, cells), column, field) for field in wanted]
    found += _by_sums(unknown, known, sample, wanted)
    found = [one for one in found if not _is_other(one[2], unknown[one[1]])]
    taken: dict[int, Guess] = {}
    for sure, column, field in sorted(found, key=lambda one: (-one[0], one[1])):
        if (
            sure >= LIKELY
            and column not in taken
            and field not in {g.field for g in taken.values()}
        ):
            taken[column] = Guess(field, round(min(sure, 0.99), 2))
    return taken


def _is_other(field: Field, heading: str) -> bool:
    """Whether the heading says that it is not that field, whatever its values are."""
    return bool(re.search(_NOT_OF.get(field, "$^"), heading))


def _sure(field: Field, heading: str, cells: list[str]) -> float:
    test = _TESTS.get(field)
    if test is None:
        return 0.0
    share = sum(map(test, cells)) / len(cells)
    named = bool(re.search(_WORDS.get(field, "$^"), heading.lower()))
    weight = _WEIGHT.get(field, 0.55)
    return share * (weight + (0.35 if named else 0.0)) if share > 0.8 else 0.0


def _is(read: Callable[[str], object]) -> Callable[[str], bool]:
    def test(cell: str) -> bool:
        try:
            return bool(read(cell))
        except RowRefusedError:
            return False

    return test


def _is_money(cell: str) -> bool:
    return bool(re.fullmatch(r"[-¥¥]?\d{1,6}\.\d{1,2}元?", cell))


_TESTS: dict[Field, Callable[[str], bool]] = {
    Field.ACCOUNT_NO: _is(values.account_no),
    Field.HOLDER_NAME: lambda cell: bool(_NAME.fullmatch(cell)) and not _PRICE.search(cell),
    Field.PHONE: lambda cell: bool(re.fullmatch(r"1[3-9]\d{9}", cell)),
    Field.PRICE_NAME: lambda cell: bool(_PRICE.search(cell)),
    Field.METER_NO: lambda cell: bool(_METER.fullmatch(cell)),
    Field.REGISTER_KIND: lambda cell: bool(_REGISTER.fullmatch(cell)),
    # Some systems write a month as its first day.
    Field.BILL_MONTH: lambda cell: bool(
        days.month(cell) and (_FIRST_DAY.fullmatch(cell) or not days.day(cell))
    ),
    Field.THIS_READ_ON: _is(lambda cell: values.day(cell, Field.THIS_READ_ON)),
    Field.LAST_READ_ON: _is(lambda cell: values.day(cell, Field.LAST_READ_ON)),
    Field.REGISTERED_ON: _is(lambda cell: values.day(cell, Field.REGISTERED_ON)),
    Field.POWERED_ON: _is(lambda cell: values.day(cell, Field.POWERED_ON)),
    Field.CHARGED: _is_money,
}
# How much the values alone say: a month or a list of prices much, some date little.
_WEIGHT = {
    Field.ACCOUNT_NO: 0.65, Field.BILL_MONTH: 0.7, Field.PRICE_NAME: 0.75, Field.PHONE: 0.8,
    Field.REGISTER_KIND: 0.75, Field.HOLDER_NAME: 0.45, Field.METER_NO: 0.3, Field.CHARGED: 0.5,
    Field.THIS_READ_ON: 0.5, Field.LAST_READ_ON: 0.3, Field.REGISTERED_ON: 0.3,
    Field.POWERED_ON: 0.3,
}  # fmt: skip


def _by_sums(
    unknown: Mapping[int, str],
    known: Mapping[Field, int],
    rows: Sequence[Sequence[str]],
    wanted: frozenset[Field],
) -> list[tuple[float, int, Field]]:
    """Figures that bear each other out: last + kWh = this; yuan by kWh is a price."""
    columns = {column: _figures(rows, column) for column in (*unknown, *known.values())}
    figures = {column: cells for column, cells in columns.items() if cells}
    fixed = {column: field for field, column in known.items()}
    found: list[tuple[float, int, Field]] = []

    def fits(trio: tuple[int, ...], fields: tuple[Field, ...]) -> bool:
        return all(
            fixed.get(c) is f if c in fixed else f in wanted
            for c, f in zip(trio, fields, strict=True)
        )

    for used in _kwh_fields(unknown, known):
        fields = (Field.LAST_READING, used, Field.THIS_READING)
        for trio in permutations(figures, 3):
            others = (_is_other(f, unknown.get(c, "")) for c, f in zip(trio, fields, strict=True))
            if fits(trio, fields) and not any(others) and _adds_up([figures[c] for c in trio]):
                found += [(0.95, c, f) for c, f in zip(trio, fields, strict=True) if c in unknown]
    readings = (Field.LAST_READING, Field.THIS_READING)
    for pair in permutations(figures, 2):
        named = [
            re.search(_WORDS[f], unknown.get(c, "")) for c, f in zip(pair, readings, strict=True)
        ]
        if fits(pair, readings) and any(named) and _never_falls([figures[c] for c in pair]):
            sure = 0.75 if all(named) else 0.65
            found += [(sure, c, f) for c, f in zip(pair, readings, strict=True) if c in unknown]
        billed = (Field.SETTLED_KWH, Field.CHARGED)
        if fits(pair, billed) and _is_price([figures[c] for c in pair]):
            money = figures[pair[1]]
            told = re.search(_WORDS[Field.CHARGED], unknown.get(pair[1], "费"))
            sure = 0.8 if told or _has_fen(money) else LIKELY if len(set(money)) > 1 else 0.0
            found += [(sure, c, f) for c, f in zip(pair, billed, strict=True) if c in unknown]
    return found


def _kwh_fields(unknown: Mapping[int, str], known: Mapping[Field, int]) -> tuple[Field, ...]:
    """What kWh between two readings are: beside money a bill's, for a reading needs them not."""
    there = tuple(field for field in (Field.READ_KWH, Field.SETTLED_KWH) if field in known)
    money = re.compile(_WORDS[Field.CHARGED])
    billed = Field.CHARGED in known or any(money.search(name) for name in unknown.values())
    return there or (Field.SETTLED_KWH if billed else Field.READ_KWH,)


def _has_fen(money: Sequence[Decimal | None]) -> bool:
    return any(one is not None and one != one.to_integral() for one in money)


def _figures(rows: Sequence[Sequence[str]], column: int) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for row in rows:
        cell = row[column] if column < len(row) else ""
        try:
            bare = re.sub("度$", "", cell)
            found.append(values.number(bare, Field.CHARGED, 4) if cell else None)
        except RowRefusedError:
            found.append(None)
    filled = [one for one in found if one is not None]
    return found if len(filled) * 2 > len(found) and any(filled) else []


def _adds_up(trio: Sequence[Sequence[Decimal | None]]) -> bool:
    sums = [
        (last + used == this, used)
        for last, used, this in zip(*trio, strict=True)
        if last is not None and used is not None and this is not None
    ]
    return (
        bool(sums)
        and any(used for _, used in sums)
        and sum(ok for ok, _ in sums) >= 0.8 * len(sums)
    )


def _never_falls(pair: Sequence[Sequence[Decimal | None]]) -> bool:
    both = [(last, this) for last, this in zip(*pair, strict=True) if last and this]
    return bool(both) and all(last <= this for last, this in both) and any(x != y for x, y in both)


def _is_price(pair: Sequence[Sequence[Decimal | None]]) -> bool:
    prices = [money / kwh for kwh, money in zip(*pair, strict=True) if kwh and money]
    low, high = _PER_KWH
    return bool(prices) and all(low <= price <= high for price in prices)
