"""Residential tiered electricity tariffs of China (居民阶梯电价) as code.

Facts of an account go in; an assessment that can defend itself comes out. No I/O but the
region files, no clock, no sentences.

A household in Henan was connected on 8 October 2018 and registered on 5 December. Its 420 kWh
were settled at once, against one month's allowance:

>>> from datetime import date
>>> from decimal import Decimal
>>> from tariff_rules import ServiceAccount, Settlement, assess, find_causes, load_region
>>> henan = load_region("henan")
>>> account = ServiceAccount(
...     region="henan",
...     registered_on=date(2018, 12, 5),
...     powered_on=date(2018, 10, 8),
...     settlements=(
...         Settlement(date(2018, 10, 8), date(2018, 12, 20), Decimal(420), Decimal("287.20")),
...     ),
... )
>>> assessment = assess(account, henan)
>>> assessment.verdict.value, assessment.total
('rule_applied_to_a_wrong_fact', Decimal('287.20'))
>>> for line in assessment.reading.settlements[0].charge.tiers:
...     print(line.tier, line.kwh, line.price, line.amount)
1 180 0.56 100.80
2 80 0.61 48.80
3 160 0.86 137.60
>>> [(cause.cause, cause.difference) for cause in find_causes(assessment, henan)]
[('late_registration', Decimal('52.00'))]
"""

from tariff_rules.account import (
    Correction,
    Grant,
    HouseholdGrant,
    Price,
    Reader,
    ServiceAccount,
    Settlement,
    Voltage,
)
from tariff_rules.account_facts import parse_account, parse_standing
from tariff_rules.allowance import Allowance, counted_for, counts_on, cycle_for
from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.assessment import Assessment, Gap, Verdict, assess
from tariff_rules.causes import Cause, Slip, find_causes, find_slips, is_a_slip
from tariff_rules.charge import Charge, Line, Part, charge_for, split
from tariff_rules.cycles import Cycle
from tariff_rules.errors import (
    FactError,
    NotCoveredError,
    RegionFileError,
    TariffRulesError,
    UnknownRegionError,
)
from tariff_rules.evidence import Confidence, Evidence, Source
from tariff_rules.examples import ExamplesError, Mismatch, Outcome, run_examples
from tariff_rules.explain import steps_of
from tariff_rules.facts import assess_facts
from tariff_rules.numbers import to_fen
from tariff_rules.outlook import Outlook, look_ahead
from tariff_rules.owners import MonthsFrom
from tariff_rules.recomputed import Recomputed
from tariff_rules.regions_known import load_region, region_names
from tariff_rules.report import to_json
from tariff_rules.sentences import sentences
from tariff_rules.settled_later import Difference, Reason
from tariff_rules.steps import Step
from tariff_rules.tariff import Billing, Schedule, Tariff
from tariff_rules.unverified import figures_of

__all__ = [
    "Allowance",
    "AssessedSettlement",
    "Assessment",
    "Billing",
    "Cause",
    "Charge",
    "Confidence",
    "Correction",
    "Cycle",
    "Difference",
    "Evidence",
    "ExamplesError",
    "FactError",
    "Gap",
    "Grant",
    "HouseholdGrant",
    "Line",
    "Mismatch",
    "MonthsFrom",
    "NotCoveredError",
    "Outcome",
    "Outlook",
    "Part",
    "Price",
    "Reader",
    "Reason",
    "Recomputed",
    "RegionFileError",
    "Schedule",
    "ServiceAccount",
    "Settlement",
    "Slip",
    "Source",
    "Step",
    "Tariff",
    "TariffRulesError",
    "UnknownRegionError",
    "Verdict",
    "Voltage",
    "assess",
    "assess_facts",
    "charge_for",
    "counted_for",
    "counts_on",
    "cycle_for",
    "figures_of",
    "find_causes",
    "find_slips",
    "is_a_slip",
    "load_region",
    "look_ahead",
    "parse_account",
    "parse_standing",
    "region_names",
    "run_examples",
    "sentences",
    "split",
    "steps_of",
    "to_fen",
    "to_json",
]
