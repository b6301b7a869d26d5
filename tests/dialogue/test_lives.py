"""Danger and despair are answered before anything else; what cannot be read reaches a person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cases.supervision import Escalation
from bot.contract.messages import Incoming, MessageKind
from bot.hearing.intents import read_text
from bot.hearing.marked import Mark, marked_in
from bot.records.case import CaseKind
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import Customer, replies_to


@pytest.mark.parametrize(
    "text", ["表箱冒火花了", "電線跌咗落嚟", "biao xiang mao huoxing le", "the meter is smoking"]
)
def test_danger_names_the_hurt_then_95598_then_the_office(customer: Customer, text: str) -> None:
    (reply,) = customer.says(text)
    places = [reply.text.index(words) for words in ("120", "95598", "0377-0000000")]
    assert places == sorted(places)
    assert reply.buttons == ()
    assert "工单" not in reply.text
    (case,) = customer.store.cases.newest_first()
    assert case.escalations == (Escalation.DANGER,)


def test_despair_is_answered_by_a_human_word_and_the_crisis_line(customer: Customer) -> None:
    customer.commands("bind")  # the account is being asked for
    said = customer.asks("电费三百,低保才几百,我不想活了")
    assert "担心您" in said
    assert "12356" in said
    assert "户号" not in said
    (case,) = customer.store.cases.newest_first()
    assert case.escalations == (Escalation.DESPAIR,)
    assert case.question == "电费三百,低保才几百,我不想活了"
    assert case.number in said


def test_danger_and_despair_have_an_answer_each_and_one_case(customer: Customer) -> None:
    danger, despair = customer.says("孩子触电了,我也不想活了")
    assert "120" in danger.headline
    assert "12356" in despair.text
    (case,) = customer.store.cases.newest_first()
    assert set(case.escalations) == {Escalation.DANGER, Escalation.DESPAIR}


def test_a_report_of_danger_stays_a_report(customer: Customer) -> None:
    danger, reported = customer.says("我要举报,电工接的线在冒火,还收了好处费")
    (case,) = customer.store.cases.newest_first()
    assert case.kind is CaseKind.REPORT
    assert case.escalations == (Escalation.DANGER,)
    assert "120" in danger.headline
    assert case.number in reported.text


def test_danger_below_a_picture_is_danger_and_the_picture_is_kept(customer: Customer) -> None:
    message = Incoming(
        customer.chat, MessageKind.PHOTO, "电表冒烟了", file_id="p1", message_id="5"
    )
    (reply,) = replies_to(customer, message)
    assert "120" in reply.headline
    (case,) = customer.store.cases.newest_first()
    assert [item.file_id for item in customer.store.materials.of_case(case.number)] == ["p1"]


@pytest.mark.parametrize(
    "text", ["上个月冒过烟,早修好了", "气得冒烟", "电费贵死了", "怎么防止触电"]
)
def test_what_is_no_danger_is_not_answered_as_danger(customer: Customer, text: str) -> None:
    said = "\n".join(reply.text for reply in customer.says(text))
    assert "120。" not in said
    assert "12356" not in said


@pytest.fixture
def broken_figures(customer: Customer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def broken(*_: str) -> None:
        raise IndexError

    assert customer
    read_text.cache_clear()
    monkeypatch.setattr("bot.hearing.intents.Figures", broken)
    monkeypatch.setattr("bot.hearing.grammar.Figures", broken)
    yield
    read_text.cache_clear()


@pytest.mark.usefixtures("broken_figures")
def test_words_that_cannot_be_read_are_a_case_for_a_person(customer: Customer) -> None:
    said = customer.asks("上次修收了我二十块零钱没找")
    (case,) = customer.store.cases.newest_first()
    assert (case.kind, case.question) == (CaseKind.HUMAN, "上次修收了我二十块零钱没找")
    assert case.number in said


@pytest.mark.usefixtures("broken_figures")
def test_danger_does_not_wait_for_figures(customer: Customer) -> None:
    assert "先打120" in customer.asks("电线掉下来冒火花了,上次修收了我二十块零钱没找")
    assert "稽查" in customer.asks("我要举报,收了二十块零钱")
    report, danger = sorted(customer.store.cases.newest_first(), key=lambda case: case.number)
    assert danger.escalations == (Escalation.DANGER,)
    assert report.kind is CaseKind.REPORT


@pytest.mark.usefixtures("broken_figures")
def test_who_somebody_is_needs_no_figures(customer: Customer) -> None:
    customer.commands("unbind")
    customer.commands("bind")
    assert "绑定" in customer.says(CLAIM)[0].text


@pytest.mark.parametrize("words", ["他要杀我", "邻居打了我一顿", "他拿着刀堵我家门口"])
def test_who_is_threatened_hears_of_the_police_first_and_is_registered(
    customer: Customer, words: str
) -> None:
    told = customer.asks(words)
    assert told.startswith("先保护好自己:马上打110")
    assert "TS20181222001" in told


def test_a_report_of_a_threat_begins_with_the_police(stranger: Customer) -> None:
    first, last = stranger.says("收电费的要红包,不给就要打我")
    assert "110" in first.text
    assert "举报已经登记" in last.text


@pytest.mark.parametrize("words", ["不来我就把表砸了", "我自己把铅封拆了", "老子去剪了你们的电线"])
def test_who_means_to_break_a_meter_hears_that_it_can_kill(customer: Customer, words: str) -> None:
    told = customer.asks(words)
    assert "会要人命" in told
    assert "TS20181222001" in told
    assert "会要人命" not in customer.asks("表让人砸了咋办")


def test_who_got_a_link_or_was_defrauded_hears_what_to_do_first(stranger: Customer) -> None:
    assert stranger.asks("链接能点不").startswith("别点链接")
    assert "别点链接" in stranger.asks("有个二维码让我扫")
    for words in ("我点了,填了银行卡", "我把验证码给了他们", "我好像被骗了"):
        assert "马上打银行电话和110" in stranger.asks(words), words
    assert "110" not in stranger.asks("电费在微信上怎么扫码交")


CALLS_AND_MONEY = [
    "退的钱打我卡上行不行", "要打我电话", "你们打了我三次电话都没说清", "退费打了我卡上没",
    "谁打了我电话", "钱打了我账户没有", "他把我电话打了三遍", "工作人员要打我家电话",
    "补贴打了我爸存折没", "把我退费打了没", "他威胁要打电话给媒体", "上个月打了我九折",
    "你们打了我家多少度", "上次打了我家240度",
]  # fmt: skip
BLOWS = [
    "所长打了我还抢我手机", "电工喝酒上班还打了我", "他把我打了一顿", "他威胁要打断我腿",
    "师傅打了我还卡我脖子", "他们打了我不认账", "打了我都骨折了",
]  # fmt: skip


def test_money_or_a_call_that_is_wanted_is_no_threat(customer: Customer) -> None:
    read = {words: Mark.THREATENED in marked_in(words) for words in (*CALLS_AND_MONEY, *BLOWS)}
    assert [words for words, is_threat in read.items() if is_threat] == BLOWS
    assert "110" not in customer.asks(CALLS_AND_MONEY[2])


@pytest.mark.parametrize("text", ["变压器嗡嗡响", "高压线挨着房子", "電錶成日響,好嘈"])
def test_what_hums_or_hangs_low_is_no_first_aid_and_is_urgent(
    customer: Customer, text: str
) -> None:
    said = customer.asks(text)
    assert "先打120" not in said
    assert "不要碰" in said
    (case,) = customer.store.cases.newest_first()
    assert "danger" in case.escalations


def test_the_second_danger_is_told_as_whole_as_the_first(customer: Customer) -> None:
    customer.says("电表冒烟了")
    assert "先打120" in customer.asks("闸刀蹦火豆")
    assert "接着打95598" in customer.asks("插板红了,塑料都化了")


def test_what_is_asked_beside_a_danger_that_is_over_is_answered(customer: Customer) -> None:
    customer.says("4100000123 张建国 5678")
    customer.says("插插头的时候手麻了一下")
    _, bill = customer.says("人没事了,我12月电费多少")
    assert "287.20" in bill.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("举报要不要留名字", "不用说您是谁"), ("我举报他窃电会不会报复我", "先打110"),
     ("举报电工要准备啥材料", "当场登记"), ("电工修线收了我80块钱合理不", "不能收")],
)  # fmt: skip
def test_a_question_about_reporting_reports_nobody(
    customer: Customer, text: str, told: str
) -> None:
    assert told in customer.asks(text)
    assert not customer.store.cases.newest_first()


@pytest.mark.parametrize(
    "words", ["厨房煤气泄漏了能不能开灯", "煤气罐炸了", "we smell gas at home"]
)
def test_where_gas_leaks_no_switch_is_touched(customer: Customer, words: str) -> None:
    told = customer.asks(words)
    assert "也别拉闸" in told or "not the main switch" in told
    assert "马上拉闸" not in told
    assert "119" in told


@pytest.mark.parametrize(
    "words", ["你们把我家电停了,家里有个刚满月的娃", "我妈卧床,你们把电掐了能不能送上"]
)
def test_who_is_frail_and_cut_off_is_put_before_the_head_at_once(
    customer: Customer, words: str
) -> None:
    customer.says(words)
    (case,) = customer.store.cases.newest_first()
    assert case.escalations == (Escalation.FRAIL,)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        (["空调费电不", "院里的灯一闪咋回事", "转人工"], "空调费电不\n院里的灯一闪咋回事\n转人工"),
        (["收费员收了我红包", "转人工"], "转人工"),  # a report stays where it is sealed
        (["他让我交三百", "转人工"], "转人工"),
        # and so does what was said before and after it
        (["张会计家的事", "收费员收了我红包", "就在上个月十五号晚上", "转人工"], "转人工"),
    ],
)  # fmt: skip
def test_who_asks_for_a_person_need_not_say_it_again(
    stranger: Customer, said: list[str], question: str
) -> None:
    for words in said:
        stranger.says(words)
    case = next(c for c in stranger.store.cases.newest_first() if c.kind is CaseKind.HUMAN)
    assert case.question == question


@pytest.mark.parametrize(
    "words", ["能不能给个书面的", "可不可以出个纸质答复", "我想要个书面的答复"]
)
def test_a_written_answer_that_is_wanted_is_registered(stranger: Customer, words: str) -> None:
    assert "书面答复,已经一起登记" in stranger.asks(words)
    assert stranger.store.cases.newest_first()


@pytest.mark.parametrize(
    ("first", "then"), [("变压器", "爆了"), ("门口电线", "掉地上了"), ("我娃", "抠插座呢")]
)
def test_a_danger_told_in_two_messages_is_danger(
    stranger: Customer, first: str, then: str
) -> None:
    stranger.says(first)
    assert "先打120" in stranger.asks(then)
    (case,) = stranger.store.cases.newest_first()
    assert case.question == first + then
    assert case.escalations == (Escalation.DANGER,)


def test_who_is_frail_and_cut_off_may_say_so_in_two_messages(stranger: Customer) -> None:
    stranger.asks("你们把我家电停了")
    assert "已经登记" in stranger.asks("我妈八十五了")
    (case,) = stranger.store.cases.newest_first()
    assert case.escalations == (Escalation.FRAIL,)


def test_what_follows_a_danger_goes_to_its_case(stranger: Customer) -> None:
    number = stranger.asks("我娃手伸进插座里了") and stranger.store.cases.newest_first()[0].number
    for words in ("已经没事了", "他手麻", "在村口老槐树边上"):
        answer = stranger.asks(words)
        assert "户号" not in answer, words
        assert "换个说法" not in answer, words
    told = [event.detail for event in stranger.store.cases.events(number)]
    assert {"他手麻", "在村口老槐树边上"} <= set(told)


def test_despair_in_two_messages_is_heard(stranger: Customer) -> None:
    stranger.asks("不想")
    assert "12356" in stranger.asks("活了")


@pytest.mark.parametrize(
    "words", ["要多长时间", "几点来", "啥时候能修好", "人咋还没来", "大概几时到"]
)
def test_who_asks_when_somebody_comes_to_a_danger_is_not_told_of_working_days(
    customer: Customer, words: str
) -> None:
    customer.says("电线掉下来冒火花了")
    answer = customer.asks(words)
    assert "95598" in answer
    assert "前联系您" not in answer


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("我爸在家吸氧,停电了咋办", False),
        ("呼吸机没电了,电池只剩半小时", False),
        ("no power here and my father is on a ventilator", False),
        ("呼吸机没电了,插座还冒烟", True),
    ],
)
def test_where_a_machine_keeps_somebody_alive_nothing_is_switched_off(
    stranger: Customer, words: str, off: bool
) -> None:
    told = stranger.asks(words)
    assert "120" in told
    assert ("拉闸" in told) is off
