"""Each example of the rules, put into the store by import, is assessed as its facts are.

An office has no file of facts: it has accounts, readings with registers, bills and lists. What
cannot be said with those could be assessed and never asked about.
"""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.bills.findings import Findings
from bot.bills.lookup import findings_for, history_of
from bot.clock import CHINA
from bot.contract.hours import Hours
from bot.contract.office import Office
from bot.intake.importer import import_file
from bot.sqlite.database import open_database
from bot.wording import answers, sheet
from bot.wording.arithmetic import arithmetic
from bot.wording.catalogue import words
from bot.wording.rule import rule
from bot.wording.tables import causes_lines
from tariff_rules import assess_facts, steps_of
from tariff_rules.yaml_text import read_yaml
from tests.dialogue.conversation import new_file

NOW = datetime(2026, 11, 26, 9, tzinfo=CHINA)
FOLDER = Path(__file__).parent / "rules" / "examples"
NUMBER = "4100000123"
PERIODS = {"peak": "峰", "valley": "谷", "flat": "平", "sharp": "尖"}
HOME = {"tiered": "居民一户一表", "shared": "居民合表", "heating": "居民一户一表"}
HIGH = {"below_1kv": "", "1kv_and_above": "(1-10千伏)"}
GRANTS = {
    "多人口": "household", "低保": "low_income", "峰谷": "time_of_use", "过户": "transfers",
}  # fmt: skip
READERS = {"odd": "单月", "even": "偶数月", "every": "每月"}


def _facts() -> dict[str, Any]:
    found = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        for example in read_yaml(file.read_text(encoding="utf-8")):
            if "refused" not in example:
                found[str(example["id"])] = _plain(example["facts"])
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        # YAML reads a bare `on` as true.
        return {"on" if key is True else str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


FACTS = _facts()


def _accounts(facts: dict[str, Any]) -> list[list[str]]:
    row = {
        "户号": NUMBER,
        "户名": "张建国",
        "立户日期": facts["registered_on"],
        "送电日期": facts.get("powered_on", ""),
        "电价名称": HOME[facts.get("price", "tiered")] + HIGH[facts.get("voltage", "below_1kv")],
        "抄表周期": READERS[facts.get("reader", "every")],
        "预付费标志": "是" if facts.get("prepaid") else "否",
        "销户日期": facts.get("closed_on", ""),
    }
    return [list(row), list(row.values())]


def _readings(facts: dict[str, Any]) -> Iterator[list[str]]:
    dates = ("上次抄表日期", "抄表日期")
    yield ["户号", "表号", "示数类型", "上次示数", "本次示数", *dates, "倍率", "抄见电量"]
    for span in facts["settlements"]:
        meters = span.get("meters") or [{"last": "1000", "this": str(1000 + Decimal(_kwh(span)))}]
        for number, meter in enumerate(meters):
            yield [
                NUMBER, str(number), "总", meter["last"], meter["this"], span["from"], span["to"],
                meter.get("multiplier", "1"), _kwh({"meters": [meter]}),
            ]  # fmt: skip
        for period, kwh in (span.get("periods") or {}).items():
            yield [NUMBER, "0", PERIODS[period], "0", kwh, span["from"], span["to"], "1", kwh]


def _kwh(span: dict[str, Any]) -> str:
    if "kwh" in span:
        return str(span["kwh"])
    return str(
        sum(
            (Decimal(m["this"]) - Decimal(m["last"])) * Decimal(m.get("multiplier", "1"))
            for m in span["meters"]
        )
    )


def _bills(facts: dict[str, Any], charged: str) -> list[list[str]]:
    last = facts["settlements"][-1]
    month = last["to"][:7].replace("-", "")
    return [["户号", "电费年月", "结算电量", "应收电费"], [NUMBER, month, _kwh(last), charged]]


def _row(what: str, content: str, since: str, fact: dict[str, Any]) -> list[str]:
    applied = "否" if fact.get("applied") is False else ""
    return [NUMBER, what, content, since, fact.get("until") or fact.get("to", ""), applied]


def _lists(facts: dict[str, Any]) -> Iterator[list[str]]:
    """A general list of facts; what the account has none of is known to be none."""
    yield ["户号", "项目", "内容", "起始日期", "终止日期", "是否执行"]
    for what, key in GRANTS.items():
        if not facts.get(key):
            yield _row(what, "无", "", {})
        for fact in facts.get(key, ()):
            flat = " 合表价" if fact.get("flat") else ""
            content = f"{fact['persons']}人{flat}" if "persons" in fact else ""
            yield _row(what, content, fact.get("from") or fact["on"], fact)
    for fact in facts.get("corrections", ()):
        yield _row("退补电量", fact["kwh"], fact["from"], fact)
    for year, months in facts.get("tier_months", {}).items():
        yield _row("阶梯月数", str(months), f"{year}-01-01", {})
    if facts.get("price") == "heating":
        yield _row("执行电价", "采暖", "", {})
    for span in facts["settlements"]:
        if span.get("estimated"):
            yield _row("估抄", "", span["to"], {})
        if "normal_days" in span:
            yield _row("应有天数", str(span["normal_days"]), span["to"], {})


def found_by_import(folder: Path, facts: dict[str, Any], charged: str) -> Findings:
    files = {
        "1档案": _accounts(facts),
        "2抄表": list(_readings(facts)),
        "3电费": _bills(facts, charged),
        "4情况": list(_lists(facts)),
    }

    async def store() -> Findings:
        async with open_database(new_file(folder / "jieti.db")) as database:
            for name, rows in files.items():
                if len(rows) == 1:
                    continue
                path = folder / f"{name}.csv"
                with path.open("w", encoding="utf-8-sig", newline="") as file:
                    csv.writer(file).writerows(rows)
                report = await import_file(database, path, NOW)
                assert report.refused == (), report.refused
            history = await database.read(lambda store: history_of(store, NUMBER))
            return findings_for(history, _office(facts), None)

    return asyncio.run(store())


def _office(facts: dict[str, Any]) -> Office:
    own = FOLDER / "regions"
    months = facts.get("months_from", "registration")
    regions = own if own.is_dir() else None
    return Office("青石供电所", "", facts["region"], months, regions)


@pytest.mark.parametrize("name", FACTS)
def test_what_is_imported_is_assessed_as_its_facts_are(tmp_path: Path, name: str) -> None:
    facts = {**FACTS[name], "months_from": FACTS[name].get("months_from", "registration")}
    spans = [{k: v for k, v in span.items() if k != "charged"} for span in facts["settlements"]]
    own = FOLDER / "regions"
    alone = assess_facts({**facts, "settlements": spans}, own if own.is_dir() else None)
    charged = facts["settlements"][-1].get("charged", alone["settlements"][-1]["total"])
    spans[-1]["charged"] = charged
    wanted = assess_facts({**facts, "settlements": spans}, own if own.is_dir() else None)
    findings = found_by_import(tmp_path, facts, charged)
    found, last = findings.to_json(), wanted["settlements"][-1]
    assert found["settlements"][-1]["total"] == last["total"]
    assert found["settlements"][-1]["limits"] == last["limits"]
    assert _causes(found) == _causes(wanted)
    _is_told_everywhere(findings, last["total"])


def _is_told_everywhere(findings: Findings, total: str) -> None:
    """The customer's answer, the desk's sheet and `explain` tell the same total and causes."""
    say = words("zh_Hans_CN")
    customer = "\n".join(answers.explanation(say, findings, None, Hours()))
    desk = "\n".join([sheet.verdict(say, findings), *arithmetic(say, findings)])
    steps = [step.result for step in steps_of(findings.assessment, findings.tariff)]
    billed = findings.billed.total
    told = [say.money(Decimal(total)), say.money(billed), say.money(findings.bill.charged)]
    if not findings.unknown:
        assert any(sum_ in customer for sum_ in told)
        assert any(sum_ in desk for sum_ in told)
    assert total in steps
    _has_its_own_limits(findings, "\n".join(rule(say, findings)))
    causes = "\n".join(causes_lines(say, findings.causes))
    for cause in findings.causes:
        assert say.money(cause.difference) in customer
        assert say.money(cause.difference) in causes


def _causes(assessed: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["cause"], one["difference"]) for one in assessed["causes"]]


def _has_its_own_limits(findings: Findings, rule_told: str) -> None:
    """Beside the bill of one month stands the rule of that month, and of no other."""
    billed, say = findings.billed, words("zh_Hans_CN")
    counted, alone = billed.allowance, billed.schedule.cycle.months == 1
    plain = counted.months == 1 and not counted.household_months
    if alone and plain and not billed.settlement.normal_days:
        assert all(say.kwh(limit) in rule_told for limit in counted.limits)
