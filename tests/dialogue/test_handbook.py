"""Questions that the handbook answers: in several phrasings, by region and by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.clock import CHINA
from tests.dialogue.conversation import Customer

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "handbook.yaml").read_text(encoding="utf-8")
)
ASKED = [(case, question) for case in CASES for question in case["asks"]]
SHORT = 150  # characters of an answer outside the fold, on a telephone


@pytest.mark.parametrize(("case", "question"), ASKED, ids=[q for _, q in ASKED])
def test_the_answer_comes_first_and_its_document_in_the_fold(
    stranger: Customer, case: dict[str, Any], question: str
) -> None:
    if day := case.get("day"):
        stranger.now = datetime.combine(day, time(10), CHINA)
    (reply,) = stranger.says(question)
    assert [words for words in case["says"] if words not in reply.headline] == [], reply.text
    assert [words for words in case.get("unsaid", []) if words in reply.text] == []
    assert case.get("document", "没有查到") in reply.fold
    assert len(reply.headline) + len(reply.body) <= SHORT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["asks"][0])
def test_it_is_answered_while_the_account_is_awaited(
    stranger: Customer, case: dict[str, Any]
) -> None:
    if day := case.get("day"):
        stranger.now = datetime.combine(day, time(10), CHINA)
    stranger.says("为什么这么贵")
    stranger.says("4100000123")
    (reply,) = stranger.says(case["asks"][0])
    if "户号" in case["asks"][0]:  # then the ways to prove it without a number are told
        assert "还没核对是哪一户" in reply.text
    else:
        assert case["says"][0] in reply.headline
    *_, answer = stranger.says("张建国 5678")
    assert "52.00元" in answer.text


CONVERSATIONS = [
    [("校表要钱不", "您出"), ("几天", "5个工作日"), ("带啥", "要校表"), ("谁出钱", "您出")],
    [
        ("怎么过户", "柜台"),
        ("带啥", "没有查到"),
        ("几天", "没有查到"),
        ("欠费咋办", "老户主先结清"),
    ],
    [("我家七口人能多多少度", "满6口人"), ("咋申请", "1月1日到31日"), ("要啥证件", "户口簿")],
    [("报装几天能通电", "3个工作日"), ("要钱不", "没有查到"), ("找谁办", "先到供电所申请")],
    [("欠费多久会停电", "30天"), ("提前通知吗", "提前3到7天"), ("谢谢", "不客气")],
]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=lambda turns: turns[0][0])
def test_a_few_words_are_about_what_was_told_last_and_nothing_is_told_twice(
    stranger: Customer, turns: list[tuple[str, str]]
) -> None:
    answers = [stranger.says(question)[0] for question, _ in turns]
    for (_, says), answer in zip(turns, answers, strict=True):
        assert says in answer.headline
    assert all(not answer.body for answer in answers[1:-1])


@pytest.mark.parametrize("question", ["12月电费多少钱", "上月多少钱", "怎么这么贵", "用了多少度"])
def test_a_question_about_the_bill_is_none_about_what_was_told_last(
    customer: Customer, question: str
) -> None:
    customer.says("校表要钱不")
    assert "检定" not in customer.says(question)[0].text


def test_what_was_told_last_is_forgotten_with_the_next_question(customer: Customer) -> None:
    customer.says("校表要钱不")
    customer.says("12月电费多少")
    assert "校表" not in customer.says("几天")[0].headline


def test_the_law_of_the_day_that_is_named_is_told(stranger: Customer) -> None:
    stranger.now = datetime(2026, 11, 26, 10, tzinfo=CHINA)
    assert "不到1元" in stranger.asks("2018年3月违约金怎么算")
    assert "不到1元" not in stranger.asks("违约金怎么算")
    assert "2009年" in stranger.asks("2009年5月校表几天出结果")


def test_another_region_is_answered_by_its_own_law(stranger: Customer) -> None:
    stranger.office = replace(stranger.office, region="hebei")
    assert "带身份证和房产证明" in stranger.asks("报装带啥")
    assert "没有查到" in stranger.says("校表要钱不")[0].headline
    assert "河南" not in stranger.asks("我要投诉")


@pytest.mark.parametrize(
    "words", ["我要投诉,报装半个月了还没人来", "我要投诉你们停电不提前通知", "投诉电工上门收费"]
)
def test_a_complaint_is_registered_and_not_lectured(stranger: Customer, words: str) -> None:
    assert "已经登记" in stranger.says(words)[0].text


@pytest.mark.parametrize("words", ["电表冒烟了谁赔", "电线打火了要提前通知吗", "表箱着火了谁赔"])
def test_danger_comes_before_the_handbook(stranger: Customer, words: str) -> None:
    assert "119" in stranger.says(words)[0].text
