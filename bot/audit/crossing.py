"""What several offices together show: a meter on accounts of two, or one that another knows."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from bot.audit import archive_rules
from bot.audit.office import Office
from bot.audit.parts import in_few_files, merged, rank
from bot.audit.rule import Finding, rule_book
from bot.audit.words import finding_data
from bot.wording.catalogue import Words

Data = dict[str, Any]
AT_ONCE = 1_000_000  # meters; so memory stays flat
_HOMELESS = {"A03", "A04", "A10"}  # rules that find meters which are on no account
_SHARED = next(rule for rule in archive_rules.RULES if rule.id == "C11")


@dataclass(frozen=True, slots=True)
class Crossing:
    """What changes once the offices are laid side by side.

    Attributes:
        paths: what was found in each.
        more: findings that no office could see alone.
        known: meters that an account of another office has.
    """

    paths: Sequence[Path]
    more: tuple[Data, ...] = ()
    known: frozenset[str] = frozenset()

    def findings(self) -> Iterator[Data]:
        """All findings, the dearest first."""
        for one in heapq.merge(merged(self.paths), self.more, key=rank):
            if not self._elsewhere(one):
                yield one

    def correct(self, summary: Data) -> None:
        """Make the summary that of all offices together."""
        gone = [one for one in merged(self.paths) if self._elsewhere(one)] if self.known else []
        money = {one["meter"]: one["money_fen"] for one in reversed(gone)}
        rules: Counter[str] = Counter(summary["by_rule"])
        rules.update(one["rule"] for one in self.more)
        rules.subtract(one["rule"] for one in gone)
        summary["by_rule"] = {rule: count for rule, count in sorted(rules.items()) if count}
        summary["findings"] += len(self.more) - len(gone)
        summary["money_fen"] -= sum(money.values())

    def _elsewhere(self, finding: Data) -> bool:
        return finding["rule"] in _HOMELESS and finding["meter"] in self.known


def keys_of(office: Office) -> pl.DataFrame:
    """What is needed of an office to lay it beside others: its meters and their accounts."""
    active = office.active.select("account_no", "person", "opened_on")
    return office.meters.join(active, "account_no", how="inner", maintain_order="left")


def crossing(say: Words, paths: Sequence[Path]) -> Crossing:
    """Lay the offices side by side by their narrow keys; one alone has nothing beside it."""
    if len(paths) < 2:
        return Crossing(paths)
    keys = pl.concat(
        pl.scan_parquet(path.with_suffix(".parquet")).with_columns(part=pl.lit(number))
        for number, path in enumerate(paths)
    )
    paths = in_few_files(paths)
    found, homeless = set(), set()
    for one in merged(paths):
        if one["rule"] == _SHARED.id:
            found.add(one["account"])
        elif one["rule"] in _HOMELESS:
            homeless.add(one["meter"])
    known = keys.filter(pl.col("meter_no").is_in(sorted(homeless))).select("meter_no")
    return Crossing(
        paths,
        tuple(
            finding_data(say, _finding(row))
            for row in _shared(keys).iter_rows(named=True)
            if row["account_no"] not in found
        ),
        frozenset(known.collect(engine="streaming")["meter_no"]),
    )


def _shared(keys: pl.LazyFrame) -> pl.DataFrame:
    """The accounts of meters that several offices have; some meters at a time, by their hash."""
    times = keys.select(pl.len()).collect().item() // AT_ONCE + 1
    found = []
    for turn in range(times):
        some = keys.filter(pl.col("meter_no").hash() % times == turn)
        counts = some.group_by("meter_no").agg(
            parts=pl.col("part").n_unique(), count=pl.col("account_no").n_unique()
        )
        shared = counts.filter((pl.col("parts") > 1) & (pl.col("count") > 1))
        found.append(some.join(shared, on="meter_no").collect(engine="streaming"))
    return pl.concat(found).unique("account_no").sort("meter_no", "account_no")


def _finding(row: Data) -> Finding:
    return Finding(
        _SHARED, rule_book()[_SHARED.id].severity, row["account_no"], row["meter_no"],
        row["opened_on"], row["person"] or "", {"count": row["count"]},
    )  # fmt: skip
