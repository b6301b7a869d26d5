"""The commands that show the rules: regions, explain, examples, an office's own region files."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from wcwidth import wcswidth

import tariff_rules
from tariff_rules.region_files import REGIONS
from tests.desk import Desk
from tests.rules.build import without_examples

PACKAGE = Path(tariff_rules.__file__).parent
SCHEMA = json.loads((PACKAGE / "assessment.schema.json").read_text(encoding="utf-8"))
EXAMPLES = Path(__file__).parent / "rules" / "examples"
HENAN = (REGIONS / "henan.yaml").read_text(encoding="utf-8")


def test_regions_shows_every_schedule_and_how_sure_it_is(desk: Desk) -> None:
    shown = desk.does("regions").splitlines()
    head = "文件 地区 起 止 计费周期 额度(度) 电价(元) 依据"
    assert shown[0].split() == head.split()
    rows = [" ".join(line.split()) for line in shown]
    assert "henan 河南 2017-11-01 现行 年 180 / 260 0.56 / 0.61 / 0.86 已查到" in rows
    (guizhou,) = [row for row in rows if row.startswith("guizhou")]
    assert guizhou.endswith("凭记忆,未核对")
    assert len({row.split()[0] for row in rows if " / " in row or "不分档" in row}) >= 33


def test_a_bill_is_explained_step_by_step(sample_desk: Desk) -> None:
    shown = sample_desk.does("explain", "4100000123", "2018-12")
    for words in ("计几个月", "180 × 0.56", "80 × 0.61", "160 × 0.86", "137.60", "287.20", "推算"):
        assert words in shown
    assert "原因:立户晚于用电(实为 2018-12-05,应为 2018-10-08),多收52.00元" in shown
    narrow = sample_desk.does("explain", "4100000123", "2018-12", COLUMNS="60")
    table, _ = narrow.split("原因:")
    assert max(map(wcswidth, table.splitlines())) <= 60


def test_the_whole_assessment_is_printed_in_the_published_form(sample_desk: Desk) -> None:
    answer = json.loads(sample_desk.does("explain", " ４１００００0123", "2018-12", "--json"))
    jsonschema.validate(answer, SCHEMA)
    assert answer["causes"][0]["difference"] == "52.00"


@pytest.mark.parametrize(
    ("account", "bill", "says"),
    [
        ("4100000123", "2018-13", "请写成 2018-12"),
        ("4100000123", "12月", "请写成 2018-12"),
        ("4100000123", "2019-12", "这张账单,这里还没有"),
        ("4100009999", "2018-12", "没有户号 4100009999"),
    ],
)
def test_what_cannot_be_explained_is_named(
    sample_desk: Desk, account: str, bill: str, says: str
) -> None:
    assert says in sample_desk.refuses("explain", account, bill)


def test_examples_are_run_from_a_file(desk: Desk) -> None:
    shown = desk.does("examples", EXAMPLES / "published.yaml")
    assert "√ SEED-420" in shown
    assert "原文印刷有误:total:应为 1401,算出 1417.00" in shown
    assert "48个算例,48个相符。" in shown


def test_an_example_that_differs_fails_the_command(desk: Desk) -> None:
    file = desk.folder / "mine.yaml"
    text = """- id: mine
  source: a bill
  facts: {region: henan, registered_on: 2018-12-05, settlements: [
    {from: 2018-12-05, to: 2018-12-20, kwh: "200"}]}
  expect: {total: "112.00"}
"""
    file.write_text(text, encoding="utf-8")
    done = desk.run("examples", file)
    assert done.returncode == 1
    assert "total:应为 112.00,算出 113.00" in done.stdout
    assert "1个算例,0个相符。" in done.stdout
    assert "none.yaml" in desk.refuses("examples", desk.folder / "none.yaml")


def test_an_office_overrides_a_region_and_adds_one_without_touching_the_package(
    desk: Desk,
) -> None:
    folder = desk.folder / "regions"
    folder.mkdir()
    dearer = without_examples(HENAN).replace('"0.61"', '"0.66"')
    (folder / "henan.yaml").write_text(dearer, encoding="utf-8")
    own = HENAN.replace("region: henan", "region: qingshi").replace("name: 河南", "name: 青石镇")
    (folder / "qingshi.yaml").write_text(own, encoding="utf-8")
    facts = json.dumps(
        {
            "region": "henan",
            "registered_on": "2018-12-05",
            "settlements": [{"from": "2018-12-05", "to": "2018-12-20", "kwh": "200"}],
        }
    )
    assert json.loads(desk.does("assess", "-", input=facts))["total"] == "113.00"
    mine = {"JIETI_REGIONS": str(folder)}
    assert json.loads(desk.does("assess", "-", input=facts, **mine))["total"] == "114.00"
    assert "青石镇" in desk.does("regions", **mine)
    assert desk.run("regions", **mine).stderr == ""
    (folder / "copied.yaml").write_text(
        HENAN.replace("region: henan", "region: copied"), encoding="utf-8"
    )
    assert "copied、henan 的地区名都写着“河南”" in desk.run("regions", **mine).stderr
    other = facts.replace("henan", "qingshi")
    assert json.loads(desk.does("assess", "-", input=other, **mine))["total"] == "113.00"
    assert "qingshi" in desk.refuses("assess", "-", input=other)


def line_of(words: str) -> int:
    """In which line of 河南's file they stand."""
    return HENAN[: HENAN.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"0.61", "0.86"', '0.61, "0.86"', "要加引号"),
        ("from: 2013-01-01", "from: 2012-08-01", "和前一段的日期重了"),
        (
            "name: 河南",
            "name: 河南\nname: 河南",
            f"第{line_of('name: 河南') + 1}行:name 写了两遍",
        ),
        (
            "region: henan",
            "region: hebei",
            f"第{line_of('region: henan')}行:region:要和文件名一样",
        ),
    ],
)
def test_a_slip_in_an_own_file_is_named_with_its_line(
    desk: Desk, old: str, new: str, says: str
) -> None:
    folder = desk.folder / "regions"
    folder.mkdir()
    (folder / "henan.yaml").write_text(HENAN.replace(old, new), encoding="utf-8")
    said = desk.refuses("regions", JIETI_REGIONS=str(folder))
    assert says in said
    assert "henan.yaml" in said
    assert "行" in said


def test_a_folder_that_is_not_there_is_named(desk: Desk) -> None:
    assert "JIETI_REGIONS" in desk.refuses("regions", JIETI_REGIONS=str(desk.folder / "none"))


FACTS = '{"region":"henan","registered_on":"2018-12-05","settlements":[{"from":"2018-10-08",'
ABSURD = [
    "[" * 100_000,
    FACTS + '"to":"2018-12-20","kwh":"420"}],"more":' + "[" * 100_000 + "]" * 100_000 + "}",
    FACTS + '"to":"2018-12-20","kwh":1' + "0" * 6000 + "}]}",
    FACTS + '"to":"2018-12-20","kwh":"1' + "0" * 6000 + '"}]}',
    FACTS + '"to":"2018-12-20","kwh":"1e999999999"}]}',
    FACTS + '"to":"2018-12-20","kwh":"1e-999999999"}]}',
    FACTS + '"to":"2018-12-20","kwh":1e400}]}',
    FACTS + '"to":"9999-12-31","kwh":"420"}]}',
    FACTS.replace("2018-10-08", "0001-01-01") + '"to":"2018-12-20","kwh":"420"}]}',
]


@pytest.mark.parametrize("text", ABSURD, ids=range(len(ABSURD)))
def test_absurd_facts_get_a_sentence(desk: Desk, tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.json").write_text(text)
    assert desk.refuses("assess", tmp_path / "facts.json").startswith("jieti: ")


HOSTILE = {
    "of itself": "a: &a\n  <<: *a\n",
    "multiplying": "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    ),
    "deep": "a: " + "[" * 50_000 + "]" * 50_000,
    "deep without an end": "{a: " * 50_000,
    "deep in a line": "- " * 50_000 + "a",
    "deep keys in a line": "? " * 50_000 + "a",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_region_file_gets_a_sentence(desk: Desk, tmp_path: Path, text: str) -> None:
    (tmp_path / "henan.yaml").write_text(text)
    assert "henan" in desk.refuses("regions", JIETI_REGIONS=str(tmp_path))
    assert desk.refuses("examples", tmp_path / "henan.yaml").startswith("jieti: ")
