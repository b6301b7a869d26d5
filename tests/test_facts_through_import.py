"""Each example of the rules, put into the store by import, is assessed and told as its facts are.

An office has no file of facts: it has accounts, readings with registers, bills and lists. What
cannot be said with those could be assessed and never asked about.
"""

from __future__ import annotations

import asyncio
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.bills.findings import Findings
from bot.bills.lookup import findings_for, history_of
from bot.clock import CHINA
from bot.contract.hours import Hours
from bot.contract.office import Office
from bot.intake.importer import import_file
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.store.port import Database, Store
from bot.wording import answers, sheet
from bot.wording.arithmetic import arithmetic
from bot.wording.catalogue import words
from bot.wording.rule import rule
from bot.wording.tables import causes_lines
from tariff_rules import assess_facts, steps_of
from tariff_rules.yaml_text import read_yaml
from tests.dialogue.conversation import Customer, new_file
from tests.web.conftest import DESK, Page
from tests.web.desk import Seat
from tests.web.test_api import caller

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


def _accounts(number: str, facts: dict[str, Any]) -> list[list[str]]:
    row = {
        "户号": number,
        "户名": "张建国",
        "立户日期": facts["registered_on"],
        "送电日期": facts.get("powered_on", ""),
        "电价名称": HOME[facts.get("price", "tiered")] + HIGH[facts.get("voltage", "below_1kv")],
        "抄表周期": READERS[facts.get("reader", "every")],
        "预付费标志": "是" if facts.get("prepaid") else "否",
        "销户日期": facts.get("closed_on", ""),
    }
    return [list(row), list(row.values())]


def _readings(account: str, facts: dict[str, Any]) -> Iterator[list[str]]:
    dates = ("上次抄表日期", "抄表日期")
    yield ["户号", "表号", "示数类型", "上次示数", "本次示数", *dates, "倍率", "抄见电量"]
    for span in facts["settlements"]:
        meters = span.get("meters") or [{"last": "1000", "this": str(1000 + Decimal(_kwh(span)))}]
        for number, meter in enumerate(meters):
            yield [
                account, str(number), "总", meter["last"], meter["this"], span["from"], span["to"],
                meter.get("multiplier", "1"), _kwh({"meters": [meter]}),
            ]  # fmt: skip
        for period, kwh in (span.get("periods") or {}).items():
            yield [account, "0", PERIODS[period], "0", kwh, span["from"], span["to"], "1", kwh]


def _kwh(span: dict[str, Any]) -> str:
    if "kwh" in span:
        return str(span["kwh"])
    return str(
        sum(
            (Decimal(m["this"]) - Decimal(m["last"])) * Decimal(m.get("multiplier", "1"))
            for m in span["meters"]
        )
    )


def _bills(number: str, facts: dict[str, Any], charged: str) -> list[list[str]]:
    last = facts["settlements"][-1]
    month = last["to"][:7].replace("-", "")
    return [["户号", "电费年月", "结算电量", "应收电费"], [number, month, _kwh(last), charged]]


def _row(what: str, content: str, since: str, fact: dict[str, Any]) -> list[str]:
    applied = "否" if fact.get("applied") is False else ""
    return [what, content, since, fact.get("until") or fact.get("to", ""), applied]


def _lists(number: str, facts: dict[str, Any]) -> list[list[str]]:
    """A general list of facts; what the account has none of is known to be none."""
    head = ["户号", "项目", "内容", "起始日期", "终止日期", "是否执行"]
    return [head, *([number, *row] for row in _listed(facts))]


def _listed(facts: dict[str, Any]) -> Iterator[list[str]]:
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


async def import_all(
    database: Database, folder: Path, of: Mapping[str, tuple[dict[str, Any], str]]
) -> None:
    """Import the accounts by their numbers: of each its facts, and what was charged last."""
    files: dict[str, list[list[list[str]]]] = {
        "1档案": [_accounts(number, facts) for number, (facts, _) in of.items()],
        "2抄表": [list(_readings(number, facts)) for number, (facts, _) in of.items()],
        "3电费": [_bills(number, *one) for number, one in of.items()],
        "4情况": [_lists(number, facts) for number, (facts, _) in of.items()],
    }
    for name, tables in files.items():
        rows = [tables[0][0], *(row for table in tables for row in table[1:])]
        if len(rows) == 1:
            continue
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        report = await import_file(database, path, NOW)
        assert report.refused == (), report.refused


def found_by_import(folder: Path, facts: dict[str, Any], charged: str) -> Findings:
    async def store() -> Findings:
        async with open_database(new_file(folder / "jieti.db")) as database:
            await import_all(database, folder, {NUMBER: (facts, charged)})
            history = await database.read(lambda store: history_of(store, NUMBER))
            return findings_for(history, office_of(facts), None)

    return asyncio.run(store())


def office_of(facts: dict[str, Any]) -> Office:
    months_from = facts.get("months_from", "registration")
    return Office("青石供电所", "", facts["region"], months_from, FOLDER / "regions")


class Example(NamedTuple):
    """One of the files, with a bill for its last settlement alone."""

    name: str
    facts: dict[str, Any]
    charged: str
    wanted: dict[str, Any]


def _of(name: str, facts: dict[str, Any]) -> Example:
    facts = {"months_from": "registration", **facts}
    spans = [{k: v for k, v in span.items() if k != "charged"} for span in facts["settlements"]]
    alone = assess_facts({**facts, "settlements": spans}, FOLDER / "regions")
    charged = facts["settlements"][-1].get("charged", alone["settlements"][-1]["total"])
    spans[-1]["charged"] = charged
    facts["settlements"] = spans
    return Example(name, facts, charged, assess_facts(facts, FOLDER / "regions"))


@pytest.fixture(name="examples", scope="module")
def all_examples() -> dict[str, Example]:
    """By the number of the account."""
    return {f"{4100000000 + i}": _of(*one) for i, one in enumerate(FACTS.items())}


@pytest.fixture(name="imported", scope="module")
def in_one_database(
    examples: dict[str, Example], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    path = new_file(folder / "jieti.db")

    async def all_in() -> None:
        async with open_database(path) as database:
            of = {number: (one.facts, one.charged) for number, one in examples.items()}
            await import_all(database, folder, of)

    asyncio.run(all_in())
    return path


async def test_what_is_imported_is_assessed_as_its_facts_are(
    imported: Path, examples: dict[str, Example], subtests: pytest.Subtests
) -> None:
    async with open_database(imported) as database:
        for number, example in examples.items():
            history = await database.read(partial(history_of, account_no=number))
            with subtests.test(example.name):
                findings = findings_for(history, office_of(example.facts), None)
                last = example.wanted["settlements"][-1]
                _is_assessed_so(findings.to_json(), example.wanted)
                _is_told_everywhere(findings, last["total"])


async def test_every_door_tells_what_the_facts_come_to(
    imported: Path, examples: dict[str, Example], subtests: pytest.Subtests
) -> None:
    """The API, the counter's page and the chat, with the office of the example's region."""
    async with open_database(imported) as database:
        page = Page(database)
        clerk = await page.database.write(lambda s: s.staff.add("王芳", Role.CLERK, page.now))
        for at_the_office in _by_office(examples).values():
            office = office_of(examples[at_the_office[0]].facts)
            page.desk_is(replace(DESK, office=office))
            hotline = await caller(page)
            sits = Seat(page, (await page.browser()).client, clerk)
            await sits.comes_in()
            chats = await page.database.write(partial(_asked, office, at_the_office))
            for number, (case, told) in chats.items():
                page.waits(1)  # no client may call as often
                with subtests.test(examples[number].name):
                    status, explained = await hotline.posts("explain", {"account": number})
                    assert status == 200
                    _is_assessed_so(explained["assessment"], examples[number].wanted)
                    shown = await sits.opens(f"/desk/case/{case}")
                    _are_told_so(examples[number], told, explained["text"], shown)
            await page.close()


def _by_office(examples: dict[str, Example]) -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    for number, one in examples.items():
        found[one.facts["region"], one.facts["months_from"]].append(number)
    return found


def _asked(office: Office, numbers: list[str], store: Store) -> dict[str, tuple[str, str]]:
    """Each asks and complains: the number of the case, and what was answered."""
    found = {}
    for number in numbers:
        customer = Customer(store, number, office=office)
        store.chats.bind(customer.chat, number, NOW)
        replies = customer.says("这笔电费为什么这么多")
        customer.says("我要投诉")
        (case,) = store.cases.of_chat(customer.chat)
        found[number] = case.number, "\n".join(f"{r.text}\n{r.fold}" for r in replies)
    return found


def _are_told_so(example: Example, *told: str) -> None:
    say, wanted = words("zh_Hans_CN"), example.wanted
    charged, total = say.money(Decimal(example.charged)), say.money(Decimal(wanted["total"]))
    for text in told:
        assert charged in text or total in text
        for _, difference in _causes(wanted):
            assert say.money(Decimal(difference)) in text


def _is_assessed_so(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    mine, last = found["settlements"][-1], wanted["settlements"][-1]
    assert (mine["total"], mine["limits"]) == (last["total"], last["limits"])
    assert _causes(found) == _causes(wanted)


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
