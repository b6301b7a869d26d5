"""The office's own way of counting, where it is set: it goes before the region's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.contract.office import Office
from tariff_rules import Confidence, Evidence, Reader, Tariff, load_region
from tariff_rules.evidence import Rule

READER = "reader"
# What an office may set beside the months of a new account: rule -> its words.
SETTABLE: Mapping[str, tuple[str, ...]] = {
    "started_month": ("whole", "rounded_up", "by_days", "next_month"),
    "belongs_to": ("cycle_of_its_last_day", "cycle_of_its_reading"),
    "rounding": ("line_to_fen_half_up", "sum_to_fen_half_up"),
    READER: tuple(Reader),
}
_OWN = Evidence(Confidence.FOUND, (), "本所的口径")


def tariff_of(office: Office) -> Tariff:
    """The tariff of the office's region, with the rules that the office has set."""
    return with_rules(load_region(office.region, office.regions), office.rules)


def with_rules(tariff: Tariff, rules: Mapping[str, str]) -> Tariff:
    """The tariff with these words for rules in place of its own."""
    own = {name: Rule(value, _OWN) for name, value in rules.items() if name != READER}
    return replace(tariff, rules={**tariff.rules, **own}) if own else tariff


def reader_of(rules: Mapping[str, str]) -> Reader | None:
    """In which months meters are read unless an account says so; None where it is not set."""
    return Reader(rules[READER]) if READER in rules else None
