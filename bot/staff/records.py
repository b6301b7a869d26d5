"""A conversation that is forwarded as one (聊天记录): one case, with its speakers told apart."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.came import Quoted
from bot.contract.characters import bare
from bot.contract.messages import MessageKind, Outcome
from bot.hearing.heard import hear
from bot.staff import forwards, remarks
from bot.staff.turn import StaffTurn

COLLEAGUE = "colleague"  # the kind of an origin that bears the name of somebody who works here


def recorded(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Each thing that was said goes into one case, under the name of whoever said it.

    It is opened by what a customer says first: whoever bears no name of a colleague. Whose account
    it is that customer says, nobody else who speaks there.
    """
    colleagues = {bare(one.name) for one in turn.store.staff.members()}
    said = [_part(turn, n, one, colleagues) for n, one in enumerate(turn.message.parts)]
    first = next((one for one in said if not _is_colleague(one)), None)
    if first is None:
        return (remarks.ours_first(turn),)
    told = forwards.forwarded(first)
    item = forwards.material(first)
    number = turn.store.materials.latest_case(
        item.chat, turn.message.sender, item.origin, item.received_at
    )
    for one in said:
        case = turn.store.cases.get(number) if number else None
        if one is not first and case is not None:
            forwards.take_in(
                one, case, forwards.material(one), whose=_writer(one) == _writer(first)
            )
    return told


def _writer(turn: StaffTurn) -> str:
    return turn.message.origin.name if turn.message.origin else ""


def _is_colleague(turn: StaffTurn) -> bool:
    return turn.message.origin is not None and turn.message.origin.kind == COLLEAGUE


def _part(turn: StaffTurn, n: int, one: Quoted, colleagues: set[str]) -> StaffTurn:
    """The turn as if that had been forwarded by itself."""
    ours = bare(one.origin.name) in colleagues
    origin = replace(one.origin, kind=COLLEAGUE) if ours else one.origin
    message = replace(
        turn.message, kind=MessageKind.TEXT, text=one.text, origin=origin, parts=(),
        message_id=f"{turn.message.message_id}.{n}",
    )  # fmt: skip
    return replace(turn, message=message, heard=hear(one.text, origin.said_at.date()))
