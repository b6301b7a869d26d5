"""A stand-in for Telegram's Bot API on the loopback, as strict as Telegram is.

async with BotApi() as api:
    anna = api.person("安娜")
    await anna.says("/start")
    (greeting,) = await anna.hears()
"""

from tests.standin.api import BotApi
from tests.standin.people import Group, Person, SentMessage

__all__ = ["BotApi", "Group", "Person", "SentMessage"]
