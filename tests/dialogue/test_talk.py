from __future__ import annotations

import pytest

from bot.contract.messages import MessageKind
from bot.contract.said import Claim
from bot.records.case import CaseKind
from bot.store.port import Store
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import Customer, put_account, put_bill

FORBIDDEN = (
    "系统就是这样算的", "不归我管", "规定就这样", "有意见找领导", "不知道", "大家都这样",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("俺今年第一档还剩多少度", "第一档还剩120度"),
        ("还能用多少度不涨价", "到2018年12月31日"),
        ("阶梯是只有超出的部分涨价,还是全部都按高的算?", "只有超出的部分才按高一档的价算"),
        ("查一下我家这个月电费", "287.20元"),
        ("我要退钱", "52.00元应当更正"),
        ("我要投诉你们", "已经登记,工单号 TS20181222001"),
        ("找你们所长", "0377-0000000"),
        ("我的工单到哪一步了", "没有查到您的工单"),
        ("你好", "青石供电所电费助手"),
        ("听说六十岁以上免10度", "每月免10度"),
        ("低保户呢", "每月免10度"),
        ("群里说明年一度电涨到8毛,真的假的", "没有涨价"),
        ("网上说要取消阶梯电价,是真的吗", "没有涨价"),
        ("听说下个月电费要涨价", "没有涨价"),
        ("我家有两块表咋算", "一块表算一户"),
        (
            "别跟我扯规定,说钱",
            "52.00元",
        ),  # what is owed; no order to the program, which it would refuse
        ("喂", "青石供电所电费助手"),
        ("有人没", "青石供电所电费助手"),
        ("你们两个月才收一次钱会不会进二档", "不会:分档看全年累计"),
        ("今年没用完的额度能挪到明年不", "前一年没用完的额度不结转"),
        ("我家六口人一档到多少度", "各档的额度都多100度"),
        ("隔月抄表是不是更吃亏", "不会:分档看全年累计"),
        ("喂有人吗", "青石供电所电费助手"),
        ("你们太黑了", "看得出您很生气"),
        ("黑心供电所", "看得出您很生气"),
        ("我家没用电", "用了420度"),
        ("这个月一度电都没用", "用了420度"),
        ("谢谢", "不客气"),
        ("表箱冒火花了!", "接着打95598"),
        ("电线掉地上了,小孩在旁边", "离远一点"),
        ("怎么绑定我家户号", "请发送"),
        ("今天天气不错", "只能解答电费方面的问题"),
        ("11月的单子呢", "这里有这几张:2018年12月"),
    ],
)
def test_each_question_has_its_answer(customer: Customer, text: str, part: str) -> None:
    assert part in "\n".join(reply.text for reply in customer.says(text))


def test_no_answer_uses_a_forbidden_phrase(customer: Customer) -> None:
    for text in ("怎么超过0.56了", "退钱", "投诉", "转人工", "还剩多少度", "规则", "呵呵", "工单"):
        for reply in customer.says(text):
            assert not [phrase for phrase in FORBIDDEN if phrase in reply.text]


@pytest.mark.parametrize(
    "text", ["转人工 停电了", "麻烦转人工,我家停电了", "转人工,停电了咋办", "转人工,怎么还没人来"]
)
def test_who_asks_for_a_person_outright_gets_one(customer: Customer, text: str) -> None:
    for words in (text, text):  # also where a case is open: its state is no person
        assert "工作人员会联系您" in customer.asks(words)
    (case,) = customer.store.cases.newest_first()
    assert case.kind is CaseKind.HUMAN


def test_who_asks_when_a_person_comes_hears_of_the_case(customer: Customer) -> None:
    customer.says("转人工")
    assert "还没有联系您" in customer.asks("什么时候让工作人员来")


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "???", "\u200b\u200b"])
def test_an_empty_message_gets_a_sentence(customer: Customer, text: str) -> None:
    assert "没有文字" in customer.asks(text)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (MessageKind.STICKER, "表情"),
        (MessageKind.PHOTO, "图片"),
        (MessageKind.VOICE, "语音"),
        (MessageKind.OTHER, "文件"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(
    customer: Customer, kind: MessageKind, part: str
) -> None:
    (reply,) = customer.sends(kind)
    assert part in reply.text


def test_5000_characters_are_kept_word_for_word(store: Store, customer: Customer) -> None:
    letter = "我家的电费不对," * 625
    (reply,) = customer.says(letter)
    (case,) = store.cases.of_chat(customer.chat)
    assert case.question == letter
    assert case.number in reply.text


def test_an_unknown_command_shows_what_can_be_asked(customer: Customer) -> None:
    (reply,) = customer.commands("frobnicate")
    assert "没有这个命令" in reply.text
    assert reply.buttons


def test_commands_without_an_argument_ask_for_what_they_need(stranger: Customer) -> None:
    for command in ("bind", "why", "bill", "refund", "complain", "left"):
        (reply,) = stranger.commands(command)
        assert "请发送:户号" in reply.text


def test_the_label_of_a_button_works_when_typed(customer: Customer) -> None:
    assert "还剩" in customer.asks("还剩多少度")
    assert "287.20元" in customer.asks("我的账单")


def test_a_complaint_after_an_answer_joins_the_same_case(store: Store, customer: Customer) -> None:
    customer.says("怎么超过0.56了")
    reply = customer.asks("我要投诉,光道歉有啥用")
    assert "已经登记在案,工单号 TS20181222001" in reply.replace("您的事", "")
    (case,) = store.cases.of_account(SEED)
    events = store.connection.execute(
        "SELECT detail FROM case_event WHERE case_number = ?", (case.number,)
    )
    assert "我要投诉,光道歉有啥用" in [row["detail"] for row in events]


def test_who_was_billed_correctly_may_complain_all_the_same(
    store: Store, neighbour: Customer
) -> None:
    assert "没有要退的钱" in neighbour.asks("给我退钱")
    assert len(store.cases.of_account("4100000200")) == 1


@pytest.mark.parametrize(
    ("trouble", "part"),
    [
        ("no reading", "抄表记录,这里没有"),
        ("other kwh", "两个数不一样"),
        ("heating price", "不是普通阶梯电价"),
        ("no dates", "立户日期和送电日期,这里都没有"),
        ("gap", "现在还不能下结论"),
    ],
)
def test_what_cannot_be_worked_out_is_said_and_a_person_gets_it(
    store: Store, trouble: str, part: str
) -> None:
    number = "4100000300"
    dates = (None, None) if trouble == "no dates" else ("2018-01-05", "2018-01-05")
    price = "居民采暖" if trouble == "heating price" else ""
    put_account(store, number, "王芳", "13800001111", *dates, price)
    first = "2018-06-20" if trouble == "gap" else "2018-01-05"
    put_bill(store, number, first, "2018-12-20", "100", "56.00")
    if trouble == "no reading":
        store.connection.execute("DELETE FROM reading WHERE account_no = ?", (number,))
    if trouble == "other kwh":
        store.connection.execute("UPDATE reading SET wh = 1 WHERE account_no = ?", (number,))
    customer = Customer(store)
    customer.says("查电费")
    replies = customer.says(f"{number} 王芳 1111")
    text = "\n".join(reply.text for reply in replies)
    assert part in text
    assert trouble == "gap" or len(store.cases.of_account(number)) == 1


def test_bills_are_kept_exact_in_the_store(store: Store) -> None:
    rows = store.connection.execute(
        "SELECT charged_fen, wh FROM bill WHERE account_no = ?", (SEED,)
    ).fetchall()
    assert [tuple(row) for row in rows] == [(28720, 420000)]


def test_english_and_traditional_readers_get_their_language(store: Store) -> None:
    assert "which account" in Customer(store, "7", "en").asks("怎么超过0.56了").replace(
        "whose account", "which account"
    )
    assert "請發送" in Customer(store, "8", "zh-hant").asks("怎麼超過0.56了")


def test_missing_readings_are_looked_for_by_a_person_with_a_date(
    store: Store, stranger: Customer
) -> None:
    put_account(store, "4100000300", "朱满堂", "13800000300", "2012-05-16", "2012-05-18")
    put_bill(store, "4100000300", "2018-11-20", "2018-12-20", "110", "61.60")
    stranger.says("4100000300 朱满堂 0300")
    answer = stranger.asks("这个月怎么这么贵?")
    assert "还不能下结论" in answer
    assert "2018年1月1日到2018年11月20日的抄表记录,这里没有" in answer
    assert "工单号:TS20181222001" in answer
    assert "退还" not in answer


def test_tiers_without_kwh_are_left_out(neighbour: Customer) -> None:
    answer = neighbour.asks("怎么这么贵?")
    assert "第二档:" in answer
    assert " × 0.56元 = 0.00元" not in answer


@pytest.mark.parametrize(("kwh", "charged", "notes"), [("60", "33.60", 0), ("2600", "1478.00", 1)])
def test_the_new_year_is_spoken_of_only_where_it_matters(
    store: Store, stranger: Customer, kwh: str, charged: str, notes: int
) -> None:
    put_account(store, "4100000301", "马跨年", "13800000301", "2012-05-16", "2012-05-18")
    put_bill(store, "4100000301", "2017-12-20", "2018-12-20", kwh, charged)
    stranger.says("4100000301 马跨年 0301")
    assert stranger.asks("怎么这么贵?").count("上一年年底") == notes


def test_a_shared_meter_has_one_price(store: Store, stranger: Customer) -> None:
    put_account(
        store, "4100000302", "敬老院", "13800000302", "2012-05-16", "2012-05-18", "居民合表"
    )
    put_bill(store, "4100000302", "2018-11-20", "2018-12-20", "3000", "1704.00")
    stranger.says("4100000302 敬老院 0302")
    answer = stranger.asks("这个月怎么这么贵?")
    assert "和规定一致" in answer
    assert "这种电价不分档,只有一个价。" in answer
    assert "3,000度 × 0.568元 = 1,704.00元" in answer
    assert "合表电价" in answer.split("还没有和正式文件核对过")[1]
    assert "0.568元" in stranger.asks("第一档还剩多少度?")


@pytest.mark.parametrize(
    ("text", "told"),
    [("【国家电网】您尾号0130的户号12月电费61.60元已扣款成功。 这个短信是真的吗", "别点链接"),
     ("公众号说要充200才送电,是骗人的吧", "从不让您转钱"),
     ("有人打电话说我欠费让我加微信转钱真的假的", "从不让您转钱"),
     ("唔好再叫我等啦,我要搵人投訴", "已經登記"),
     ("电工小张人不错,上回还帮俺修灯没收钱", "不客气"),
     ("那甘肃", "甘肃"), ("老家四川峰谷几点开始", "四川的居民有峰谷电价"),
     ("北京和上海哪个贵", "上海"), ("内蒙古的阶梯跟咱一样不", "内蒙古")],
)  # fmt: skip
def test_whoever_asks_without_an_account_is_answered(
    stranger: Customer, text: str, told: str
) -> None:
    assert told in "".join(reply.text for reply in stranger.says(text))


@pytest.mark.parametrize(
    "words", ["别给我发了", "别再给我发消息了", "以后不要再发短信给我", "你们别老给我发了"]
)
def test_who_wants_no_more_messages_is_heard(customer: Customer, words: str) -> None:
    assert "不再" in customer.asks(words)
    assert customer.store.ahead.refuses(customer.chat)


@pytest.mark.parametrize("words", ["你给我把差的那块算给我看", "把你算的过程给我列出来看"])
def test_who_wants_to_see_the_working_gives_no_orders_to_the_bot(
    customer: Customer, words: str
) -> None:
    customer.asks("这个月为啥这么贵")
    assert "办不了" not in customer.asks(words)


def test_who_calls_again_is_told_that_somebody_is_here(stranger: Customer) -> None:
    stranger.says("有人在吗")
    assert stranger.asks("客服在吗") == "在的,您请说。"


@pytest.mark.parametrize("words", ["我叫张建国", "我是张建国", "户主张建国", "张建国"])
def test_who_says_their_name_is_asked_for_the_rest_alone(stranger: Customer, words: str) -> None:
    asked = stranger.asks(words)
    assert "户号" in asked
    assert "户主姓名" not in asked
    stranger.says(SEED)
    bound, *_ = stranger.says("5678")
    assert "已绑定" in bound.text


@pytest.mark.parametrize("words", ["我是所长", "我是租房的", "我是低保户"])
def test_what_somebody_is_is_no_name(stranger: Customer, words: str) -> None:
    stranger.says(words)
    assert not (stranger.store.chats.get_memory(stranger.chat).claim or Claim()).name
