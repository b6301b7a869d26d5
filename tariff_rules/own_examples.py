"""Bills that a region's file prints: a file by whose figures they do not come out is refused."""

from __future__ import annotations

from typing import Any

from tariff_rules.account_facts import parse_account
from tariff_rules.as_billed import as_billed
from tariff_rules.errors import RegionFileError, TariffRulesError
from tariff_rules.fields import Field
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Tariff

_OF_THE_BILL = {"from", "to", "kwh", "periods"}
_OLD = "2010-01-01"  # an account from before the tiers, unless the example says otherwise


def check_examples(field: Field | None, tariff: Tariff) -> None:
    """Recompute each example of the file.

    An example is one bill: `from`, `to`, `kwh` (and `periods`), the `total` of yuan that `by`
    prints, and any other fact of the account as `jieti assess` takes it.

    Raises:
        RegionFileError: one does not come out, or cannot be read.
    """
    for entry in field.entries() if field else ():
        total, _ = entry["total"].decimal(), entry["by"].words()
        try:
            found = as_billed(parse_account(_facts(entry, tariff)), tariff, MonthsFrom.USE)
        except RegionFileError:
            raise
        except TariffRulesError as error:
            raise entry.error("cannot be worked out: {error}", error=error) from error
        ours = found[-1].total
        if ours != total:
            raise entry.error(
                "prints {total} yuan, but the figures of the file make {ours}",
                total=total,
                ours=ours,
            )


def _facts(entry: Field, tariff: Tariff) -> dict[str, Any]:
    given = {str(key): _text(value.value) for key, value in entry.items()}
    bill = {key: given.pop(key) for key in _OF_THE_BILL & set(given)}
    facts = {key: value for key, value in given.items() if key not in ("total", "by")}
    return {
        "region": tariff.region, "registered_on": _OLD, "settlements": [bill], **facts,
    }  # fmt: skip


def _text(value: Any) -> Any:
    """YAML's dates as the text that facts are written in."""
    if isinstance(value, dict):
        return {str(key): _text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_text(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
