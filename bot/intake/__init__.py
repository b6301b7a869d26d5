"""Reads one export file of the office's marketing system and stores its records."""

from bot.intake.codes import FileCode, IntakeError, RowCode
from bot.intake.importer import ImportReport, import_file
from bot.intake.parsing import ParsedFile, read_file
from bot.intake.rows import IssueKind, RowIssue

__all__ = [
    "FileCode",
    "ImportReport",
    "IntakeError",
    "IssueKind",
    "ParsedFile",
    "RowCode",
    "RowIssue",
    "import_file",
    "read_file",
]
