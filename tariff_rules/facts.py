"""Facts as JSON holds them, assessed in one call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tariff_rules.account_facts import parse_account, parse_months_from
from tariff_rules.assessment import assess
from tariff_rules.regions_known import load_region
from tariff_rules.report import to_json


def assess_facts(facts: Any, folder: Path | None = None) -> dict[str, Any]:
    """Assess facts as JSON holds them, and return the assessment as JSON values.

    >>> answer = assess_facts({
    ...     "region": "henan", "registered_on": "2018-12-05", "powered_on": "2018-10-08",
    ...     "settlements": [
    ...         {"from": "2018-10-08", "to": "2018-12-20", "kwh": "420", "charged": "287.20"}]})
    >>> answer["verdict"], answer["total"], answer["causes"][0]["difference"]
    ('rule_applied_to_a_wrong_fact', '287.20', '52.00')

    Args:
        facts: as README's table of facts words them.
        folder: of the office's own region files.

    Raises:
        FactError: a fact is missing, malformed or unknown.
        UnknownRegionError: no file for the region.
        NotCoveredError: a settlement lies outside all schedules, or a rule was not found.
    """
    account = parse_account(facts)
    tariff = load_region(account.region, folder)
    return to_json(assess(account, tariff, parse_months_from(facts)), tariff)
