"""A complaint is a case at once, whoever makes it, and is never answered with a bill."""

from __future__ import annotations

import pytest

from bot.records.case import CaseKind
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer, put_account

COMPLAINTS = [
    "我要投诉", "我要投诉装表的电工,他不给我办手续", "你们态度太恶劣了,我要投诉", "俺要投诉你们所",
    "投诉你们乱收费", "12398见", "12345等着", "投诉电压不够,空调都带不动",
    "我要投诉,过户跑了四趟还没办成", "投诉!打你们所电话没人接", "我要投诉,结果抄错了",
    "我找媒体曝光你们", "我要书面答复", "你们的人偷懒", "你们电工上班玩手机",
    "抄表员从来不下来抄表,瞎估",
    "窗口的人爱答不理", "打你们电话从来没人接", "修电的磨洋工",
]  # fmt: skip
NONE = [
    "我上回投诉的事咋样了", "怎么投诉", "投诉有结果了吗", "我投诉过了", "投诉电话多少",
    "投诉处理得怎么样了", "之前投诉的处理了没有",
    "我不是要投诉,就想问问电价", "电工不上门怎么办", "你们电话打不通吗",
    "我又没说要投诉", "我没说过要投诉他",
]  # fmt: skip


@pytest.mark.parametrize("words", COMPLAINTS)
def test_a_stranger_s_complaint_is_registered_and_gets_its_account_later(
    stranger: Customer, words: str
) -> None:
    answer = stranger.asks(words)
    (case,) = stranger.store.cases.newest_first()
    assert (case.kind, case.question, case.account_no) == (CaseKind.COMPLAINT, words, None)
    assert case.number in answer
    assert "是哪一户" in answer
    stranger.commands("bind")
    stranger.says(CLAIM)
    (case,) = stranger.store.cases.newest_first()
    assert case.account_no == SEED


@pytest.mark.parametrize("words", COMPLAINTS)
def test_a_bound_customer_s_complaint_is_answered_as_one(customer: Customer, words: str) -> None:
    answer = customer.says(words)[0].text
    (case,) = customer.store.cases.newest_first()
    assert case.kind is CaseKind.COMPLAINT
    assert answer.startswith("已经登记")
    assert "第一档" not in answer


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("我要投诉", CaseKind.COMPLAINT),
        ("投诉你们电工,态度太差", CaseKind.COMPLAINT),
        ("12398见", CaseKind.COMPLAINT),
        ("多收的钱退给我", CaseKind.REFUND),
    ],
)
def test_what_a_household_without_a_bill_complains_of_is_registered_too(
    stranger: Customer, words: str, kind: CaseKind
) -> None:
    put_account(stranger.store, "4100000777", "王秋菊", "13800001234", "2018-12-20", "2018-12-20")
    stranger.says("4100000777 王秋菊 1234")
    answer = stranger.asks(words)
    (case,) = stranger.store.cases.newest_first()
    assert (case.kind, case.account_no) == (kind, "4100000777")
    assert case.number in answer


def test_what_an_outage_spoilt_and_how_early_it_was_told_follow_the_outage(
    stranger: Customer,
) -> None:
    stranger.says("又停了")
    assert "赔不赔,没有查到" in stranger.asks("冰箱里肉都臭了谁赔")
    assert "提前7天" in stranger.asks("你们提前通知了吗")
    assert "已经登记" in stranger.asks("给我登记个投诉")


@pytest.mark.parametrize("words", NONE)
def test_who_speaks_of_a_complaint_makes_none(store: Store, words: str) -> None:
    customer = Customer(store)
    customer.says(words)
    assert [c for c in store.cases.newest_first() if c.kind is CaseKind.COMPLAINT] == []


@pytest.mark.parametrize(
    "words", ["我爸不会用手机,我帮他问问电费为啥超了", "你们这是怎么算的,乱七八糟"]
)
def test_displeasure_over_a_bill_is_asked_about_and_no_complaint_yet(
    stranger: Customer, words: str
) -> None:
    stranger.says(words)
    assert stranger.store.cases.newest_first() == ()


def test_a_report_stays_apart_when_the_account_is_proved(stranger: Customer) -> None:
    stranger.says("我要举报周明收红包")
    stranger.commands("bind")
    stranger.says(CLAIM)
    (report,) = stranger.store.cases.newest_first()
    assert (report.kind, report.account_no) == (CaseKind.REPORT, None)


def test_whoever_reported_somebody_hears_that_nobody_it_names_sees_it(stranger: Customer) -> None:
    stranger.says("我要举报所长收红包")
    for words in ("到期不答复怎么办", "这事归谁管", "这个谁来审批"):
        told = stranger.asks(words)
        assert "被举报的人看不到" in told, words
        assert "所长" not in told, words
        assert "负责人" not in told, words


def test_whoever_reported_somebody_is_not_asked_for_a_name_and_knows_whom_to_call(
    stranger: Customer,
) -> None:
    for words in ("能不能匿名", "要是他来找我麻烦咋办"):
        assert "JB" not in stranger.asks(words), words  # nobody is reported yet
    stranger.says("站长拿了我两千块才给装表")
    for words in ("我不说我是谁", "会不会让他知道是我"):
        assert "不会转给被举报的人" in stranger.asks(words), words
    for words in ("我怕他给我穿小鞋", "万一他断我家电咋办"):
        assert "110" in stranger.asks(words), words
    (report,) = stranger.store.cases.newest_first()
    assert report.kind is CaseKind.REPORT


def test_who_lets_them_come_another_day_takes_nothing_back(customer: Customer) -> None:
    customer.says("我要投诉")
    for words in ("算了明天来也行", "算了,等你们上门再说吧", "今天就来抄"):
        assert "不想再追究" not in customer.asks(words), words
    assert "不想再追究" in customer.asks("算了不投诉了")


@pytest.mark.parametrize("words", ["12398是什么电话", "打12398有用吗", "12398管不管这事"])
def test_who_asks_what_an_agency_does_opens_no_case_by_that(
    stranger: Customer, words: str
) -> None:
    stranger.says(words)
    assert stranger.store.cases.newest_first() == ()


@pytest.mark.parametrize("words", ["要校表", "那我申请校表", "你们来人验验表", "给我检定一下电表"])
def test_who_wants_the_meter_tested_has_it_registered(customer: Customer, words: str) -> None:
    assert "工单" in customer.asks(words)
    assert len(customer.store.cases.newest_first()) == 1


@pytest.mark.parametrize("words", ["怎么校表", "校表要钱吗", "我要不要校表"])
def test_who_only_asks_of_it_is_answered(customer: Customer, words: str) -> None:
    customer.says(words)
    assert customer.store.cases.newest_first() == ()


def test_who_asks_how_money_comes_back_reports_nobody(customer: Customer) -> None:
    customer.asks("这个月为啥这么贵")
    assert "JB" not in customer.asks("他能不能自己去营业厅拿现金")


def test_what_is_asked_of_bills_beside_an_open_case_is_not_asked_of_the_case(
    customer: Customer,
) -> None:
    customer.says("4100000123 张建国 5678")
    customer.says("我要投诉电费不对")
    assert "287.20元" in customer.asks("把12月的单子调出来")
    assert "重新算" in customer.asks("下个月电费会不会降下来")
    assert "TS20181222001" in customer.asks("你们到底啥时候来")
