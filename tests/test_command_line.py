"""The command line speaks the office's language, and finds the service's own settings."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest
from wcwidth import wcswidth

from bot.cli.env_file import read_env_file, written
from bot.contract.errors import SettingsError
from bot.wording.catalogue import words
from bot.wording.tables import regions_table
from tariff_rules import load_region
from tests.desk import Desk
from tests.forking import run_forked

ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_without_a_command_all_are_listed_by_what_they_are_for(desk: Desk) -> None:
    told = desk.run()
    listed = [line.split()[0] for line in told.stdout.splitlines() if line.startswith("  ")]
    assert told.returncode == 2
    assert "资料" in told.stdout
    assert len(listed) == len(set(listed))
    assert {"demo", "import", "init", "doctor", "regions"} <= set(listed)
    assert desk.does("--help").strip() == told.stdout.strip()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("undo", "还缺这些参数"),
        ("undo x", "x 不是整数"),
        ("doktor", "没有 doktor 这个命令;是不是 doctor?"),
    ],
)
def test_what_is_typed_wrong_is_said_in_chinese(desk: Desk, typed: str, says: str) -> None:
    assert says in desk.refuses(*typed.split())


@pytest.mark.parametrize(
    ("loaded", "without"),
    [
        ("bot.cli", "bot.hearing.heard"),  # takes as long as all else that a command loads
        ("bot.cli.serving", "polars"),  # a fifth of the service's memory, for a nightly audit
    ],
)
def test_nothing_is_loaded_that_is_not_asked_for(loaded: str, without: str) -> None:
    asked = f"import sys, {loaded}; print('{without}' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_help_comes_on_any_console(desk: Desk, encoding: str) -> None:
    own = {"PYTHONIOENCODING": f"{encoding}:strict"}
    done = run_forked(("--help",), desk.environment() | own)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "import" in done.stdout.decode(encoding)


def test_ten_answers_make_the_file_of_settings(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "jieti.env"
    answers = ["atlantis", "zhejiang", "青石供电所", "0377-1", "", "", "", "", "", "", ""]
    told = desk.does("init", file, input="\n".join(answers) + "\n")
    assert "atlantis" in told, "what cannot be is asked again"
    settings = read_env_file(file)
    assert settings["JIETI_REGION"] == "zhejiang"
    assert settings["JIETI_HOURS"] == "08:00-12:00,14:00-18:00"
    assert Path(settings["JIETI_DATABASE"]).is_absolute(), "the same from every folder"
    assert "JIETI_TOKEN" not in settings
    assert file.stat().st_mode & 0o777 == 0o600
    assert "已经有" in desk.refuses("init", file)


def test_half_the_answers_write_nothing(desk: Desk, tmp_path: Path) -> None:
    assert "没有写" in desk.refuses("init", tmp_path / "a.env", input="henan\n")
    assert not (tmp_path / "a.env").exists()


def test_it_tells_its_version(desk: Desk) -> None:
    assert desk.does("--version").startswith("jieti 0.")


def test_a_command_by_hand_finds_the_settings_of_the_service(desk: Desk, tmp_path: Path) -> None:
    settings = tmp_path / "jieti.env"
    there = tmp_path / "there.db"
    settings.write_text(f"# of the service\n\nexport JIETI_DATABASE='{there}'\n")
    assert str(there) in desk.refuses("--env-file", settings, "imports")
    other = tmp_path / "other.db"
    assert str(other) in desk.refuses("--env-file", settings, "--database", other, "imports")


def test_a_file_of_settings_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "jieti.env"
    settings = {"JIETI_OFFICE_NAME": "青石 供电所", "JIETI_HOURS": "08:00-12:00,14:00-18:00"}
    path.write_text(written(settings), encoding="utf-8")
    assert read_env_file(path) == settings
    path.write_text("JIETI_REGION henan\n")
    with pytest.raises(SettingsError, match="line 1"):
        read_env_file(path)


def test_what_a_person_must_do_is_written_as_a_sentence_with_blanks() -> None:
    """An f-string is known only once it is filled: nobody could translate it."""
    filled = [place for place, call in raised() if isinstance(call.args[-1], ast.JoinedStr)]
    assert filled == []


def test_every_blank_of_such_a_sentence_is_filled() -> None:
    wrong = [
        place
        for place, call in raised()
        if isinstance(call.args[-1], ast.Constant) and call.keywords
        and {name for _, name, _, _ in Formatter().parse(str(call.args[-1].value)) if name}
        != {one.arg for one in call.keywords}
    ]  # fmt: skip
    assert wrong == []


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Where such an error is made, with its call."""
    errors = {"SettingsError", "StoreError", "UnusableError", "FactError"}
    for path in chain((ROOT / "bot").rglob("*.py"), (ROOT / "tariff_rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in errors and node.args:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"region": "henan"}, "没有写"),
        ({"region": "henan", "registered_on": "2018"}, "registered_on:'2018' 不是日期"),
        (
            {"region": "henan", "registered_on": "2018-12-05", "settlements": []},
            "至少要有一次结算",
        ),
        (
            {
                "region": "henan",
                "registered_on": "2018-12-05",
                "tier_months": {"x": 1},
                "settlements": [{"from": "2018-12-05", "to": "2018-12-20", "kwh": "1"}],
            },
            "不是年份",
        ),
    ],
)
def test_what_is_wrong_with_facts_is_said_in_chinese(
    desk: Desk, facts: dict[str, object], says: str
) -> None:
    assert says in desk.refuses("assess", "-", input=json.dumps(facts))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"JIETI_REGION": "atlantis"}, "没有“atlantis”这个地区"),
        ({"JIETI_KEEP_CHAT_DAYS": "many"}, "“many”不行;请写天数,至少1"),
        ({"JIETI_API_URL": "http://10.0.0.7/bot"}, "令牌和聊天都是明文"),
        ({"JIETI_OFFICE_NAME": "{青石}", "JIETI_HOURS": "{x}"}, "“{x}”不行"),
        ({}, "没有数据库"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(desk: Desk, setting: dict[str, str], says: str) -> None:
    assert says in desk.refuses("imports", **setting)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["do"], {"doctor"}),
        (["import", "--te"], {"--template"}),
        (["--env-file", "jieti.env", "impo"], {"import", "imports"}),
        (["import", "用户"], {"用户档案.csv"}),
    ],
    ids=lambda words: " ".join(sorted(words)),
)
def test_the_terminal_completes_commands_options_and_files(
    desk: Desk, typed: list[str], offered: set[str]
) -> None:
    (desk.folder / "用户档案.csv").touch()
    line = f"COMP_WORDS=(jieti {' '.join(typed)}); COMP_CWORD={len(typed)}; _jieti"
    asked = f"{line}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    shells = {"bash": asked, "zsh": f"_asked() {{ emulate -L sh; {asked}; }}; _asked"}
    for shell in filter(shutil.which, shells):
        script = desk.does("completion", shell)
        done = subprocess.run(
            [shell, *(["-f"] if shell == "zsh" else []), "-c", f"{script}\n{shells[shell]}"],
            capture_output=True, text=True, check=True, cwd=desk.folder,
        )  # fmt: skip
        found = set(done.stdout.split())
        assert found == offered if shell == "bash" else found >= offered  # zsh itself narrows it


@pytest.mark.parametrize("width", [60, 80, 145])
def test_a_table_is_no_wider_than_the_terminal(width: int) -> None:
    shown = regions_table(words(), [load_region("henan"), load_region("zhejiang")], width)
    assert max(map(wcswidth, shown.splitlines())) <= width
    assert "河南" in shown
    assert "2012-07-01" in shown, "a day is not torn"
    whole = regions_table(words(), [load_region("zhejiang")])
    assert "0.538 / 0.588 / 0.838" in whole
