"""What is said before and after a report: it belongs to the report, and others do not read it."""

from __future__ import annotations

import pytest

from bot.contract.messages import MessageKind
from bot.records.case import CaseKind
from tests.dialogue.conversation import Customer


@pytest.mark.parametrize(
    "text", ["上个月收的我现金300", "微信转给他的两百块", "当时我儿子也在场", "他没给开收据"]
)
def test_who_tells_more_of_a_report_is_not_asked_for_an_account(
    customer: Customer, text: str
) -> None:
    assert "JB" in customer.asks("收费员收了我红包")
    assert "JB" in customer.asks(text)


def test_what_follows_a_report_is_read_by_the_audit_alone(customer: Customer) -> None:
    customer.asks("我要投诉电费太高")
    assert "JB" in customer.asks("收费员收了我红包")
    assert "只有稽查人员能看到" in customer.asks("就在上个月十五号晚上,堂屋里")
    (picture,) = customer.sends(MessageKind.PHOTO)
    assert "JB" in picture.text
    cases = customer.store.cases
    (open_one,) = (one for one in cases.newest_first() if one.kind is not CaseKind.REPORT)
    assert all("堂屋" not in event.detail for event in cases.events(open_one.number))


def test_who_is_to_be_forgotten_leaves_no_words(stranger: Customer) -> None:
    stranger.asks("空调费电不")
    stranger.asks("忘了我")
    assert stranger.store.chats.get_memory(stranger.chat).before is None


def test_a_report_in_several_messages_is_whole(stranger: Customer) -> None:
    for words in ("老师傅说电表是他装的", "他让我交三百", "举报他", "张家村的"):
        stranger.says(words)
    (case,) = stranger.store.cases.newest_first()
    assert case.question == "老师傅说电表是他装的\n他让我交三百\n举报他"
    assert stranger.store.cases.events(case.number)[-1].detail == "张家村的"


@pytest.mark.parametrize(
    "words",
    ["我那个举报怎么样了", "举报受理了没有", "我反映他收钱的事咋样了", "上次举报那事查了吗"],
)
def test_how_far_a_report_is_is_told_and_opens_no_other(stranger: Customer, words: str) -> None:
    stranger.says("收费员收了我红包")
    answer = stranger.asks(words)
    (case,) = stranger.store.cases.newest_first()
    assert case.number in answer
    assert "红包" not in answer
    assert "不用说您是谁" not in answer


def test_who_reported_nobody_here_is_told_that_nothing_is_registered(stranger: Customer) -> None:
    assert "没有查到您的工单" in stranger.asks("举报受理了没有")
    assert stranger.store.cases.newest_first() == ()
