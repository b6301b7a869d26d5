"""The fields of a body, each looked at; what is wrong is said with its name."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.contract.month import Month

Body = dict[str, Any]
MOST_KWH = Decimal(1_000_000)


class WrongBodyError(Exception):
    """The body cannot be used; the message names the field and says what to write."""


def body_of(text: bytes) -> Body:
    """The body as an object.

    Raises:
        WrongBodyError: it is none.
    """
    try:
        body = json.loads(text)
        json.dumps(body, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError):
        raise WrongBodyError("the body is no JSON that can be read") from None
    if not isinstance(body, dict):
        raise WrongBodyError("the body should be an object")
    return body


def only(body: Body, *names: str) -> None:
    """No other fields.

    Raises:
        WrongBodyError: names the first.
    """
    if more := sorted(set(body) - set(names)):
        raise WrongBodyError(f"{more[0][:40]}: there is no such field; known: {', '.join(names)}")


def text_of(body: Body, name: str, longest: int = 20) -> str:
    """A text that is there.

    Raises:
        WrongBodyError: it is not, or it is too long.
    """
    text = body.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > longest:
        raise WrongBodyError(f"{name}: write a text of 1 to {longest} characters")
    return text.strip()


def month_of(body: Body) -> Month | None:
    """The month of a bill, as in 2018-12; None where none is named.

    Raises:
        WrongBodyError: it is no month.
    """
    if "bill" not in body:
        return None
    year, _, month = str(body["bill"]).partition("-")
    well = year.isascii() and year.isdigit() and len(year) == 4 and len(month) == 2
    if not (well and month.isascii() and month.isdigit() and 1 <= int(month) <= 12):
        raise WrongBodyError("bill: write a month, as in 2018-12")
    return Month(int(month), int(year))


def kwh_of(body: Body) -> Decimal:
    """Some kWh, as an exact decimal in quotation marks.

    Raises:
        WrongBodyError: it is none, or too many.
    """
    text = body.get("kwh")
    try:
        kwh = Decimal(text) if isinstance(text, str) and len(text) <= 12 else Decimal("NaN")
    except InvalidOperation:
        kwh = Decimal("NaN")
    if not (kwh.is_finite() and 0 <= kwh <= MOST_KWH and kwh == round(kwh, 3)):
        raise WrongBodyError('kwh: write an exact decimal in quotation marks, such as "300"')
    return kwh
