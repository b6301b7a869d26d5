"""The line to Telegram: tried until it answers. The office's clocks go on meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.pulse import Pulse
from bot.channels.running import Loop
from bot.channels.telegram.calling import NoBotApiError, begin
from bot.contract.errors import SettingsError
from bot.contract.messages import Action
from bot.wording.catalogue import DEFAULT, words
from bot.wording.labels import label

NAME = "line"
LONGEST_WAIT = 60.0  # seconds between tries
DAY = 24 * 60 * 60.0
COMMANDS = (
    Action.WHY, Action.BILL, Action.LEFT, Action.RULE, Action.REFUND, Action.COMPLAIN,
    Action.CASE, Action.HUMAN, Action.BIND, Action.UNBIND, Action.FORGET, Action.LANG,
    Action.HELP,
)  # fmt: skip
LANGUAGES = {"": DEFAULT, "zh": DEFAULT, "en": "en"}
log = logging.getLogger(__name__)


class Line:
    """What is known of the bot comes over it; what needs that waits for it."""

    def __init__(self, bot: Bot, pulse: Pulse) -> None:
        self._bot, self._pulse = bot, pulse
        self._up = asyncio.Event()

    @property
    def is_up(self) -> bool:
        """Whether Telegram has said who the bot is."""
        return self._up.is_set()

    async def run(self) -> None:
        """Try until Telegram answers, then rest until cancelled.

        Raises:
            SettingsError: the token is not known, or what answers is no Bot API.
        """
        await self.insist(NAME, self._begin)
        self._up.set()
        while True:
            await self._pulse.rest(NAME, DAY)

    async def insist(self, name: str, ask: Callable[[], Awaitable[object]]) -> None:
        """Ask until Telegram has answered; meanwhile the loop of that name is at rest.

        Raises:
            BadRequest: it answers that this cannot be.
        """
        failures = 0
        while True:
            self._pulse.beat(name)
            try:
                await ask()
            except BadRequest:
                raise
            except TelegramError as error:
                failures += 1
                wait = min(LONGEST_WAIT, 0.25 * 2 ** min(failures, 10))
                log.warning("%s (%s, %g s)", _unreachable(), error.message, wait)
                await self._pulse.rest(name, wait)
            else:
                return

    def then(self, name: str, make: Callable[[], Loop]) -> Loop:
        """The loop of that name, which is made and begins once the line is up."""

        async def loop() -> None:
            await self._pulse.wait(name, self._up)
            await make()()

        return loop

    async def _begin(self) -> None:
        try:
            await begin(self._bot)
            await _introduce(self._bot)
        except NoBotApiError:
            raise SettingsError(
                "JIETI_API_URL: what answers there is no Bot API (getMe lacks what Telegram tells)"
            ) from None
        except InvalidToken:
            # Not chained: the text of the cause holds the token.
            raise SettingsError(
                "JIETI_TOKEN: Telegram does not know this token; copy it again from @BotFather"
            ) from None


def _unreachable() -> str:
    say = words()
    return say(
        "Telegram cannot be reached; it is tried again, and everything else goes on. From China "
        "it needs a proxy (HTTPS_PROXY) or a Bot API of your own (JIETI_API_URL)"
    )


async def _introduce(bot: Bot) -> None:
    """Set the command menus; what the bot cannot do in groups stands in the log."""
    if not bot.can_read_all_group_messages:
        log.warning(
            "privacy mode is on: in groups the bot gets commands and replies to it, no forwards; "
            "for a staff group turn it off (@BotFather, /setprivacy), then take the bot out of "
            "the group and in again"
        )
    for code, locale in LANGUAGES.items():
        say = words(locale)
        menu = [BotCommand(action, label(say, action)) for action in COMMANDS]
        await bot.set_my_commands(menu, language_code=code or None)
