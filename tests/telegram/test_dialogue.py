"""The dialogue over the wire: the real application against the stand-in of Telegram."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cutting import units
from bot.channels.telegram.outgoing import texts_of
from bot.contract.messages import Reply
from tests.dialogue.conftest import CLAIM
from tests.dialogue.test_seed import ANSWER, QUESTION
from tests.standin import BotApi, Person
from tests.standin.html_check import parse
from tests.telegram.conftest import PHONE, Serving


async def test_the_seed_word_for_word(api: BotApi, zhang: Person) -> None:
    await zhang.says(QUESTION)
    (question,) = await zhang.hears()
    assert "户号" in question.plain
    assert question.keyboard == ("用我的手机号验证", "转人工", "取消")
    await zhang.says(CLAIM)
    bound, answer = await zhang.hears(2)
    assert bound.plain.startswith("好了,已绑定户号 ******0123。")
    assert answer.plain == ANSWER
    assert answer.text.startswith("<b>查清楚了")
    shown, folded = answer.text.split("<blockquote expandable>")
    assert "TS20181222001" in shown
    assert "52.00元" in shown
    assert "第一档:180度" in folded
    assert folded.endswith("</blockquote>")
    assert answer.buttons == ("我要退钱", "工单进度", "转人工", "看图")
    query = await zhang.presses("我要退钱")
    (refund,) = await zhang.hears()
    assert "TS20181222001" in refund.plain
    assert query in api.answered


async def test_a_picture_is_sent_as_one_and_says_what_it_shows(zhang: Person) -> None:
    await zhang.says(QUESTION)
    await zhang.hears()
    await zhang.says(CLAIM)
    await zhang.hears(2)
    await zhang.presses("看图")
    (shown,) = await zhang.hears()
    assert "photo" in shown.params
    assert shown.plain == "2018年12月的账单:收了287.20元,应该收235.20元,多收52.00元。"


async def test_a_phone_shared_with_the_key_binds_and_takes_the_key_away(zhang: Person) -> None:
    await zhang.says("/bind")
    await zhang.hears()
    await zhang.presses_key("用我的手机号验证")
    bound, next_question = await zhang.hears(2)
    assert "已绑定户号 ******0123" in bound.plain
    assert "我的账单" in next_question.buttons
    assert zhang.keys == []


@pytest.mark.parametrize("own", [False, None])
async def test_another_s_contact_card_binds_nothing(zhang: Person, own: bool | None) -> None:
    await zhang.says("/bind")
    await zhang.hears()
    await zhang.shares_contact(PHONE, own=own)
    (refused,) = await zhang.hears()
    assert "对不上" in refused.plain


async def test_a_key_with_a_label_does_what_its_button_would(zhang: Person) -> None:
    await zhang.says("/bind")
    await zhang.hears()
    await zhang.presses_key("取消")
    (reply,) = await zhang.hears()
    assert reply.plain.startswith("好的,先")
    assert zhang.keys == []


async def test_whatever_is_sent_gets_a_clear_sentence(zhang: Person) -> None:
    async def heard() -> str:
        (reply,) = await zhang.hears()
        return reply.plain.split("\n")[0]

    await zhang.sends_sticker()
    assert "文字" in await heard()
    await zhang.sends_voice()
    assert "语音" in await heard()
    await zhang.sends_photo()
    assert "图片" in await heard()
    await zhang.sends_document()
    assert "文件已经附在工单" in await heard()
    await zhang.sends_location()
    assert "位置已经记在工单" in await heard()
    await zhang.sends_photo(caption="阶梯电价是什么规定?")
    kept, answer = await zhang.hears(2)
    assert "附在工单" in kept.plain
    assert "阶梯电价按年累计" in answer.plain
    await zhang.says("😀😀")
    assert "没有文字" in await heard()
    await zhang.says("/nosuch")
    assert "没有这个命令" in await heard()
    await zhang.says("字" * 4096)
    assert "一字不差" in await heard()
    await zhang.says("<b>&amp; 1 < 2 你好呀")
    assert await heard()


async def test_an_edited_question_is_answered_again(zhang: Person) -> None:
    await zhang.says("阶梯店价")
    await zhang.hears()
    await zhang.edits("阶梯电价是什么规定?")
    (reply,) = await zhang.hears()
    assert "阶梯电价按年累计" in reply.plain


@pytest.mark.parametrize("origin", ["user", "hidden", "chat", "channel"])
async def test_a_forwarded_question_is_answered(zhang: Person, origin: str) -> None:
    day = datetime(2018, 12, 21, tzinfo=UTC)
    await zhang.forwards("阶梯电价是什么规定?", origin=origin, name="邻居", date=day)
    (reply,) = await zhang.hears()
    assert "阶梯电价按年累计" in reply.plain


async def test_groups_hear_nothing(api: BotApi, zhang: Person) -> None:
    group = api.group("柳河村")
    await zhang.says(CLAIM, chat=group)
    await zhang.says("/help")
    await zhang.hears()
    assert group.received == []


async def test_a_forged_button_is_refused_kindly(api: BotApi, zhang: Person) -> None:
    await zhang.says("/help")
    await zhang.hears()
    message = next(m for m in api.messages.values() if "reply_markup" in m)
    message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] = "unbind'; DROP TABLE"
    await zhang.presses("unbind'; DROP TABLE")
    (reply,) = await zhang.hears()
    assert "没有这个" in reply.plain


async def test_each_chat_is_answered_in_its_own_order(api: BotApi, zhang: Person) -> None:
    others = [api.person(f"邻居{i}") for i in range(5)]
    people = [zhang, *others]
    for _ in range(4):
        for person in people:
            await person.says("/bind")
            await person.says("取消")
    for person in people:
        heads = [message.plain[:4] for message in await person.hears(8)]
        assert heads == ["为了不让", "好的,先"] * 4


async def test_the_answer_is_in_the_language_of_the_app(api: BotApi, serving: Serving) -> None:
    async with serving():
        for language, word in (("en-GB", "Hello"), ("zh-hans", "您好"), ("zh-hant", "您好")):
            person = api.person("Li", language=language)
            await person.says("/start")
            (greeting,) = await person.hears()
            assert word in greeting.plain


async def test_a_fault_of_ours_is_admitted_and_the_chat_goes_on(
    zhang: Person, office: Path
) -> None:
    def sql(statement: str) -> None:
        with sqlite3.connect(office) as db:
            db.execute(statement)
        db.close()

    sql("ALTER TABLE binding RENAME TO hidden_binding")
    await zhang.says("我的账单")
    (sorry,) = await zhang.hears()
    assert "95598" in sorry.plain
    sql("ALTER TABLE hidden_binding RENAME TO binding")
    await zhang.says("我的账单")
    (question,) = await zhang.hears()
    assert "户号" in question.plain


def test_a_long_reply_becomes_several_messages_and_loses_nothing() -> None:
    reply = Reply("结果 <1>", "\n".join(f"第 {i} 行 & 其他" for i in range(900)))
    texts = texts_of(reply)
    assert len(texts) > 1
    assert all(len(text) <= 4096 for text in texts)
    assert "\n".join(parse(text).plain for text in texts) == reply.text


@given(st.text("电&<😀 \n", max_size=60), st.text("电&<😀 \n", max_size=60), st.integers(1, 400))
def test_any_reply_goes_out_whole_in_texts_that_telegram_takes(
    headline: str, body: str, times: int
) -> None:
    reply = Reply(headline * times, body)
    texts = texts_of(reply)
    for text in texts:
        shown = parse(text).plain
        assert units(shown) <= 4096
        assert shown.strip()
    said = "".join(parse(text).plain for text in texts)
    assert "".join(said.split()) == "".join(reply.text.split())
