"""What each method does, and what Telegram refuses."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

from tests.standin import schema
from tests.standin.html_check import MarkupError, Parsed, parse, units
from tests.standin.people import SentMessage, inline_buttons, reply_keys
from tests.standin.schema import RefusalError, require

if TYPE_CHECKING:
    from tests.standin import BotApi

Json = dict[str, Any]
BOT = {"id": 123456, "is_bot": True, "first_name": "Stand-in", "username": "standin_bot"}
GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip


def formatted(params: Json, key: str, limit: int, too_long: str) -> Parsed:
    """A text or caption as the customer reads it."""
    text, mode = params.get(key, ""), params.get("parse_mode", "")
    require(mode.lower() in {"", "html"}, f"unsupported parse_mode {mode!r} (HTML only here)")
    try:
        parsed = parse(text) if mode else Parsed(text, tuple(params.get("entities", ())))
    except MarkupError as error:
        raise RefusalError(f"can't parse entities: {error}") from error
    require(units(parsed.plain) <= limit, too_long)
    return parsed


class Methods:
    """The methods, each under its own name in the Bot API."""

    def __init__(self, api: BotApi, files: dict[str, bytes]) -> None:
        self.api, self.files = api, files

    def call(self, method: str, params: Json) -> object:
        """The result of a call.

        Raises:
            RefusalError: Telegram would refuse it.
        """
        return getattr(self, method)(params)

    def getMe(self, _: Json) -> Json:  # noqa: N802
        abilities = ("can_read_all_group_messages", "supports_inline_queries")
        return {**BOT, "can_join_groups": True, **dict.fromkeys(abilities, False)}

    def sendMessage(self, params: Json) -> Json:  # noqa: N802
        parsed = formatted(params, "text", 4096, "message is too long")
        require(parsed.plain.strip(), "message text is empty")
        body = {"text": parsed.plain, "entities": list(parsed.entities)}
        return self._send(params, params["text"], parsed.plain, body)

    def sendPhoto(self, params: Json) -> Json:  # noqa: N802
        file = self._uploaded(params["photo"], "photos")
        return self._send_media(params, {"photo": [{**file, "width": 90, "height": 90}]})

    def sendDocument(self, params: Json) -> Json:  # noqa: N802
        return self._send_media(
            params, {"document": self._uploaded(params["document"], "documents")}
        )

    def sendVoice(self, params: Json) -> Json:  # noqa: N802
        voice = {**self._uploaded(params["voice"], "voice"), "duration": 2}
        return self._send_media(params, {"voice": voice})

    def editMessageText(self, params: Json) -> Json:  # noqa: N802
        parsed = formatted(params, "text", 4096, "MESSAGE_TOO_LONG")
        require(parsed.plain.strip(), "message text is empty")
        body = {"text": parsed.plain, "entities": list(parsed.entities)}
        changed = self._edit(params, body)
        buttons = tuple(button["text"] for button in inline_buttons(changed))
        chat, number = changed["chat"]["id"], changed["message_id"]
        edit = SentMessage(chat, number, params["text"], parsed.plain, buttons, (), params)
        self.api.edits.append(edit)
        return changed

    def editMessageReplyMarkup(self, params: Json) -> Json:  # noqa: N802
        return self._edit(params, {})

    def deleteMessage(self, params: Json) -> bool:  # noqa: N802
        message = self._message(params["chat_id"], params["message_id"], "to delete")
        del self.api.messages[message["chat"]["id"], message["message_id"]]
        return True

    def answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        known = params["callback_query_id"] in self.api.queries
        require(known, "query is too old and response timeout expired or query ID is invalid")
        require(units(params.get("text", "")) <= 200, "MESSAGE_TOO_LONG")
        self.api.answered.append(params["callback_query_id"])
        return True

    def sendChatAction(self, params: Json) -> bool:  # noqa: N802
        self.api.chat(params["chat_id"])
        require(params["action"] in schema.CHAT_ACTIONS, "wrong parameter action in request")
        return True

    def getFile(self, params: Json) -> Json:  # noqa: N802
        require(params["file_id"] in self.api.files, "invalid file_id")
        return self.api.file(params["file_id"], with_path=True)

    def getChat(self, params: Json) -> Json:  # noqa: N802
        about = self.api.chat(params["chat_id"]).about
        gifts = dict.fromkeys(GIFTS, False)
        extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
        return {**about, **extra}

    def setMyCommands(self, params: Json) -> bool:  # noqa: N802
        self.api.menus[_menu(params)] = params["commands"]
        return True

    def getMyCommands(self, params: Json) -> list[Json]:  # noqa: N802
        return self.api.menus.get(_menu(params), [])

    def deleteMyCommands(self, params: Json) -> bool:  # noqa: N802
        self.api.menus.pop(_menu(params), None)
        return True

    def setWebhook(self, params: Json) -> bool:  # noqa: N802
        secret = params.get("secret_token", "")
        require(re.fullmatch("[A-Za-z0-9_-]{0,256}", secret), "secret token has wrong characters")
        self.api.webhook = params if params["url"] else {}
        self._drop_pending(params)
        return True

    def deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        self.api.webhook = {}
        self._drop_pending(params)
        return True

    def getWebhookInfo(self, _: Json) -> Json:  # noqa: N802
        waiting = len(self.api.pending)
        info = {"url": self.api.webhook.get("url", ""), "has_custom_certificate": False}
        return {**info, "pending_update_count": waiting}

    def _drop_pending(self, params: Json) -> None:
        if params.get("drop_pending_updates"):
            self.api.pending.clear()

    def _send_media(self, params: Json, body: Json) -> Json:
        parsed = formatted(params, "caption", 1024, "message caption is too long")
        return self._send(
            params, params.get("caption", ""), parsed.plain, {**body, "caption": parsed.plain}
        )

    def _send(self, params: Json, text: str, plain: str, body: Json) -> Json:
        chat = self.api.chat(params["chat_id"])
        markup = params.get("reply_markup", {})
        message = {
            "message_id": self.api.next_message_id(),
            "date": int(time.time()),
            "chat": chat.about,
            "from": BOT,
            **body,
        }
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        if "keyboard" in markup or "remove_keyboard" in markup:
            chat.keys = reply_keys(markup)
        self.api.messages[chat.id, message["message_id"]] = message
        self.api.sent.append(
            SentMessage(
                chat.id,
                message["message_id"],
                text,
                plain,
                tuple(button["text"] for button in inline_buttons(message)),
                tuple(key["text"] for key in reply_keys(markup)),
                params,
            )
        )
        return message

    def _edit(self, params: Json, body: Json) -> Json:
        message = self._message(params["chat_id"], params["message_id"], "to edit")
        require(message["from"] == BOT, "message can't be edited")
        changed = {**message, **body}
        changed.pop("reply_markup", None)
        if markup := params.get("reply_markup"):
            changed["reply_markup"] = markup
        require(changed != message, "message is not modified")
        self.api.messages[message["chat"]["id"], message["message_id"]] = changed
        return changed

    def _message(self, chat_id: int, message_id: int, purpose: str) -> Json:
        found = self.api.messages.get((self.api.chat(chat_id).id, message_id))
        if found is None:
            raise RefusalError(f"message {purpose} not found")
        return found

    def _uploaded(self, value: str, folder: str) -> Json:
        name = value.removeprefix("attach://")
        if name == value:
            require(value in self.api.files, "wrong file identifier/HTTP URL specified")
            return self.api.file(value)
        return self.api.keep_file(folder, name, self.files[name])


def _menu(params: Json) -> tuple[str, str]:
    scope = params.get("scope", {"type": "default"})
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")
