"""Whatever is given to a command that it cannot use: one sentence, no traceback."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from tests.desk import Desk
from tests.dialogue.conversation import new_file

DEEP = "[" * 100_000
LETTERS = "abcdefghijklmnopqrstu"
ALIASES = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(LETTERS))


@pytest.fixture
def given(desk: Desk) -> Desk:
    """A folder with files that nobody can use."""
    new_file(desk.folder / "jieti.db")
    for name, text in {
        "deep.json": DEEP, "deep.yaml": "[" * 20_000, "aliases.yaml": ALIASES,
        "odd.json": json.dumps([{"text": 5}]), "empty": "", "cut.json": "{",
        "twice.json": '{"region": "henan", "region": "anhui"}',
    }.items():  # fmt: skip
        (desk.folder / name).write_text(text, encoding="utf-8")
    (desk.folder / "bytes.csv").write_bytes(bytes(range(256)) * 9)
    (desk.folder / "exports").mkdir()
    (desk.folder / "exports" / "用户档案.csv").write_text("户号\n", encoding="utf-8")
    return desk


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("undo 99999999999999999999", "不是整数"),
        ("audit exports --as-of 2018-99-99", "2018-99-99 不是日期"),
        ("audit exports --xlsx /nowhere/list.xlsx", "/nowhere/list.xlsx"),
        ("audit exports --letter /nowhere/letter.txt", "/nowhere/letter.txt"),
        ("misunderstood --out /nowhere/words.json", "/nowhere/words.json"),
        ("misunderstood --out .", "那是一个文件夹"),
        ("import --template /nowhere/x.xlsx", "/nowhere/x.xlsx: 没有这个文件或文件夹"),
        ("quiz --out /nowhere/x.docx", "/nowhere/x.docx: 没有这个文件或文件夹"),
        ("inspected nowhere", "nowhere: 没有这个文件或文件夹"),
        ("eval deep.json", "不是能读的 JSON"),
        ("eval odd.json", "要有 text 和 intent"),
        ("eval nowhere", "没有这个文件或文件夹"),
        ("assess deep.json", "没有能读的事实"),
        ("assess cut.json", "第1行从第2个字起不是 JSON"),
        ("assess twice.json", "region 在同一处写了两遍"),
        ("assess bytes.csv", "不是 UTF-8 编码"),
        ("examples deep.yaml", "套了"),
        ("examples aliases.yaml", "读不了"),
        ("examples cut.json", "在它以前少了括号"),
        ("backup /nowhere/x.db", "备份写不了:没有这个文件或文件夹"),
        ("restore bytes.csv", "这个文件不是数据库"),
        ("--database bytes.csv imports", "这个文件不是数据库"),
        ("--env-file bytes.csv imports", "读不了:不是 UTF-8 编码"),
        ("--env-file nowhere imports", "读不了:没有这个文件或文件夹"),
    ],
)
def test_it_is_told_in_a_sentence(
    given: Desk, typed: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(given.folder)
    assert says in given.refuses(*typed.split())


@pytest.mark.parametrize("file", ["deep.yaml", "aliases.yaml", "empty", "."])
@pytest.mark.parametrize("setting", ["JIETI_DRAFTS", "JIETI_DUTY", "JIETI_AUDIT_KEY"])
def test_so_is_a_setting_that_names_such_a_file(given: Desk, setting: str, file: str) -> None:
    done = given.run("doctor", **{setting: str(given.folder / file)})
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/dev/null", "exports", "bytes.csv", "empty", "nowhere"]
)
def test_what_is_no_table_is_not_imported(given: Desk, path: str) -> None:
    done = given.run("import", given.folder / path)
    assert done.returncode == 1
    assert "没有导入" in done.stderr
    assert "Traceback" not in done.stderr
