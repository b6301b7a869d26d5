"""The gate: danger, despair and reports in any script, and what only looks like them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.gate import Alarm, gate
from bot.hearing.heard import hear
from bot.hearing.model import graves

ROWS = yaml.safe_load((Path(__file__).parent / "gate.yaml").read_text(encoding="utf-8"))
EXPECTED = [
    *((text, {kind}) for kind in ("danger", "despair", "report") for text in ROWS[kind]),
    *((text, set(kinds)) for text, kinds in ROWS["several"].items()),
    *((text, set()) for text in ROWS["nothing"]),
]


@pytest.mark.parametrize(("text", "kinds"), EXPECTED)
def test_what_is_grave_is_known_in_any_script(text: str, kinds: set[str]) -> None:
    alarm = gate(text)
    assert {kind for kind in ("danger", "despair", "report") if getattr(alarm, kind)} == kinds


@pytest.mark.parametrize(("text", "kinds"), [row for row in EXPECTED if row[0].isascii()])
def test_english_of_a_bill_loses_nothing_that_is_grave(text: str, kinds: set[str]) -> None:
    alarm = hear(text, date(2018, 12, 22)).alarm
    assert {kind for kind in ("danger", "despair", "report") if getattr(alarm, kind)} == kinds


@pytest.mark.parametrize("text", ["the wire is burning", "dianfeidianfei", "my meter, dianfei"])
def test_every_door_hears_what_the_whole_reading_hears(text: str) -> None:
    """Also what only shows once English or pinyin is put into Chinese."""
    assert hear(text, date(2018, 12, 22)).alarm == gate(text)


@pytest.mark.parametrize(("text", "kinds"), ROWS["threats"].items())
def test_what_is_threatened_is_known(text: str, kinds: list[str]) -> None:
    assert [*hear(text, date(2018, 12, 22)).alarm.threats] == kinds


UNSEEN = yaml.safe_load((Path(__file__).parent / "gate_unseen.yaml").read_text(encoding="utf-8"))
SHORT = 10  # characters of a message that is heard together with the one before


def _kinds_of(text: str) -> set[str]:
    """What is heard in messages, apart and, where they are short, together."""
    said = text.split(" / ")
    both = [one + other for one, other in pairwise(said) if max(len(one), len(other)) <= SHORT]
    alarms = [gate(words) for words in (*said, *both)]
    return {kind for kind in ("danger", "despair", "report") for a in alarms if getattr(a, kind)}


@pytest.mark.parametrize(("kind", "least"), [("danger", 0.94), ("despair", 0.9), ("report", 0.86)])
def test_what_nobody_taught_is_mostly_heard(kind: str, least: float) -> None:
    heard = [kind in _kinds_of(text) for text in UNSEEN[kind]]
    assert sum(heard) >= least * len(heard)


def test_what_is_innocent_rarely_raises_an_alarm() -> None:
    raised = [text for text in UNSEEN["innocent"] if _kinds_of(text)]
    assert len(raised) <= 0.02 * len(UNSEEN["innocent"]), raised


def test_the_rules_hear_without_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is not there or no model takes nothing from what the words say."""
    by_model = "电工他哥家养猪场用电从来没人抄过"
    assert gate(by_model).report
    for broken in (tmp_path / "none.gz", tmp_path / "no_model.gz"):
        (tmp_path / "no_model.gz").write_bytes(b"no model")
        gate.cache_clear()
        graves.cache_clear()
        monkeypatch.setattr("bot.hearing.model.GRAVES", broken)
        assert gate("电表冒烟了").danger
        assert gate("我不想活了").despair
        assert not gate(by_model).is_grave
    assert "weighed could not read a text" in caplog.text
    gate.cache_clear()
    graves.cache_clear()


def test_agencies_are_known_at_the_gate() -> None:
    assert gate("wo yao qu xinfang ju gao ni men").agencies == ("government", "court")
    assert gate("我去北京告你们,等着上热搜吧").agencies == ("government", "media")
    assert hear("I'm going to the press", date(2018, 12, 22)).agencies == ("media",)
    assert gate("我要打12398,再找記者").agencies == ("12398", "media")
    assert gate("户号4112398012") == Alarm()
    assert gate("去法院告你们").agencies == ("court",)


@pytest.mark.parametrize(
    "text",
    ["法院旁边那个变压器是哪的", "律师楼的电费谁交", "记者节快乐", "县政府对面那条街停电了",
     "我不会去找记者的,放心", "不用找律师,你们看着办", "我没打12398,是邻居打的电话",
     "我也不想打12345,你们自己看", "报馆旧址那里的电表还在吗", "律师事务所办公用电多少钱",
     "热搜上说电价要降,真的吗", "法院拍卖的房子怎么过户", "新闻频道收不到了",
     "昨天有人来巡视线路", "我开的网红店电价多少", "去北京找工作了家里没人", "去县里找活干",
     "qing wen ji wei shi fu lai", "my lawyer's house has the same account?",
     "I'm on social media, is there an app to pay"],
)  # fmt: skip
def test_a_building_or_a_day_of_that_name_is_no_threat(text: str) -> None:
    assert gate(text).agencies == ()
    assert hear(text, date(2018, 12, 22)).agencies == ()


@pytest.mark.parametrize(
    "text",
    ["不想打12398但是你们逼我的", "再不退我就找记者", "我不会放过你们,找律师去",
     "你们不管我就联系民生频道", "我把这事传到网上去", "已经联系了都市频道的小莉帮忙,明天就来拍",
     "不会再找你们,直接打12345", "wo yao qu ji wei gao ni men",
     "you'll hear from my lawyer", "I'm going to put this on social media"],
)  # fmt: skip
def test_what_is_said_beside_a_not_is_a_threat(text: str) -> None:
    assert gate(text).agencies != ()


def test_words_that_mean_no_danger_are_told_apart_from_none() -> None:
    assert gate("气得冒烟").harmless
    assert not gate("为什么这么贵").harmless
    assert not gate("气得冒烟,可是变压器也冒烟了").harmless
    for harmless, grave in {
        "打火机能不能放表箱边": "小孩用打火机烧电线",
        "高压线离房子多远安全": "高压线快碰到屋顶了安不安全",
        "过高压线要办手续吗": "修高压线的被打下来了",
        "要气炸了": "煤气罐炸了",
    }.items():
        assert gate(harmless).harmless
        assert not gate(grave).harmless


@given(st.text(max_size=300))
def test_the_gate_takes_any_text(text: str) -> None:
    gate(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_danger_is_seen_whatever_stands_around_it(before: str, after: str) -> None:
    assert gate(f"{before}。救命啊电表冒烟了。{after}").danger


@pytest.mark.parametrize(
    "text",
    ["去年" * 5000, "xian" * 5000, "去年电" * 3000 + "还", "线" * 9000, "ﷺ" * 9000, "a'" * 9000],
)
def test_long_texts_are_read_in_bounds(text: str) -> None:
    assert not gate(text).is_grave
