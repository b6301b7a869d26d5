"""What each method takes, and the shapes Telegram accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tests.standin.html_check import units

Json = dict[str, Any]
INLINE_ROW, INLINE_ALL, KEYS_ROW, KEYS_ALL = 8, 100, 12, 300

_HOW = (
    " message_thread_id:int direct_messages_topic_id:int disable_notification:bool"
    " protect_content:bool allow_paid_broadcast:bool message_effect_id"
    " suggested_post_parameters:dict reply_parameters:dict reply_markup:dict"
)
_CAPTION = " caption parse_mode caption_entities:list"
_EDIT = "business_connection_id chat_id:chat message_id:int inline_message_id reply_markup:dict"
_SCOPE = "scope:dict language_code"
_TABLE = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:list",
    "setWebhook": "url* certificate:file ip_address max_connections:int allowed_updates:list"
    " drop_pending_updates:bool secret_token",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": "business_connection_id chat_id*:chat text* parse_mode entities:list"
    " link_preview_options:dict" + _HOW,
    "sendPhoto": "business_connection_id chat_id*:chat photo*:file has_spoiler:bool"
    " show_caption_above_media:bool" + _CAPTION + _HOW,
    "sendDocument": "business_connection_id chat_id*:chat document*:file thumbnail:file"
    " disable_content_type_detection:bool" + _CAPTION + _HOW,
    "sendVoice": "business_connection_id chat_id*:chat voice*:file duration:int" + _CAPTION + _HOW,
    "editMessageText": _EDIT + " text* parse_mode entities:list link_preview_options:dict",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id*:chat message_id*:int",
    "answerCallbackQuery": "callback_query_id* text show_alert:bool url cache_time:int",
    "sendChatAction": "business_connection_id chat_id*:chat message_thread_id:int action*",
    "setMyCommands": "commands*:list " + _SCOPE,
    "deleteMyCommands": _SCOPE,
    "getMyCommands": _SCOPE,
    "getFile": "file_id*",
    "getChat": "chat_id*:chat",
}
_ACTIONS = {"url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text"} | {
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
}  # fmt: skip
_REQUESTS = {"request_users", "request_chat", "request_contact", "request_location"} | {
    "request_poll", "request_managed_bot", "web_app",
}  # fmt: skip
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_KEYBOARD = {
    "keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "selective",
    "input_field_placeholder",
}  # fmt: skip
_PREVIEW = {
    "is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text",
}  # fmt: skip
_REPLY = {
    "message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode",
    "quote_entities", "quote_position", "checklist_task_id", "poll_option_id",
}  # fmt: skip
_SCOPES: dict[str, set[str]] = {
    "default": set(), "all_private_chats": set(), "all_group_chats": set(),
    "all_chat_administrators": set(), "chat": {"chat_id"}, "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}  # fmt: skip
CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip


class RefusalError(Exception):
    """An answer of Telegram that is not ok; `injected` when a test asked for it."""

    def __init__(
        self,
        description: str,
        code: int = 400,
        retry_after: int | None = None,
        *,
        injected: bool = False,
    ) -> None:
        whole = f"Bad Request: {description}" if code == 400 else description
        super().__init__(whole)
        self.description, self.code, self.retry_after = whole, code, retry_after
        self.injected = injected


@dataclass(frozen=True)
class Param:
    """One parameter of a method."""

    kind: str
    required: bool


def _spec(words: str) -> dict[str, Param]:
    pairs = (word.partition(":") for word in words.split())
    return {name.rstrip("*"): Param(kind or "str", name.endswith("*")) for name, _, kind in pairs}


METHODS = {method: _spec(words) for method, words in _TABLE.items()}
BY_LOWER = {method.lower(): method for method in METHODS}


def require(holds: object, description: str) -> None:
    """Refuse with `description` unless `holds`."""
    if not holds:
        raise RefusalError(description)


def read(method: str, raw: Mapping[str, str], files: Collection[str]) -> Json:
    """The parameters of a call with their types.

    Raises:
        RefusalError: one is unknown, missing, of the wrong type or of the wrong shape.
    """
    spec = METHODS[method]
    values: Json = {name: f"attach://{name}" for name in files if name in spec}
    for name, text in raw.items():
        require(name in spec, f'unknown parameter "{name}" of {method}')
        values[name] = _value(name, spec[name].kind, text)
    for name in files:
        used = any(f"attach://{name}" in str(value) for value in values.values())
        require(used, f'the uploaded file "{name}" is used by no parameter')
    for name, param in spec.items():
        require(name in values or not param.required, f'parameter "{name}" is required')
        if param.kind == "file" and name in values and f"attach://{name}" == values[name]:
            require(name in files, f'there is no uploaded file "{name}"')
    _shapes(values, edit=method.startswith("edit"))
    return values


def _value(name: str, kind: str, text: str) -> object:
    bad = f'parameter "{name}" must be of type {kind}'
    if kind == "int":
        require(re.fullmatch(r"-?[0-9]{1,18}", text), bad)
        return int(text)
    if kind == "bool":
        require(text.lower() in {"true", "false"}, bad)
        return text.lower() == "true"
    if kind == "chat":
        require(text, "chat_id is empty")
        return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text
    if kind not in {"list", "dict"}:
        return text
    try:
        value = json.loads(text)
    except ValueError as error:
        raise RefusalError(f"can't parse {name}: it is not JSON") from error
    require(isinstance(value, list if kind == "list" else dict), bad)
    return value


def _shapes(values: Json, *, edit: bool) -> None:
    if markup := values.get("reply_markup"):
        require(not edit or "inline_keyboard" in markup, "inline keyboard expected")
        check_markup(markup)
    for name, known in (("link_preview_options", _PREVIEW), ("reply_parameters", _REPLY)):
        _known(values.get(name, {}), known, name)
    require(
        isinstance(values.get("reply_parameters", {"message_id": 0}).get("message_id"), int),
        "reply_parameters need a message_id",
    )
    if "scope" in values:
        check_scope(values["scope"])
    if "commands" in values:
        check_commands(values["commands"])
    language = values.get("language_code", "")
    require(re.fullmatch("([a-z]{2})?", language), "invalid language_code")


def _known(value: Json, known: set[str], where: str) -> None:
    unknown = set(value) - known
    require(not unknown, f"unknown field {sorted(unknown)} in {where}")


def check_markup(markup: Json) -> None:
    """Refuse a reply markup that is not one of the four kinds, or not well formed."""
    if "inline_keyboard" in markup:
        _known(markup, {"inline_keyboard"}, "reply_markup")
        for button in _buttons(markup["inline_keyboard"], INLINE_ROW, INLINE_ALL):
            _check_inline(button)
    elif "keyboard" in markup:
        _known(markup, _KEYBOARD, "reply_markup")
        placeholder = markup.get("input_field_placeholder")
        require(placeholder is None or 1 <= units(placeholder) <= 64, "wrong placeholder")
        keys = _buttons(markup["keyboard"], KEYS_ROW, KEYS_ALL)
        require(keys, "reply keyboard is empty")
        for key in keys:
            _known(key, _LOOKS | _REQUESTS, "KeyboardButton")
            require(len(_REQUESTS & set(key)) <= 1, "a key can request one thing only")
    else:
        kind = "force_reply" if "force_reply" in markup else "remove_keyboard"
        require(markup.get(kind) is True, "object expected as reply markup")
        _known(markup, {kind, "selective", "input_field_placeholder"}, "reply_markup")


def _buttons(rows: object, in_row: int, in_all: int) -> list[Json]:
    require(isinstance(rows, list), "the keyboard must be an Array of Arrays")
    found: list[Json] = []
    for row in rows if isinstance(rows, list) else []:
        require(isinstance(row, list), "the keyboard must be an Array of Arrays")
        require(len(row) <= in_row, f"too many buttons in a row: {len(row)}")
        found += [{"text": key} if isinstance(key, str) else key for key in row]
    require(len(found) <= in_all, f"reply markup is too long: {len(found)} buttons")
    for button in found:
        text = button.get("text") if isinstance(button, dict) else None
        require(isinstance(text, str) and text.strip(), "button text must be non-empty")
    return found


def _check_inline(button: Json) -> None:
    _known(button, _LOOKS | _ACTIONS, "InlineKeyboardButton")
    actions = sorted(_ACTIONS & set(button))
    require(len(actions) == 1, f"an inline button must have exactly one action, not {actions}")
    if "callback_data" in button:
        data = button["callback_data"]
        fits = isinstance(data, str) and 1 <= len(data.encode()) <= 64
        require(fits, "BUTTON_DATA_INVALID")
    if "url" in button:
        good = re.fullmatch(r"(https?|tg)://\S+|[\w.-]+\.[a-z]{2,}\S*", str(button["url"]))
        require(good, f"inline keyboard button URL '{button['url']}' is invalid")


def check_scope(scope: Json) -> None:
    """Refuse a command scope that Telegram does not document."""
    require(scope.get("type") in _SCOPES, "unknown BotCommandScope type")
    needed = _SCOPES[scope["type"]] | {"type"}
    require(set(scope) == needed, f"BotCommandScope must have {sorted(needed)}")


def check_commands(commands: list[Json]) -> None:
    """Refuse a command menu that Telegram would not show."""
    require(len(commands) <= 100, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        require(isinstance(command, dict), "expected an Array of BotCommand")
        _known(command, {"command", "description"}, "BotCommand")
        good = re.fullmatch("[a-z0-9_]{1,32}", str(command.get("command")))
        require(good, "BOT_COMMAND_INVALID")
        described = 1 <= units(str(command.get("description", ""))) <= 256
        require(described, "BOT_COMMAND_DESCRIPTION_INVALID")
