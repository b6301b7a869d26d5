"""The commands as they are typed: real processes, real files."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest

from bot.sample_office import sample_files
from tests.desk import JIETI, Desk
from tests.forking import run_forked

ROOT = Path(__file__).parent.parent
CASE_NUMBER = re.compile(r"TS\d{11}")
CLAIM = "4100000123 张建国 5678"
FACTS = {
    "region": "henan",
    "registered_on": "2018-12-05",
    "powered_on": "2018-10-08",
    "settlements": [{"from": "2018-10-08", "to": "2018-12-20", "kwh": "420", "charged": "287.20"}],
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What the demo shows by itself, and then for what is typed."""
    desk = Desk(tmp_path_factory.mktemp("demo"))
    shown = desk.does("demo", input="一度电多少钱?\n/unbind\n")
    itself, ended, typed = shown.partition("jieti init\n")
    return itself + ended, typed


def test_the_demo_plays_the_seed_and_then_answers_what_is_typed(played: tuple[str, str]) -> None:
    itself, typed = played
    for sentence in (
        "客户:我几个月没交过电费,12月单子上怎么超过0.56了?",
        "其中52.00元是因为我们给您家立户晚了才多出来的",
        "合计:235.20元",
        "工单号:TS20181222001",
    ):
        assert sentence in itself
    assert "客户:一度电多少钱?" in typed
    assert "已解除绑定" in typed


def test_the_demo_fits_on_a_screen(played: tuple[str, str]) -> None:
    assert len(played[0].splitlines()) <= 45


def test_the_conversation_in_the_readme_is_the_demo_s_own(played: tuple[str, str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    conversation = next(block for block in readme.split("```") if block.startswith("text\n客户"))
    assert conversation.removeprefix("text\n").strip() in played[0]


def test_the_demo_has_a_prompt_on_a_terminal(desk: Desk) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [JIETI, "demo"], stdin=theirs, stdout=subprocess.PIPE, env=desk.environment(), text=True
    ) as demo:
        os.close(theirs)
        os.write(ours, "第一档还剩多少?\n".encode())
        os.write(ours, b"\x04")
        shown, _ = demo.communicate(timeout=60)
    os.close(ours)
    assert demo.returncode == 0
    assert "客户 > " in shown
    assert "您家已用到第三档" in shown


@pytest.mark.parametrize("command", ["demo", "chat"])
def test_ctrl_c_ends_a_conversation_at_once(desk: Desk, command: str) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        # Who runs the tests in the background ignores it, and children inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(JIETI, [str(JIETI), command], desk.environment())  # noqa: S606 - a child of its own terminal
    shown = b""
    while "客户 > ".encode() not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, b"half a line\x03")
    with contextlib.suppress(OSError):  # the terminal is closed when the process has ended
        while os.read(terminal, 1024):
            pass
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130


def test_ctrl_c_leaves_whole_files_or_nothing(desk: Desk) -> None:
    accounts, readings, *_ = sample_files()
    importing = subprocess.Popen(
        [JIETI, "import", accounts, readings],
        env={**desk.environment(), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # Who runs the tests in the background ignores it, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    assert importing.stdout
    assert accounts.name in importing.stdout.readline()
    importing.send_signal(signal.SIGINT)
    _, told = importing.communicate(timeout=60)
    assert importing.returncode == 130
    assert f"{readings.name}一行也没有存" in told
    imports = desk.does("imports")
    assert accounts.name in imports
    assert readings.name not in imports


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "latin-1", "ascii"])
@pytest.mark.parametrize(
    "command",
    [
        ("doctor",),
        ("demo",),
        ("regions",),
        ("examples", ROOT / "tests" / "rules" / "seed.yaml"),
        ("explain", "4100000123", "2018-12"),
        ("ask", "4100000123", "为什么超过0.56?"),
        ("understand", "❗⚠ 㐀 52元"),
        ("hold", "没有"),
    ],
)
def test_a_console_of_another_code_page_shows_what_it_can(
    sample_desk: Desk, encoding: str, command: tuple[object, ...]
) -> None:
    environment = sample_desk.environment() | {"PYTHONIOENCODING": encoding}
    done = run_forked(tuple(map(str, command)), environment)
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr
    if (encoding, command) == ("gbk", ("doctor",)):
        assert "√ 数据库" in done.stdout.decode("gbk")


def test_what_cannot_be_read_is_answered_and_the_next_line_too(sample_desk: Desk) -> None:
    environment = sample_desk.environment() | {"PYTHONIOENCODING": "gbk"}
    done = run_forked(("chat",), environment, b"\xff\xff\n/help\n")
    assert done.returncode == 0
    assert done.stdout.decode("gbk").count("助手:") == 2


def test_a_chat_remembers_its_customer_after_the_process_is_killed(sample_desk: Desk) -> None:
    with subprocess.Popen(
        [JIETI, "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=sample_desk.environment(),
        text=True,
    ) as chat:
        assert chat.stdin
        assert chat.stdout
        chat.stdin.write(f"我要投诉\n{CLAIM}\n")
        chat.stdin.flush()
        number = next(filter(None, map(CASE_NUMBER.search, chat.stdout)))[0]
        chat.kill()
    again = sample_desk.does("chat", input="我的工单到哪一步了?\n")
    assert f"您的工单 {number} 已登记" in again


def test_the_desk_asks_about_any_account(sample_desk: Desk) -> None:
    wrong = sample_desk.does("ask", "4100000123", "为什么超过0.56?")
    assert "52.00元" in wrong.split("\n")[0]
    right = sample_desk.does("ask", "4100000131", "怎么按第二档收的?")
    assert "第二档" in right
    assert "和规定一致" in right.split("\n")[0]
    no_reading = sample_desk.does("ask", "4100000137", "为什么这么贵?")
    assert "抄表" in no_reading.split("\n")[0]


def test_the_desk_is_told_when_an_account_is_unknown(sample_desk: Desk) -> None:
    assert "4100099999" in sample_desk.refuses("ask", "4100099999", "为什么?")


def test_importing_twice_changes_nothing(sample_desk: Desk) -> None:
    again = sample_desk.does("import", *sample_files())
    assert again.count("新增 0,更新 0") == 4


def test_an_import_says_what_is_wrong_with_each_row_and_file(desk: Desk) -> None:
    rows = desk.folder / "用户.csv"
    rows.write_text(
        "户号,户名,立户日期\n4100000001,王五,2018-12-05\n41000,李四,2018-12-05\n",
        encoding="gb18030",
    )
    letter = desk.folder / "信.csv"
    letter.write_text("尊敬的领导:\n", encoding="utf-8")
    done = desk.run("import", rows, letter, desk.folder / "没有.csv")
    assert done.returncode == 1
    assert "第 3 行" in done.stdout
    assert "新增 1" in done.stdout
    assert "信.csv" in done.stderr
    assert "没有.csv" in done.stderr


@pytest.mark.parametrize("argument", ["facts.json", "-"])
def test_facts_are_assessed_without_a_database(desk: Desk, argument: str) -> None:
    text = json.dumps(FACTS)
    (desk.folder / "facts.json").write_text(text, encoding="utf-8")
    path = argument if argument == "-" else desk.folder / argument
    found = json.loads(desk.does("assess", path, input=text))
    assert found["total"] == "287.20"
    assert found["settlements"][0]["tiers"][0] == {
        "tier": 1, "kwh": "180", "price": "0.56", "amount": "100.80",
    }  # fmt: skip
    (cause,) = found["causes"]
    assert (cause["cause"], cause["difference"]) == ("late_registration", "52.00")
    assert found["verdict"] == "rule_applied_to_a_wrong_fact"
    assert found["steps"]
    assert not list(desk.folder.glob("*.db"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "第1行从第2个字起不是 JSON"),
        ("[]", "facts"),
        (json.dumps(FACTS | {"region": "atlantis"}), "atlantis"),
        (json.dumps(FACTS | {"registered_on": "12月5日"}), "registered_on"),
        (json.dumps(FACTS | {"settlements": [{"kwh": "420度"}]}), "settlements[0]"),
        (json.dumps(FACTS | {"colour": "red"}), "colour"),
    ],
)
def test_wrong_facts_are_named(desk: Desk, text: str, says: str) -> None:
    assert says in desk.refuses("assess", "-", input=text)


def test_a_missing_facts_file_is_named(desk: Desk) -> None:
    assert "nothing.json" in desk.refuses("assess", desk.folder / "nothing.json")


def test_running_without_a_token_says_what_to_do(desk: Desk) -> None:
    assert "@BotFather" in desk.refuses("run")


def test_a_wrong_setting_is_named(desk: Desk) -> None:
    assert "JIETI_REGION" in desk.refuses("chat", JIETI_REGION="atlantis")


def test_a_file_that_is_no_database_is_named(desk: Desk) -> None:
    (desk.folder / "jieti.db").write_text("no database, only a letter\n" * 100)
    assert "jieti.db" in desk.refuses("chat")


def test_of_a_command_that_does_not_exist_the_nearest_is_named_or_where_all_are(
    desk: Desk,
) -> None:
    assert "是不是 assess" in desk.refuses("asess")
    assert "jieti --help" in desk.refuses("nosuch")
