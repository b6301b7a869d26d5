"""What can be said of a zip or an old Office container before it is opened: lock, cut, size."""

from __future__ import annotations

import io
import zipfile

from bot.intake.codes import FileCode, IntakeError

ZIP, OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_PARTS = {"[Content_Types].xml", "mimetype"}
_ENCRYPTED = 0x1
_LOCKED_NAMES = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
_BIFF8_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS, _RECORDS_LOOKED_AT = 0x2F, 12
_SECTOR = 512
_UTF8_NAME = 0x800
_OTHER_PARTS = {"word/": "word", "ppt/": "slides"}
_OTHER_STREAMS = {
    "WordDocument".encode("utf-16-le"): "word",
    "PowerPoint Document".encode("utf-16-le"): "slides",
}


def unpacked(content: bytes) -> int:
    """How many bytes a zip says it unpacks to: a bomb is told before it goes off.

    Raises:
        IntakeError: it is cut off, or locked.
    """
    if not content.startswith(b"PK"):
        return 0
    with _opened(content) as archive:
        if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
            raise IntakeError(FileCode.PASSWORD)
        return sum(entry.file_size for entry in archive.infolist())


def is_zip_of_files(content: bytes) -> bool:
    """Whether it is a zip with files in it, not a workbook, which is a zip too."""
    if not content.startswith(ZIP):
        return False
    with _opened(content) as archive:
        return not _WORKBOOK_PARTS & set(archive.namelist())


def other_document(content: bytes) -> str:
    """Which other kind of Office file it is: word, slides; empty for a workbook."""
    if content.startswith(OFFICE):
        return next((kind for name, kind in _OTHER_STREAMS.items() if name in content), "")
    if not content.startswith(ZIP):
        return ""
    with _opened(content) as archive:
        starts = {name.partition("/")[0] + "/" for name in archive.namelist()}
    return next((kind for start, kind in _OTHER_PARTS.items() if start in starts), "")


def files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in a zip, without folders and what a Mac adds."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir()
        and not entry.filename.startswith("__MACOSX/")
        and not entry.filename.rsplit("/", 1)[-1].startswith(".")
    ]


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name; Windows writes it in the code page of the country without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def refuse_locked(content: bytes) -> None:
    """Nothing where an old Office container is whole and open.

    Raises:
        IntakeError: it has a password, or its end is missing.
    """
    if not content.startswith(OFFICE):
        return
    if any(name in content for name in _LOCKED_NAMES) or _has_file_pass(content):
        raise IntakeError(FileCode.PASSWORD)
    directory = int.from_bytes(content[48:52], "little")
    tables = int.from_bytes(content[44:48], "little")
    first_table = int.from_bytes(content[76:80], "little") if tables else 0
    for sector in (directory, first_table):
        if len(content) < (sector + 1) * _SECTOR:
            raise IntakeError(FileCode.CUT_OFF)


def _has_file_pass(content: bytes) -> bool:
    place = content.find(_BIFF8_START)
    for _ in range(_RECORDS_LOOKED_AT if place >= 0 else 0):
        kind = int.from_bytes(content[place : place + 2], "little")
        if kind == _FILE_PASS:
            return True
        place += 4 + int.from_bytes(content[place + 2 : place + 4], "little")
    return False


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        # The list of what is in a zip stands at its end.
        raise IntakeError(FileCode.CUT_OFF) from error
