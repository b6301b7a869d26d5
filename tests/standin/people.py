"""Who talks to the bot, and what the bot sent them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.standin.html_check import units

if TYPE_CHECKING:
    from tests.standin import BotApi

Json = dict[str, Any]
PATIENCE = 10.0


@dataclass(frozen=True)
class SentMessage:
    """A message of the bot: `text` as it was sent, `plain` as a customer reads it."""

    chat_id: int
    message_id: int
    text: str
    plain: str
    buttons: tuple[str, ...] = ()
    keyboard: tuple[str, ...] = ()
    params: Json = field(default_factory=dict, repr=False)


class Chat:
    """A chat that the bot can send to."""

    def __init__(self, api: BotApi, about: Json) -> None:
        self.api, self.about = api, about
        self.id: int = about["id"]
        self.heard = 0
        self.seen = 0
        self.keys: list[Json] = []

    @property
    def received(self) -> list[SentMessage]:
        """Everything the bot sent to this chat."""
        return [message for message in self.api.sent if message.chat_id == self.id]

    async def hears(self, n: int = 1) -> list[SentMessage]:
        """The next `n` messages, once they have all been sent."""
        try:
            await self.api.bell.until(lambda: len(self.received) >= self.heard + n, PATIENCE)
        except TimeoutError:
            came = [message.plain for message in self.received[self.heard :]]
            raise AssertionError(
                f"{n} messages expected in chat {self.id}, {len(came)} came: {came}; "
                f"refused: {self.api.refusals}"
            ) from None
        self.heard += n
        return self.received[self.heard - n : self.heard]

    async def sees(self, n: int = 1) -> list[SentMessage]:
        """What the next `n` messages that the bot changes in this chat say then."""

        def changed() -> list[SentMessage]:
            return [message for message in self.api.edits if message.chat_id == self.id]

        try:
            await self.api.bell.until(lambda: len(changed()) >= self.seen + n, PATIENCE)
        except TimeoutError:
            came = [message.plain for message in changed()[self.seen :]]
            raise AssertionError(
                f"{n} changes expected in chat {self.id}, {len(came)} came: {came}; "
                f"refused: {self.api.refusals}"
            ) from None
        self.seen += n
        return changed()[self.seen - n : self.seen]

    async def hears_nothing_more(self) -> None:
        """Nothing has come beyond what was heard, now that every update has been fetched.

        An application that is still at work is not seen: say something after, and hear the
        answer to it, before asking.
        """
        try:
            await self.api.bell.until(lambda: not self.api.pending, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"never fetched: {self.api.pending}") from None
        more = [message.plain for message in self.received[self.heard :]]
        assert not more, f"{len(more)} messages more in chat {self.id}: {more}"


class Group(Chat):
    """A group chat."""


class Person(Chat):
    """A customer and the private chat with them."""

    def __init__(self, api: BotApi, user: Json, phone: str) -> None:
        names = ("id", "first_name", "last_name", "username")
        super().__init__(
            api, {"type": "private", **{name: user[name] for name in names if name in user}}
        )
        self.user, self.phone = user, phone
        self._last: Json = {}

    async def sends(self, *, chat: Group | None = None, **content: object) -> int:
        """Send a message with any content; the number of the message."""
        where = chat or self
        message = {
            "message_id": self.api.next_message_id(),
            "date": int(time.time()),
            "chat": where.about,
            "from": self.user,
            **{name: value for name, value in content.items() if value is not None},
        }
        self.api.messages[where.id, message["message_id"]] = message
        if "text" in message:
            self._last = message
        await self.api.deliver({"message": message})
        return message["message_id"]

    async def says(self, text: str, *, chat: Group | None = None) -> int:
        """Send a text, or a command."""
        return await self.sends(chat=chat, text=text, entities=_entities(text))

    async def edits(self, text: str) -> None:
        """Change the text that was said last."""
        assert self._last, f"person {self.id} has said nothing yet"
        entities = _entities(text)
        edited = {**self._last, "text": text, "edit_date": int(time.time())}
        edited.pop("entities", None)
        edited |= {"entities": entities} if entities else {}
        self.api.messages[edited["chat"]["id"], edited["message_id"]] = self._last = edited
        await self.api.deliver({"edited_message": edited})

    async def presses(self, button: str, *, chat: Group | None = None) -> str:
        """Press an inline button by its text or data; the id of the query."""
        where = chat or self
        seen: list[str] = []
        mine = [m for (chat_id, _), m in self.api.messages.items() if chat_id == where.id]
        for message in reversed(mine):
            for key in inline_buttons(message):
                if "callback_data" in key and button in {key["text"], key["callback_data"]}:
                    return await self._press(message, key["callback_data"])
                seen.append(f"{key['text']} ({key.get('callback_data', 'no callback')})")
        raise AssertionError(f"there is no inline button {button!r} in chat {where.id}: {seen}")

    async def _press(self, message: Json, data: str) -> str:
        query_id = self.api.next_query_id()
        query = {
            "id": query_id,
            "from": self.user,
            "message": message,
            "chat_instance": str(message["chat"]["id"]),
            "data": data,
        }
        await self.api.deliver({"callback_query": query})
        return query_id

    async def presses_key(self, key: str) -> None:
        """Press a key of the reply keyboard: sends its text, or what it requests."""
        found = next((each for each in self.keys if each["text"] == key), None)
        keys = [each["text"] for each in self.keys]
        assert found, f"there is no key {key!r} in chat {self.id}: {keys}"
        if found.get("request_contact"):
            await self.shares_contact(self.phone)
        elif found.get("request_location"):
            await self.sends_location()
        else:
            await self.says(key)

    async def shares_contact(self, phone: str, *, own: bool | None = True) -> int:
        """Send a contact card: one's own, another's, or (None) of no Telegram user."""
        card: Json = {"phone_number": phone, "first_name": self.user["first_name"]}
        if own is not None:
            card["user_id"] = self.id if own else self.id + 1_000_000
        return await self.sends(contact=card)

    async def sends_photo(self, caption: str | None = None, data: bytes = b"stand-in") -> int:
        """Send a photo."""
        file = self._file("photos", ".jpg", data)
        return await self.sends(photo=[{**file, "width": 90, "height": 90}], caption=caption)

    async def sends_document(
        self, data: bytes = b"document", name: str = "bill.pdf", caption: str | None = None
    ) -> int:
        """Send a file."""
        file = self._file("documents", name, data)
        return await self.sends(document={**file, "file_name": name}, caption=caption)

    async def sends_sticker(self) -> int:
        """Send a sticker."""
        look = {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
        look |= {"is_animated": False, "is_video": False}
        return await self.sends(sticker={**self._file("stickers", ".webp"), **look})

    async def sends_voice(self) -> int:
        """Send a voice message."""
        file = self._file("voice", ".oga")
        return await self.sends(voice={**file, "duration": 2, "mime_type": "audio/ogg"})

    async def sends_location(self) -> int:
        """Send a place."""
        return await self.sends(location={"latitude": 34.75, "longitude": 113.62})

    async def forwards(self, text: str, *, origin: str, name: str, date: datetime) -> int:
        """Forward a text of a user, a hidden user, a chat or a channel."""
        stamp = int(date.timestamp())
        channel = {"id": -1_009_000_000_001, "type": "channel", "title": name}
        group = {"id": -1_009_000_000_002, "type": "supergroup", "title": name}
        user = {"id": self.id + 2_000_000, "is_bot": False, "first_name": name}
        origins: dict[str, Json] = {
            "user": {"type": "user", "sender_user": user},
            "hidden": {"type": "hidden_user", "sender_user_name": name},
            "chat": {"type": "chat", "sender_chat": group},
            "channel": {"type": "channel", "chat": channel, "message_id": 7},
        }
        return await self.sends(text=text, forward_origin={**origins[origin], "date": stamp})

    def _file(self, folder: str, name: str, data: bytes = b"stand-in") -> Json:
        return self.api.keep_file(folder, name, data)


def inline_buttons(message: Json) -> list[Json]:
    """The inline buttons under a message, in reading order."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def reply_keys(markup: Json) -> list[Json]:
    """The keys of a reply keyboard, in reading order."""
    rows = markup.get("keyboard", [])
    return [{"text": key} if isinstance(key, str) else key for row in rows for key in row]


def _entities(text: str) -> list[Json] | None:
    command = re.match(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?!\w)", text)
    if not command:
        return None
    return [{"type": "bot_command", "offset": 0, "length": units(command[0])}]
