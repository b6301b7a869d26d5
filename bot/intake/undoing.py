"""What an import changed is put back, in pieces like those in which it came.

Between two pieces the chats have their turn. All of it is put back or nothing: it is tried first,
and should somebody change a record meanwhile, what was put back comes again. Where the process
ends over it, the next import, or the next undoing, goes on.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial

from bot.store.imports import CannotUndoError, Import
from bot.store.port import Database, GiveWay, Store

AT_ONCE = 400  # records


async def undo(database: Database, number: int, now: datetime, actor: str) -> int:
    """Put back what an import changed; how many records that were.

    Args:
        database: the store.
        number: of the import.
        now: the moment.
        actor: as the audit trail names who does it.

    Raises:
        CannotUndoError: it cannot be; nothing was changed.
    """
    async with database.importing() as give_way:
        found = await database.read(partial(_standing, number))
        await _try_all(database, number, give_way)
        await _undo(database, found, now, actor, give_way)
    return found.changes


async def end_unfinished(database: Database, now: datetime, give_way: GiveWay) -> None:
    """What was cut off, an import or the undoing of one, leaves nothing behind.

    It must be one's own turn to import. What cannot be put back any more, because a chat or a case
    needs it, stays as an import that can be seen, and undone later.
    """
    for number in await database.read(lambda store: store.imports.unfinished()):
        found = await database.read(partial(_standing, number))
        with suppress(CannotUndoError):
            await _undo(database, found, now, "system", give_way)


def _standing(number: int, store: Store) -> Import:
    for one in store.imports.all():
        if one.number == number and one.undone_at is None:
            return one
    raise CannotUndoError(changed_since=False)


async def _try_all(database: Database, number: int, give_way: GiveWay) -> None:
    """Put back each piece and take that back at once, to see whether it can be.

    Raises:
        CannotUndoError: it cannot.
    """
    places: list[int | None] = [None]

    def tried(store: Store) -> None:
        places.append(store.imports.put_back(number, AT_ONCE, places[-1]))
        raise _OnlyTriedError

    while len(places) == 1 or places[-1] is not None:
        with suppress(_OnlyTriedError):
            await database.note(tried)
        await give_way()


async def _undo(
    database: Database, found: Import, now: datetime, actor: str, give_way: GiveWay
) -> None:
    """Put all back; where that ends midway, nothing."""
    try:
        while await database.note(partial(_piece_back, found.number)) is not None:
            await give_way()
    except CannotUndoError:
        with suppress(CannotUndoError):  # changed twice within seconds: a later call goes on
            while await database.note(partial(_piece_again, found.number)) is not None:
                await give_way()
        await database.write(lambda store: store.imports.leave(found.number))
        raise
    await database.write(partial(_end, found, now, actor))


def _end(found: Import, now: datetime, actor: str, store: Store) -> None:
    store.imports.end_undo(found.number, now)
    detail = f"{found.changes} records"
    store.audit.add(now, actor, "import_undone", str(found.number), detail)


def _piece_back(number: int, store: Store) -> int | None:
    return store.imports.put_back(number, AT_ONCE)


def _piece_again(number: int, store: Store) -> int | None:
    return store.imports.put_again(number, AT_ONCE)


class _OnlyTriedError(Exception):
    """Ends a transaction whose only purpose was to see whether it can be."""
