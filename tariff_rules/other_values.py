"""What a bill comes to by the other values that sources give."""

from __future__ import annotations

from decimal import Decimal

from tariff_rules.assessment import Assessment
from tariff_rules.doubts import other_tariffs
from tariff_rules.errors import NotCoveredError
from tariff_rules.recomputing import recomputed
from tariff_rules.tariff import Tariff


def by_other_values(assessment: Assessment, tariff: Tariff, name: str) -> tuple[Decimal, ...]:
    """What the last bill comes to by each other value that sources give for a figure, in yuan."""
    account, months_from = assessment.account, assessment.reading.months_from
    found = []
    for other in other_tariffs(tariff, name):
        try:
            found.append(recomputed(account, other, months_from).settlements[-1].total)
        except NotCoveredError:
            continue
    return tuple(found)
