"""What an answer of the interface means for a message, by its number.

The numbers are those of the makers' lists of return codes (公众号 and 企业微信 全局返回码; WeCom's
is document 90313) as public code and the makers' forum quote them; the lists were not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.contract.channel import Refusal

BUSY, MINUTE, REST = 5.0, 60.0, 300.0  # seconds
# The token: not the latest (40001), invalid (40014), expired (42001). WeCom says either.
TOKEN = frozenset({40001, 40014, 42001})
# Come again after so many seconds: busy; too many in a minute; the day's or minute's quota; too
# many at once (45033 接口并发调用超过限制).
LATER = {-1: BUSY, 45011: MINUTE, 45009: MINUTE, 45033: MINUTE}
# The account itself may not: an address that is not listed, no right, locked, a wrong secret. Of
# whom an application may not write to WeCom says 81013, so we take 60011 to be of the application.
OURS = frozenset({
    40013, 40056, 40125, 40164, 41002, 48001, 48002, 50001, 50002, 60011, 60020, 93000, 95000,
    95004, 95012, 95017,
})  # fmt: skip
SESSION = 95018  # a person has the session, or it has not begun
NO_MENU = frozenset({40200, 45098})  # this account may send none, or not so long a one
CUSTOMERS = {
    45015: Refusal.CLOSED,  # the window is over, or they have stopped following
    95002: Refusal.CLOSED,
    45047: Refusal.FULL,
    95001: Refusal.FULL,
    43004: Refusal.BLOCKED,  # they do not follow
    43101: Refusal.BLOCKED,  # they have refused such notices
    40003: Refusal.GONE,
    81013: Refusal.GONE,  # user & party & tag all invalid: gone, or not shown the application
}  # fmt: skip
# Of this message: too long, not allowed to be said, a file that is gone, no such form.
CONTENT = frozenset({
    40004, 40005, 40007, 40008, 40037, 40058, 44002, 44004, 45002, 45008, 47001, 47003, 87014,
    95008, 95009,
})  # fmt: skip
# Of a message of 微信客服 that was taken, and did not arrive after all.
FAIL_TYPES = {
    4: Refusal.CLOSED, 5: Refusal.CLOSED, 6: Refusal.FULL, 10: Refusal.BLOCKED,
    1: Refusal.NOT_ALLOWED, 2: Refusal.NOT_ALLOWED, 8: Refusal.NOT_ALLOWED,
}  # fmt: skip


class CallError(Exception):
    """The interface refuses; `code` is its number."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code, self.text = code, text


class LineError(Exception):
    """It was surely not obeyed: the line is down, or the interface is. Try again later."""


class UnclearError(Exception):
    """It may have been obeyed: no answer came, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It was taken, under that name; `card_pass` changes the card that it is, once."""

    wire_id: str = ""
    card_pass: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """It is refused for good; `who` is the colleague who talks with the customer there."""

    why: Refusal
    who: str = ""


@dataclass(frozen=True, slots=True)
class Strange:
    """It is refused by a number that we do not know.

    Of a message that may have arrived before under the same name that is what is said of names
    that were used: which number it has stands nowhere.
    """

    code: int


@dataclass(frozen=True, slots=True)
class Later:
    """Try again after so many seconds; `ours`: the account itself is refused."""

    seconds: float
    ours: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been taken."""


Outcome = Sent | Refused | Strange | Later | Unknown


def outcome_of(error: CallError | LineError | UnclearError) -> Outcome:
    """What a call that failed means for the message that was sent."""
    if isinstance(error, LineError):
        return Later(BUSY)
    if isinstance(error, UnclearError):
        return Unknown()
    if error.code in CUSTOMERS:
        return Refused(CUSTOMERS[error.code])
    if error.code in LATER:
        return Later(LATER[error.code])
    if error.code in OURS or error.code in TOKEN:  # a token that was just renewed
        return Later(REST, error.code)
    return Refused(Refusal.NOT_TAKEN) if error.code in CONTENT else Strange(error.code)
