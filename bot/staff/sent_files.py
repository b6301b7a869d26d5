"""A table that is sent to the desk is offered for import: checked first, then one button."""

from __future__ import annotations

from bot.cases.roles import May, may
from bot.contract.messages import Button, MessageKind, Outcome, Reply
from bot.records.sent_file import FileState, SentFile
from bot.staff.turn import StaffTurn, number_in
from bot.wording.catalogue import Words

VERB = "file"
_TAKE, _DROP = "take", "drop"
_TABLES = (".xlsx", ".xls", ".csv", ".xlsm", ".xlsb", ".ods", ".et", ".zip", ".txt", ".tsv")


def is_one(turn: StaffTurn) -> bool:
    """Whether the message is a table of somebody who may import it."""
    message = turn.message
    is_table = message.file_name.lower().endswith(_TABLES)
    is_file = message.kind is MessageKind.OTHER and bool(message.file_id)
    return is_file and is_table and not message.group and may(turn.staff.role, May.IMPORT)


def sent(turn: StaffTurn) -> tuple[Outcome, ...]:
    """It is kept to be checked; what it would change is told a moment later."""
    say, message = turn.say, turn.message
    file = SentFile(0, message.chat, turn.id, message.file_id, message.file_name)
    turn.store.sent_files.add(file, turn.now)
    return (
        Reply(
            say("{file} is being checked; nothing is stored yet.", file=message.file_name),
            say(
                "In a moment you are told what it would change, with a button to import it. To "
                "put the file into a case, send it in reply to the sheet of the case."
            ),
        ),
    )


def buttons(say: Words, file: SentFile) -> tuple[Button, ...]:
    """Below what the file would change."""
    return (
        Button(say("Import it"), f"{VERB}:{_TAKE}:{file.number}"),
        Button(say("Do not import it"), f"{VERB}:{_DROP}:{file.number}"),
    )


def pressed(turn: StaffTurn, verb: str, number: str) -> tuple[Outcome, ...]:
    """One of the buttons; each works once, and for who sent the file."""
    say, files = turn.say, turn.store.sent_files
    known = number_in(number)
    file = None if known is None else files.get(known)
    mine = file is not None and file.staff_id == turn.id and may(turn.staff.role, May.IMPORT)
    if file is None or not mine:
        return (Reply(say("That file is done with. Send it again.")),)
    if verb == _DROP:
        files.remove(file.number)
        return (Reply(say("{file} was not imported; nothing was stored.", file=file.name)),)
    if file.state is FileState.OFFERED:
        files.put_state(file.number, FileState.WANTED)
        turn.note("import_wanted", str(file.number), file.name)
    return (Reply(say("{file} is being imported; you are told when it is done.", file=file.name)),)
