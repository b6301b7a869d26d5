"""A relief that the bill does not show: it comes with the next payment (四川 before 2023)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.settled_later import Difference, Reason
from tariff_rules.tariff import Tariff


def printed_tariff(tariff: Tariff, settlements: Iterable[AssessedSettlement]) -> Tariff | None:
    """The tariff by which the bills are printed; None where none of them has such a relief."""
    if not any(one.terms.schedule.printed_prices for one in settlements):
        return None
    schedules = tuple(
        replace(one, prices=one.printed_prices) if one.printed_prices else one
        for one in tariff.schedules
    )
    return replace(tariff, schedules=schedules)


def credited(total: Decimal, printed_total: Decimal) -> tuple[Difference, ...]:
    """What comes back with the next payment, where the bill is printed without the relief."""
    back = total - printed_total
    return (Difference(Reason.RELIEF, back, "prices"),) if back else ()
