"""What a message means after the ones before it: corrections, and misses in a row."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.contract.messages import Action, Chat
from bot.hearing.normalise import plain
from bot.hearing.spans import spans_in
from bot.store.port import Store

_WRONG = re.compile(r"^(不对|不是|错了|弄错|搞错|你(弄|搞|看)错|我说的是|我问的是)")
_INSTEAD = re.compile(r"^(不对|不是|错了|弄错|搞错|你?(弄|搞|看)错)了?[,,。.!! ]*")
_NAMED = "\x01"  # stands for a month or household
_ASKS_ON = re.compile(
    rf"^(?:(?:那么?|再)(?:看看|查查|说说)?{_NAMED}|{_NAMED}(?=.*[呢嘞哩样]))"
    r"(?:份|的|家|电费|账单|单子|那张|也|又)*(?:呢|嘞|哩|吗|啊|是多少|怎么样|怎样|咋样|咋算)*"
    r"[??。,.!! ]*$"
)
_OTHER_HOME = re.compile(
    r"(是|问)?(我|俺)?(妈|爸|爹|娘|爷|奶|公公|婆婆|岳父|岳母|儿子|闺女|女儿|哥|姐|弟|妹|老家|亲戚)"
    r"(家|那边|屋)?的?|另(外)?一(户|家|个户号)|别的户"
)


def remember(store: Store, chat: Chat, action: Action, now: datetime) -> None:
    """What was answered last; a correction asks for it again."""
    state = store.chats.get_state(chat)
    if state.get("last") != action:
        store.chats.put_state(chat, {**state, "last": action.value}, now)


def last_asked(store: Store, chat: Chat) -> Action | None:
    """What was answered last in this chat about an account, if anything."""
    last = store.chats.get_state(chat).get("last")
    return Action(last) if last else None


def is_correction(text: str) -> bool:
    """Whether a text says that the last answer is not what was meant."""
    return _WRONG.match(plain(text)) is not None


def asks_on(text: str, today: date) -> bool:
    """Whether a text only names another month or household, of which the same is asked."""
    rest = plain(text)
    for span in reversed(spans_in(text, today)):
        if span.of_bills:
            rest = rest[: span.start] + _NAMED + rest[span.end :]
    return _ASKS_ON.match(_OTHER_HOME.sub(_NAMED, rest)) is not None


def said_instead(text: str) -> str:
    """A correction without its "wrong"."""
    return _INSTEAD.sub("", plain(text))


def means_other_home(text: str) -> bool:
    """Whether a correction speaks of another household's account."""
    return _OTHER_HOME.search(plain(text)) is not None


def understood(store: Store, chat: Chat, now: datetime) -> None:
    """What came was understood: earlier misses no longer count."""
    state = store.chats.get_state(chat)
    if state.pop("missed", None):
        store.chats.put_state(chat, state, now)


def missed(store: Store, chat: Chat, now: datetime) -> int:
    """How often in a row nothing was understood, this time included."""
    state = store.chats.get_state(chat)
    count = int(state.get("missed", 0)) + 1
    store.chats.put_state(chat, {**state, "missed": count}, now)
    return count
