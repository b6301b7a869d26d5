"""In which language a chat is answered: as chosen, as it is written, or as the messenger says."""

from __future__ import annotations

from bot.contract.messages import Action, Chat, Incoming, MessageKind, Reply
from bot.hearing.english import says_more_than_a_name, writes_english
from bot.hearing.normalise import writes_traditional
from bot.store.port import Store
from bot.wording import phrases
from bot.wording.catalogue import DEFAULT, Words, locale_for, words

LOCALES = {Action.HANS: "zh_Hans_CN", Action.HANT: "zh_Hant", Action.ENGLISH: "en"}
_NAMES = {
    "zh": Action.HANS, "zh_hans": Action.HANS, "zh_cn": Action.HANS,
    "zh_hant": Action.HANT, "zh_tw": Action.HANT, "zh_hk": Action.HANT, "en": Action.ENGLISH,
}  # fmt: skip


def locale_of(store: Store, message: Incoming) -> str:
    """The language that was chosen, or the script that is written, or the messenger's."""
    known, chosen = store.chats.language_of(message.chat)
    usual = known or locale_for(message.language)
    if chosen or (known is None and usual == "en") or message.kind is not MessageKind.TEXT:
        return usual
    found = _written_in(message.text, before=usual)
    if found != usual:
        store.chats.put_language(message.chat, found, chosen=False)
    return found


def _written_in(text: str, before: str) -> str:
    """The language that a text is written in; the one before where its characters do not tell."""
    if writes_english(text):
        return "en"
    if before == "en" and not says_more_than_a_name(text):
        return before
    traditional = writes_traditional(text)
    if traditional is None:
        return DEFAULT if before == "en" else before
    return "zh_Hant" if traditional else "zh_Hans_CN"


def locale_of_chat(store: Store, chat: Chat) -> str:
    """The language for a message that answers none."""
    return store.chats.language_of(chat)[0] or DEFAULT


def choose(store: Store, chat: Chat, say: Words, wanted: str) -> Reply:
    """Answer to /lang: change to the language named, or ask which."""
    action = _NAMES.get(wanted.strip().lower().replace("-", "_"))
    return phrases.languages(say) if action is None else speak(store, chat, action)


def speak(store: Store, chat: Chat, action: Action) -> Reply:
    """Answer in that language from now on."""
    store.chats.put_language(chat, LOCALES[action], chosen=True)
    return phrases.speaks(words(LOCALES[action]))
