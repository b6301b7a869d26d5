"""What the counter decides arrives, by every channel: whole, in order, once, or it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.contract.messages import Button, Chat, Document, Post, Reply
from bot.contract.office import Disclosure
from bot.counter.door import put_all
from bot.store.port import Store
from tests.channels.doors import Door, Memory, Opens, doors, texts
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW
from tests.standin import BotApi
from tests.standin.people import PATIENCE
from tests.telegram.conftest import Serving, api, environment, office, serving

__all__ = ["api", "environment", "office", "serving"]
HELLO = "您好,这里是"
LONG = Reply("很长的回复", "\n".join(f"第{n}行,😀&<b>" for n in range(900)))
ONE_LINE = Reply("一段到底", "电" * 5000)


@pytest.fixture(params=["telegram", "terminal", "memory", "page", "wechat"])
def opens(request: pytest.FixtureRequest) -> Opens:
    found = [request.getfixturevalue(name) for name in ("api", "office", "serving")]
    return doors(*found)[request.param]


async def put(door: Door, *replies: Reply) -> None:
    """Replies to the customer's chat, as the counter puts them out."""
    await door.database.write(
        lambda store: put_all(store, door.desk, door.chat, "put", replies, NOW)
    )


async def count(door: Door, what: Callable[[Store], int]) -> int:
    return await door.database.read(what)


async def test_answers_come_in_the_order_of_the_questions(opens: Opens) -> None:
    async with opens(Disclosure.MASKED) as door:
        for text in ("/rule", "/case", "/bind", "/help"):
            await door.says(text)
        heads = [text[:6] for text in texts(await door.hears(HELLO)) if not text.startswith("·")]
    asked = [next(i for i, head in enumerate(heads) if head.startswith(start))
             for start in ("阶梯电价", "这里没有查", "为了不让", "您好")]  # fmt: skip
    assert asked == sorted(asked)


async def test_buttons_and_files_are_shown(opens: Opens) -> None:
    async with opens(Disclosure.MASKED) as door:
        await put(door, Reply("请选", "", (Button("甲", "why"), Button("乙", "bill"))))
        await put_file(door)
        await door.says("/help")
        shown = await door.hears(HELLO)
    choice, file, *_ = shown
    assert (choice.text, choice.buttons) == ("请选", ("甲", "乙"))
    assert (file.text, bool(file.file)) == ("表格在此", True)


async def put_file(door: Door) -> None:
    reply = Reply("表格在此", document=Document("cases.xlsx", b"PK"))
    await door.database.write(
        lambda store: put_all(store, door.desk, door.chat, "file", [reply], NOW)
    )


@pytest.mark.parametrize("reply", [LONG, ONE_LINE], ids=["many lines", "one line"])
async def test_a_long_text_arrives_whole_in_messages_that_the_channel_takes(
    opens: Opens, reply: Reply
) -> None:
    async with opens(Disclosure.MASKED) as door:
        await put(door, reply)
        await door.says("/help")
        shown = texts(await door.hears(HELLO))
    end = next(n for n, text in enumerate(shown) if text.startswith(HELLO))
    assert "".join("".join(shown[:end]).split()) == "".join(reply.text.split())
    if door.can.longest is not None:
        assert all(door.can.longest.takes(text) for text in shown)
        assert end > 1


async def test_what_was_shown_is_known_to_be_and_nothing_is_left_waiting(opens: Opens) -> None:
    async with opens(Disclosure.MASKED) as door:
        for text in ("/rule", "/help"):
            await door.says(text)
        shown = await door.hears(HELLO)
        async with asyncio.timeout(PATIENCE):
            while await count(door, lambda store: store.outbox.count("waiting")):
                pass
        assert await count(door, lambda store: store.outbox.count("sent")) == 2 <= len(shown)


async def test_a_message_to_a_chat_that_nobody_serves_is_refused_and_not_queued(
    opens: Opens,
) -> None:
    async with opens(Disclosure.MASKED) as door:
        other = Chat(door.chat.channel, "404404")
        # Not due: a service that runs would try at once to write to a chat that there is not.
        post = Post(other, Reply("进度"), "progress:1", not_before=NOW.replace(year=2099))
        await door.database.write(
            lambda store: put_all(store, door.desk, door.chat, "k", [post], NOW)
        )
        assert door.desk.reached([other]) == ((other,) if door.can.pushes else ())
        waiting = await count(door, lambda store: store.outbox.count("waiting"))
    # Where messages are counted, a word of theirs must have come first.
    assert waiting == (1 if door.can.pushes and not door.can.counted else 0)


@pytest.mark.parametrize("disclosure", [Disclosure.MASKED, Disclosure.NOTHING])
async def test_figures_go_where_the_office_lets_them(opens: Opens, disclosure: Disclosure) -> None:
    async with opens(disclosure) as door:
        for text in ("/bind", CLAIM, "我的账单", "/help"):
            await door.says(text)
        said = "\n".join(texts(await door.hears(HELLO)))
    allowed = door.can.inside or disclosure is Disclosure.MASKED
    assert ("287.20元" in said) is allowed
    assert ("不通过这个聊天软件发送" in said) is not allowed
    assert SEED not in said


async def test_what_a_messenger_brings_twice_is_answered_once(
    api: BotApi, office: Path, serving: Serving
) -> None:
    async with doors(api, office, serving)["memory"](Disclosure.MASKED) as door:
        assert isinstance(door, Memory)
        for name, text in (("b", "/rule"), ("a", "/case"), ("b", "/rule"), ("c", "/help")):
            await door.delivered(name, text)
        heads = [text for text in texts(await door.hears(HELLO)) if "阶梯电价按年" in text]
    assert len(heads) == 1
