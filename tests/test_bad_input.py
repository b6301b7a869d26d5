"""Whatever is given to a command that it cannot use: one sentence, no traceback."""

from __future__ import annotations

import json
import resource
from itertools import pairwise
from pathlib import Path

import pytest

from bot.audit.rule import rule_book
from bot.cli.new_file import write_new, write_over
from bot.contract.errors import SettingsError
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
        "listed.json": json.dumps([{"text": ["a", "b"], "intent": "greeting"}]),
        "talk.json": json.dumps({"conversations": [{"turns": [{"say": ["a"], "says": []}]}]}),
        "words.yaml": "A03: {days: 七}",
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
        ("improt exports", "没有 improt 这个命令;是不是 import、imports?"),
        ("regions --stale=5", "后面不用写"),
        ("audit exports --as-of 9999-12-31", "9999-12-31 太早或太晚了"),
        ("audit exports --trend bytes.csv", "不是 jieti audit 写的走势,没有往里写"),
        ("audit exports --limits words.yaml", "A03:days:请写成 5 这样的数"),
        ("audit exports --xlsx /nowhere/list.xlsx", "/nowhere/list.xlsx"),
        ("audit exports --letter /nowhere/letter.txt", "/nowhere/letter.txt"),
        ("misunderstood --out /nowhere/words.json", "/nowhere/words.json"),
        ("misunderstood --out .", "那是一个文件夹"),
        ("misunderstood --out odd.json", "odd.json: 已经有这个文件"),
        ("calibrate --bills 0", "至少1张"),
        ("staff remove 999", "jieti staff remove 编号"),
        ("audit-trail verify --head 1:abc", "请写成 编号:散列"),
        ("quiz --year 99999", "还没有可以拿来练的账单"),
        ("--database mysql://u@h/x imports", "不认 mysql 这种数据库"),
        ("import --template x.txt", "名字要以 .xlsx 结尾"),
        ("import --chck x", "没有 --chck 这个选项;是不是 --check?"),
        ("doctor --database x.db", "写在命令前面:jieti --database …"),
        ("staff remove 1 --no", "没有这样的参数:--no"),
        ("import --template /nowhere/x.xlsx", "/nowhere/x.xlsx: 没有这个文件或文件夹"),
        ("quiz --out /nowhere/x.docx", "/nowhere/x.docx: 没有这个文件或文件夹"),
        ("inspected nowhere", "nowhere: 没有这个文件或文件夹"),
        ("eval deep.json", "不是能读的 JSON"),
        ("eval odd.json", "要有 text 和 intent"),
        ("eval listed.json", "要有 text 和 intent"),
        ("eval talk.json", "第1段对话:要有 turns"),
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


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ("A02: {grade_days: [0, -7, 30]}", r"A02: grade_days: .*\[0, 7, 30\]"),
        ("A99: {days: 7}", "A99: there is no such rule"),
        ("A03: {days: 7}\n---\nA04: {}\n", "line 2: a second text begins there"),
    ],
)
def test_limits_of_ones_own_are_looked_at(tmp_path: Path, limits: str, says: str) -> None:
    (tmp_path / "limits.yaml").write_text(limits, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        rule_book(tmp_path / "limits.yaml")


def test_what_a_full_disk_cuts_off_is_not_left(given: Desk) -> None:
    before = {file.name for file in given.folder.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # befalls it as a full disk does
        for name, write in (("new", write_new), ("odd.json", write_over)):
            with pytest.raises(OSError, match=name):
                write(given.folder / name, b"more")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {file.name for file in given.folder.iterdir()} == before
    assert json.loads((given.folder / "odd.json").read_text("utf-8")) == [{"text": 5}]


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
