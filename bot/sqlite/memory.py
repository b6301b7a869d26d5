"""A chat's memory as JSON; also in rows of older versions, where one field held action or text."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.contract.messages import Action, MessageKind, Reply
from bot.contract.neutral import decoded, encoded
from bot.contract.said import Claim
from bot.records.memory import Awaited, Held, Memory, Picture, Question, Remark

Row = dict[str, Any]


def row_of(memory: Memory) -> Row:
    """What is stored; empty where nothing is remembered."""
    picture = memory.picture and {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in asdict(memory.picture).items()
    }
    row = {
        "binding": memory.claim and asdict(memory.claim),
        "pending": memory.question and asdict(memory.question),
        "last": memory.last,
        "shown": memory.shown,
        "missed": memory.misses,
        "photo": picture,
        "desk": memory.awaited and memory.awaited.verb,
        "case": memory.awaited and memory.awaited.case_number,
        "seen": memory.awaited and memory.awaited.seen,
        "pressed_at": memory.awaited
        and memory.awaited.pressed_at
        and memory.awaited.pressed_at.isoformat(),
        "earlier": memory.awaited
        and [(one.verb, one.case_number, one.seen) for one in memory.awaited.earlier],
        "remark": memory.remark and _row_of(memory.remark),
        "before": memory.before and _row_of(memory.before),
        "listed": memory.listed,
        "months": memory.months,
        "asked": memory.asked,
        "matter": memory.matter,
        "said": memory.said,
        "kin": memory.kin,
        "steps": memory.steps,
        "child": memory.child,
        "menu": memory.menu,
        "held": [[one.at.isoformat(), encoded(one.reply)] for one in memory.held],
    }
    return {name: value for name, value in row.items() if value}


def memory_of(row: Row) -> Memory:
    """What was stored."""
    return Memory(
        claim=Claim(**row["binding"]) if "binding" in row else None,
        question=_question(row.get("pending")),
        last=_action(row.get("last")),
        shown=_month(row.get("shown")),
        misses=int(row.get("missed", 0)),
        picture=_picture(row["photo"]) if row.get("photo") else None,
        awaited=_awaited(row) if row.get("desk") else None,
        remark=_remark(row["remark"]) if row.get("remark") else None,
        before=_remark(row["before"]) if row.get("before") else None,
        listed=row.get("listed", ""),
        months=tuple((year, month) for year, month in row.get("months", ())),
        asked=row.get("asked", ""),
        matter=row.get("matter", ""),
        said=row.get("said", ""),
        kin=row.get("kin", ""),
        steps=row.get("steps", ""),
        child=row.get("child", False),
        menu=tuple((label, action) for label, action in row.get("menu", ())),
        held=tuple(_held(at, what) for at, what in row.get("held", ())),
    )


def _awaited(row: Row) -> Awaited:
    earlier = tuple(Awaited(*one) for one in row.get("earlier", ()))
    pressed = row.get("pressed_at")
    at = datetime.fromisoformat(pressed) if pressed else None
    return Awaited(row["desk"], row["case"], row.get("seen", ""), earlier, at)


def _row_of(remark: Remark) -> Row:
    return {**asdict(remark), "sent_at": remark.sent_at.isoformat()}


def _remark(stored: Row) -> Remark:
    return Remark(
        stored["text"],
        datetime.fromisoformat(stored["sent_at"]),
        MessageKind(stored.get("kind", MessageKind.TEXT)),
        stored.get("file_id", ""),
        stored.get("message_id", ""),
    )


def _held(at: str, what: Row) -> Held:
    reply = decoded(what)
    if not isinstance(reply, Reply):
        raise TypeError(f"held: {type(reply).__name__}")
    return Held(reply, datetime.fromisoformat(at))


def _question(stored: Row | str | None) -> Question | None:
    if not stored:
        return None
    if isinstance(stored, str):
        action = _action(stored)
        return Question(action, "" if action else stored)
    return Question(
        _action(stored["action"]), stored["words"], stored["account_no"], _month(stored["month"])
    )


def _picture(stored: Row) -> Picture:
    kwh, amount = stored["kwh"], stored["amount"]
    return Picture(
        stored["account_no"] or "",
        _month(stored["month"]),
        None if kwh is None else Decimal(kwh),
        None if amount is None else Decimal(amount),
        stored["file_id"],
        stored["message_id"],
    )


def _action(stored: str | None) -> Action | None:
    return Action(stored) if stored in set(Action) else None


def _month(stored: list[int] | None) -> tuple[int, int] | None:
    return (stored[0], stored[1]) if stored else None
