"""What the book holds is told to whoever asks: other regions, what so many kWh cost, relief."""

from __future__ import annotations

import pytest

from tests.dialogue.conversation import Customer

# Worked out by hand from the region files, for 2018-12-22.
ANSWERS = {
    "电价是不是涨了": ["没有涨价", "2012年7月1日"],
    "阶梯电价从哪年开始的": ["2012年7月1日起实行"],
    "一年用2500度要交多少钱": ["1,417.00元"],  # 2160 × 0.56 + 340 × 0.61
    "一个月用200度要多少钱": ["2,400度", "1,356.00元"],
    # 365 days: 2160 × 0.56 + 30 × 0.61
    "我家一天用6度,一个月得交多少": ["2,190度", "1,227.90元"],
    "15度一天要交多少钱": ["5,475度"],
    "在四川每天用7度,一个月多少钱": ["210度"],
    "我在山东济南有套房,那边一档多少度": ["山东", "210度"],
    "那湖北呢": ["湖北"],
    "四川一个月用200度多少钱": ["106.48元"],  # 180 × 0.5224 + 20 × 0.6224
    "香港电费怎么算": ["没有查到"],
    "家里困难有没有照顾": ["低保户", "10度"],
}


@pytest.mark.parametrize(("question", "says"), ANSWERS.items())
def test_the_book_is_told_without_an_account(
    stranger: Customer, question: str, says: list[str]
) -> None:
    answer = stranger.asks(question)
    assert [words for words in says if words not in answer] == []
    assert "请发送" not in answer


@pytest.mark.parametrize("question", ["我在广东打工,家里12月电费多少", "从北京回来,电费咋这么高"])
def test_who_is_only_there_asks_about_their_own_bill(customer: Customer, question: str) -> None:
    answer = customer.asks(question)
    assert "287.20元" in answer
    assert "广东" not in answer


def test_another_region_is_never_told_by_this_one_s_figures(stranger: Customer) -> None:
    answer = stranger.asks("上海一年用3000度多少钱")
    assert "上海" in answer
    assert "0.56元" not in answer


def test_what_follows_a_danger_belongs_to_it(customer: Customer) -> None:
    assert "95598" in customer.asks("俺家电表箱冒黑烟")
    assert "险情" in customer.asks("俺在石桥村1组")
    assert "险情" in customer.asks("电工啥时候来")
    assert "287.20元" in customer.asks("我12月电费多少")


@pytest.mark.parametrize("words", ["好了不说了", "不用查我户,我就投诉他"])
def test_nothing_is_withdrawn_that_was_not_said(customer: Customer, words: str) -> None:
    customer.says("我要投诉抄表员")
    assert "不想再追究" not in customer.asks(words)


def test_a_written_answer_that_is_asked_for_is_acknowledged(customer: Customer) -> None:
    answer = customer.says("我要你们出个书面答复")[0].text
    assert "您要书面答复,已经一起登记" in answer
    assert "TS2018" in answer


@pytest.mark.parametrize("words", ["查电价几天答复", "对电费有疑问多久给答复", "你们多久回复"])
def test_who_has_no_case_hears_how_soon_one_is_answered(stranger: Customer, words: str) -> None:
    told = stranger.asks(words)
    assert "7个工作日内答复" in told
    assert "5个工作日内要答复" in told


@pytest.mark.parametrize(
    ("text", "says", "unsaid"),
    [
        ("广东夏天第一档多少度", "260度以内", "200度以内"),
        ("新疆的阶梯是按月还是按年", "新疆", "2,160"),
        ("江西峰谷怎么分", "没有查到", "180度"),
        ("2010年那会儿电价多少", "没有查到", "0.56"),
        ("去年电价跟今年一样不", "没有涨价", "没有查到"),
    ],
)
def test_another_region_season_or_year_is_not_told_what_holds_here_now(
    stranger: Customer, text: str, says: str, unsaid: str
) -> None:
    told = stranger.asks(text)
    assert says in told
    assert unsaid not in told.split("【")[0]
