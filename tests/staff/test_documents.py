"""Papers of a case as files of Word, from templates that an office can change."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from docx import Document

from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from bot.papers import typeset
from bot.papers.png import FONTS
from bot.papers.word import EXAMPLES, OURS, Template, filled
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team

ODD = "张* #$_@<b>&`\\ {{ office }} {% for %}"


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def made(team: Team, name: str) -> str:
    """The paper that was sent last, as it reads."""
    row = team.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE ? ORDER BY id DESC", (f"%{name}%",)
    ).fetchone()
    assert row, f"no {name}"
    return text_of(base64.b64decode(json.loads(row[0])["document"][1]))


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 12月电费怎么超过0.56")
    for tap in ("已联系客户", "更正账单(退补)"):
        team.clerk.presses(tap)
    team.head.presses("批准")
    return team.office.case().number


def test_the_bill_of_a_case_is_explained_on_one_page(team: Team, number: str) -> None:
    team.clerk.presses("Word文件")
    team.clerk.presses("电费说明书")
    row = team.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE ? ORDER BY id DESC", (f"%letter-{number}.pdf%",)
    ).fetchone()
    assert base64.b64decode(json.loads(row[0])["document"][1]).startswith(b"%PDF-")


def test_the_written_answer_is_also_a_pdf(team: Team, number: str) -> None:
    team.clerk.presses("Word文件")
    team.clerk.presses("答复函(PDF)")
    row = team.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE ?", (f"%answer-{number}.pdf%",)
    ).fetchone()
    page = base64.b64decode(json.loads(row[0])["document"][1])
    assert page.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type/Page\b", page)) == 1, "one page, as a letter has"


def test_what_stands_in_the_pdf_is_no_markup() -> None:
    told = {**EXAMPLES[Template.ANSWER], "customer": "张*#read(1)", "lines": ["_$@<`\\", "二"]}
    told |= {"qr": "", "scan": ""}
    page: Any = typst.compile(
        typeset.TEMPLATES / "answer.typ", font_paths=[FONTS[0].parent], format="svg",
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(told)},
    )  # fmt: skip
    assert page.count(b"<use ") > len("答复函编号:尊敬的张*#read(1):_$@<`\\二联系电话:(盖章)") - 5


@pytest.mark.parametrize("own", [False, True])
def test_an_office_with_a_form_of_its_own_is_offered_that_alone(
    team: Team, number: str, tmp_path: Path, *, own: bool
) -> None:
    shutil.copy(str(OURS / "answer.docx"), tmp_path / ("answer.docx" if own else "sheet.docx"))
    desk = team.office.desk
    team.office.desk = replace(desk, office=replace(desk.office, templates=tmp_path))
    team.clerk.presses_data(f"paper:{number}:")
    assert ("答复函(PDF)" in team.office.heard[-1].buttons) is not own


def test_what_a_head_signs_holds_who_and_what(team: Team, number: str) -> None:
    team.clerk.presses("Word文件")
    team.clerk.presses("签字用处理单")
    told = made(team, f"sheet-{number}.docx")
    for part in (
        "青石供电所客户诉求处理单", number, "张建国", SEED, "13800005678", "青石镇柳河村",
        "受理人", "王芳", "批准人", "周明", "多收52.00元", "还没有答复", "经办人意见", "所长意见",
    ):  # fmt: skip
        assert part in told, part


def test_a_head_signs_who_answered_when(team: Team, number: str) -> None:
    team.clerk.presses_data(f"answer:{number}:telephone")
    team.clerk.presses_data(f"paper:{number}:sheet")
    assert "电话告知\n(王芳,2018年12月22日10:00)" in made(team, f"sheet-{number}.docx")


def test_the_written_answer_is_the_letter_and_the_analysis_the_analysis(
    team: Team, number: str
) -> None:
    team.clerk.presses_data(f"paper:{number}:answer")
    letter = made(team, f"answer-{number}.docx")
    assert "尊敬的张建国:" in letter
    assert "52.00元" in letter
    team.head.presses_data(f"paper:{number}:analysis")
    assert "一、问题描述" in made(team, f"analysis-{number}.docx")


@pytest.mark.parametrize("template", Template)
def test_what_is_filled_in_is_no_code_and_no_blank(template: Template) -> None:
    fields = {**EXAMPLES[template], "lines": [ODD], "number": ODD}
    assert ODD in text_of(filled(template, fields))


def test_in_a_group_none_is_given(team: Team, number: str) -> None:
    told = team.clerk.presses_data(f"paper:{number}:sheet", group=-7)
    assert told == "请在和我的私聊里查看。"


def test_an_office_has_its_own_templates(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("本所格式 {{ number }}")
    document.save(str(tmp_path / "answer.docx"))
    fields = {**EXAMPLES[Template.ANSWER], "number": "TS1"}
    assert text_of(filled(Template.ANSWER, fields, tmp_path)) == "本所格式 TS1"
    assert "客户诉求处理单" in text_of(filled(Template.SHEET, EXAMPLES[Template.SHEET], tmp_path))
    assert read_settings({"JIETI_TEMPLATES": str(tmp_path)}).office.templates == tmp_path


@pytest.mark.parametrize("wrong", ["no folder", "no file of Word", "unknown blank", "code"])
def test_a_template_that_cannot_be_filled_is_refused_at_once(tmp_path: Path, wrong: str) -> None:
    own = tmp_path / "own"
    if wrong != "no folder":
        own.mkdir()
        shutil.copy(str(OURS / "sheet.docx"), own / "sheet.docx")
    if wrong == "no file of Word":
        (own / "answer.docx").write_text("hello")
    if wrong in {"unknown blank", "code"}:
        document = Document()
        blank = "{{ nosuch }}" if wrong == "unknown blank" else "{{ ''.__class__.mro() }}"
        document.add_paragraph(blank)
        document.save(str(own / "answer.docx"))
    with pytest.raises(SettingsError, match=r"JIETI_TEMPLATES:.*(文件夹|填不了)"):
        read_settings({"JIETI_TEMPLATES": str(own)})
