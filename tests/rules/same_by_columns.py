"""Columns compared with single accounts: `make columns` ([ACCOUNTS [SEED]])."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tariff_rules import (
    Assessment,
    MonthsFrom,
    Recomputed,
    ServiceAccount,
    Tariff,
    TariffRulesError,
    Verdict,
    assess,
    find_causes,
    load_region,
    region_names,
)
from tariff_rules.columns import assess_columns, causes_in_columns, columns_of
from tests.rules.random_accounts import billed_by, random_account


def some_accounts(tariff: Tariff, count: int, chance: random.Random) -> Iterator[ServiceAccount]:
    """Random accounts; a half has the bills of some reading, of which the last may be wrong."""
    for _ in range(count):
        account = random_account(chance, tariff)
        months_from, wrong = chance.choice(list(MonthsFrom)), chance.random() < 0.3
        if chance.random() < 0.5:
            try:
                totals = [
                    s.total for s in assess(account, tariff, months_from).reading.settlements
                ]
            except TariffRulesError:
                pass
            else:
                totals[-1] += chance.randint(1, 5) * wrong
                account = billed_by(account, totals)
        yield account


def of_one(account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom) -> object:
    """What one account comes to: totals of both readings, the fitting one, causes; in fen."""
    try:
        assessment = assess(account, tariff, months_from)
    except TariffRulesError as error:
        return type(error)
    # Columns judge no bill: whether a figure is too weak for that is asked of one account.
    assessment = replace(assessment, verdict=Verdict.NOT_COMPARED, weak={})
    causes = {cause.cause: _fen(cause.difference) for cause in find_causes(assessment, tariff)}
    totals = [_totals(one) for one in (assessment.reading, assessment.by_use)]
    return totals, _fits(assessment), causes


def by_columns(
    accounts: Sequence[ServiceAccount], tariff: Tariff, months_from: MonthsFrom
) -> list[object]:
    """The same of each of the accounts, counted together."""
    assessed = assess_columns(columns_of(accounts), tariff, months_from)
    fits, causes = assessed.fits(), causes_in_columns(assessed, tariff)
    found: list[object] = []
    for row, account in enumerate(accounts):
        if row in assessed.refused:
            found.append(type(assessed.refused[row]))
            continue
        steps = len(account.settlements)
        totals = [
            (
                one.bills[:steps, row].tolist(),
                one.other_bills[:steps, row].tolist(),
                int(one.total[row]),
            )
            for one in (assessed.reading, assessed.by_use)
        ]
        cost = {cause: int(fen[row]) for cause, fen in causes.items() if fen[row]}
        found.append((totals, int(fits[row]), cost))
    return found


def differences(region: str, count: int, seed: int) -> list[tuple[ServiceAccount, object, object]]:
    """The accounts of which columns say something else than the account by itself."""
    chance = random.Random(f"{region} {seed}")
    tariff = _as_an_office_rounds(load_region(region), chance)
    accounts = list(some_accounts(tariff, count, chance))
    months_from = chance.choice(list(MonthsFrom))
    together = by_columns(accounts, tariff, months_from)
    alone = [of_one(account, tariff, months_from) for account in accounts]
    return [row for row in zip(accounts, alone, together, strict=True) if row[1] != row[2]]


def _as_an_office_rounds(tariff: Tariff, chance: random.Random) -> Tariff:
    """By lines, as most do, or the sum alone."""
    value = chance.choice(("line_to_fen_half_up", "line_to_fen_half_up", "sum_to_fen_half_up"))
    rule = replace(tariff.rules["rounding"], value=value)
    return replace(tariff, rules={**tariff.rules, "rounding": rule})


def _totals(reading: Recomputed) -> tuple[list[int], list[int], int]:
    bills = [_fen(one.total) for one in reading.settlements]
    other_form = [_fen(one.charge.other_total) for one in reading.settlements]
    return bills, other_form, _fen(reading.total)


def _fits(assessment: Assessment) -> int:
    readings = (assessment.reading, assessment.other, assessment.started)
    places = [i for i, one in enumerate(readings, start=1) if one and one is assessment.fits]
    return places[0] if places else 0


def _fen(yuan: Decimal) -> int:
    return int(yuan * 100)


def main() -> None:
    """Print one line for each account that differs, then the figures."""
    count, seed = (int(word) for word in (*sys.argv[1:], "20000", "1")[:2])
    found = []
    regions = region_names()
    for region in regions:
        some = differences(region, -(-count // len(regions)), seed)
        for account, alone, together in some:
            print(account, alone, together, sep="\n  ")
        found += some
    print(f"columns = single account: {count} accounts of {len(regions)} regions, "
          f"{len(found)} differences")  # fmt: skip
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
