"""The customer's script, the language chosen, files kept with a case, two failures in a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.contract.messages import Action, Chat, Incoming, MessageKind
from bot.customer import language
from bot.store.port import Store
from bot.wording.catalogue import words
from tests.dialogue.conversation import Customer
from tests.dialogue.test_questions import imported, office

__all__ = ["imported", "office"]


def test_traditional_characters_are_answered_in_kind_and_remembered(customer: Customer) -> None:
    assert "查清楚了" in customer.asks("为什么超过0.56?")
    assert "電費" in customer.asks("電費為什麼漲價了")
    (pressed,) = customer.commands("case")
    assert "工單" in pressed.text
    assert "电费" in customer.asks("为什么电费这么贵")


@pytest.mark.parametrize(
    ("wanted", "said"), [("zh-hant", "繁體"), ("zh_hans", "简体"), ("EN", "this language")]
)
def test_a_chosen_language_stays(stranger: Customer, wanted: str, said: str) -> None:
    (changed,) = stranger.commands("lang", wanted)
    assert said in changed.text
    (asked,) = stranger.says("为什么超过0.56?")
    expected = {"zh-hant": "戶號", "zh_hans": "户号", "EN": "account number"}[wanted]
    assert expected in asked.text


def test_lang_alone_or_unknown_asks_which(stranger: Customer) -> None:
    for text in ("", "klingon"):
        (reply,) = stranger.commands("lang", text)
        assert [button.action for button in reply.buttons] == [
            "lang_zh_hans", "lang_zh_hant", "lang_en",
        ]  # fmt: skip


def test_forget_also_forgets_the_language(stranger: Customer) -> None:
    stranger.commands("lang", "en")
    stranger.commands("forget")
    assert "户号" in stranger.asks("为什么超过0.56?")


@pytest.mark.parametrize("kind", [MessageKind.VOICE, MessageKind.PHOTO, MessageKind.OTHER])
def test_a_file_is_kept_with_the_case(customer: Customer, kind: MessageKind) -> None:
    (first,) = customer.sends(kind)
    assert "TS20181222001" in first.text
    (second,) = customer.sends(kind)
    assert "TS20181222001" in second.text, "one case for both"
    kept = customer.store.materials.of_case("TS20181222001")
    assert [item.file_id for item in kept] == [f"file-{kind}"] * 2


def test_twice_not_understood_offers_a_person(store: Store) -> None:
    customer = Customer(store)
    assert "没看明白" in customer.asks("呜哩哇啦咕噜")
    second = customer.asks("呜哩哇啦咕噜咕噜")
    assert "工作人员来跟您说" in second
    assert "阶梯电价" in customer.asks("阶梯电价是什么规定?")
    assert "工作人员来跟您说" not in customer.asks("呜哩哇啦咕噜")


HANS, HANT, ENGLISH = "zh_Hans_CN", "zh_Hant", "en"


@pytest.mark.parametrize(
    ("messenger", "chosen", "texts", "locales"),
    [
        (None, None, ["电费多少", "電費多少", "3", "电费多少"], [HANS, HANT, HANT, HANS]),
        ("zh-hant", None, ["3", "电费多少", "3"], [HANT, HANS, HANS]),
        ("en", None, ["电费多少", "電費多少", "how much"], [ENGLISH] * 3),
        ("en", "zh-hans", ["how much", "電費多少"], [HANS, HANS]),
        (None, "en", ["电费多少", "電費多少"], [ENGLISH, ENGLISH]),
        ("zh-hans", "zh-hant", ["电费多少", "3"], [HANT, HANT]),
    ],
)
def test_the_language_is_the_chosen_one_or_the_script_or_the_messenger_s(
    store: Store, messenger: str | None, chosen: str | None, texts: list[str], locales: list[str]
) -> None:
    chat = Chat("test", "9")
    if chosen:
        language.choose(store, chat, words(), chosen)
    messages = [Incoming(chat, MessageKind.TEXT, text, language=messenger) for text in texts]
    found = []
    for message, locale in zip(messages, locales, strict=True):
        found.append(language.locale_of(store, message))
        button = Incoming(chat, MessageKind.BUTTON, "電費多少电费多少", language=messenger)
        assert language.locale_of(store, button) == locale, "a button is not what they write"
    assert found == locales


def test_who_has_said_nothing_is_written_to_in_simplified_characters(store: Store) -> None:
    assert language.locale_of_chat(store, Chat("test", "9")) == HANS
    language.speak(store, Chat("test", "9"), Action.ENGLISH)
    assert language.locale_of_chat(store, Chat("test", "9")) == ENGLISH


ASKED_IN_ENGLISH = {
    "What about November?": ["122.00 yuan"],
    "Why is December more than November?": ["24.40 yuan more", "40 kWh"],
    "Which month did I use the most?": ["August 2018", "295 kWh"],
    "How much electricity did I use this year?": ["2,650 kWh"],
    "How many kWh are left until tier 3?": ["470 kWh more"],
    "What if I use 300 kWh next month?": ["168.00 yuan"],
    "Compare August with July please": ["8.40 yuan more"],
    "How much did I pay from June to August?": ["July 2018", "156.80 yuan"],
    "Which one is more expensive, July or August?": ["8.40 yuan more"],
    "My meter is smoking!": ["119"],
}


def test_who_writes_english_is_answered_in_english_until_they_write_chinese(
    office: Store,
) -> None:
    customer = Customer(office)
    customer.says("account 4100000131 name 陈秋菊 last four 0131")
    for text, says in ASKED_IN_ENGLISH.items():
        answer = customer.asks(text)
        assert [words for words in says if words not in answer] == []
    assert "查清楚了" in customer.asks("好的,那10月电费多少")


@pytest.mark.parametrize(
    "text",
    ["dianfei zenme zheme gui", "wo yao zhuan rengong", "you mei you ren zai", "ok", "3050"],
)
def test_what_is_no_english_is_not_answered_in_it(stranger: Customer, text: str) -> None:
    stranger.says(text)
    assert stranger.store.chats.language_of(stranger.chat)[0] in (None, "zh_Hans_CN")


MISSPELT = re.compile(r"籤|隻按|纔|聯絡")  # 簽, 只按, 才, 聯繫


def test_the_traditional_sentences_are_spelt_one_way() -> None:
    path = Path(__file__).parents[2] / "locales" / "zh_Hant" / "LC_MESSAGES" / "bot.po"
    with path.open("rb") as file:
        told = [str(message.string) for message in read_po(file) if message.id]
    assert [one for one in told if MISSPELT.search(one)] == []
