"""What is wrong with how the office was set up."""

from __future__ import annotations

from typing import Self


class SentenceError(Exception):
    """Something that a person must do something about.

    As text it is English, for logs; `bot.wording.faults` says it in the reader's language.

    Attributes:
        clause: a source sentence, which is collected for translation where it stands.
        figures: what its blanks are filled with. A figure may be another error, whose clause
            it tells.
    """

    def __init__(self, clause: str, **figures: object) -> None:
        super().__init__(clause.format(**figures) if figures else clause)
        self.clause, self.figures = clause, figures

    @classmethod
    def of(cls, text: str) -> Self:
        """One whose text is told as it is."""
        return cls("{text}", text=text)


class SettingsError(SentenceError, ValueError):
    """A setting is missing or wrong; the message names it and says what to do."""


class NotInstalledError(Exception):
    """Something that comes with an extra of the package; the message is the extra's name."""
