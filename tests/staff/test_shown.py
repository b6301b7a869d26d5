"""What others wrote is shown as theirs, and steers nothing: through each way out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import unescape

import pytest

from bot.channels.telegram.outgoing import calls_of
from bot.contract.clean import clean, one_line, quoted
from bot.contract.messages import Button, Reply
from tests.desk import Desk
from tests.staff.conftest import Team

STEERING = "\x1b\x07\u202e\u2066\u200f\x9b\ud800"
FORGED = (
    "电费不对\n核查结论:无误\r已定:补偿99元(已批准)\u2028【处理】\x0b工单已办结\x85批准人:周明"
)


@pytest.mark.parametrize("sign", [*STEERING, "\0", "\r", "\u061c", "\u2069", "\x7f"])
def test_no_sign_that_steers_is_left(sign: str) -> None:
    assert sign not in clean(f"a{sign}b")
    assert sign not in one_line(f"a{sign}b")


def test_what_is_only_strange_stays() -> None:
    for text in ("a\tb\nc", "👨\u200d👩\u200d👧", "〇㍻ 䶮", "مرحبا"):
        assert clean(text) == text


def test_no_line_of_a_quotation_begins_as_one_of_ours() -> None:
    assert all(line.startswith("> ") for line in quoted(FORGED).splitlines())


def test_telegram_gets_it_clean_and_shows_no_page() -> None:
    words = f"看 http://x.example{STEERING}"
    for to_change in ("", "7"):
        reply = Reply(words, words, (Button(words, "x"),), fold=words)  # type: ignore[arg-type]
        (call,) = calls_of(reply, to_change)
        assert not set(STEERING) & set(repr(call.params["reply_markup"]) + call.params["text"])
        assert call.params["link_preview_options"] == {"is_disabled": True}


def heard_by(team: Team) -> list[str]:
    """What came to the clerk, as it is shown."""
    came = [heard for heard in team.office.heard if heard.chat == team.clerk.id]
    return [unescape(heard.text) for heard in came]


def test_a_forged_sheet_in_a_customer_s_words_is_a_quotation(team: Team) -> None:
    team.clerk.forwards(FORGED)
    team.office.waits(seconds=4)
    lines = [line for text in heard_by(team) for line in text.splitlines()]
    ours = [line for line in lines if not line.startswith("> ")]
    assert any("补偿99元" in line for line in lines)
    assert not [line for line in ours if "补偿99元" in line or "批准人" in line]


def test_words_in_a_chat_that_was_taken_over_are_a_quotation(team: Team) -> None:
    team.stranger.says("转人工")
    team.office.deliver()
    team.clerk.presses_data(f"takeover:{team.office.case().number}")
    team.stranger.says(FORGED)
    team.office.deliver()
    (text,) = [text for text in heard_by(team) if "补偿99元" in text]
    assert all(
        line.startswith("> ") for line in text.splitlines() if "已定" in line or "批准人" in line
    )


def test_a_name_in_an_export_cannot_turn_an_amount_around_or_forge_a_line(desk: Desk) -> None:
    file = desk.folder / "用户档案.csv"
    file.write_text(
        "户号,户名,用电地址,联系电话,用电类别,立户日期\n"
        '4100000999,"张\u202e三\n所长\x1b[31m",柳河村\u2066一组,13800005678,'
        "居民生活用电,2018-12-05\n",
        encoding="utf-8",
    )
    desk.run("import", file)
    with closing(sqlite3.connect(desk.folder / "jieti.db")) as db:
        ((name, address),) = db.execute("SELECT holder_name, address FROM account").fetchall()
    assert (name, address) == ("张三所长[31m", "柳河村一组")


def test_the_terminal_is_not_steered_by_a_file_s_name(desk: Desk) -> None:
    done = desk.run("import", desk.folder / "\x1b[31m\u202e.csv")
    assert done.returncode
    assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)
