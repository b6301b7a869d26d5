"""What is wrong with how the office was set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class SentenceError(Exception):
    """Something that a person must do something about.

    As text it is English, for logs; `told` says it in the reader's language.

    Args:
        sentence: a source sentence, which is collected for translation where it stands.
        figures: what its blanks are filled with.
    """

    def __init__(self, sentence: str, **figures: object) -> None:
        super().__init__(sentence.format(**figures) if figures else sentence)
        self._sentence, self._figures = sentence, figures

    @classmethod
    def of(cls, text: str) -> Self:
        """One whose text is told as it is."""
        return cls("{text}", text=text)

    def told(self, say: Callable[..., str]) -> str:
        """What is wrong and what to do, as `say` says it; of a chain each part."""
        if not self._figures:
            return say(self._sentence.replace("{", "{{").replace("}", "}}"))
        parts = {
            name: one.told(say) if isinstance(one, SentenceError) else one
            for name, one in self._figures.items()
        }
        return say(self._sentence, **parts)


def in_words(error: Exception, say: Callable[..., str]) -> str:
    """What an error says, in the reader's language where it has one."""
    return error.told(say) if isinstance(error, SentenceError) else str(error)


class SettingsError(SentenceError, ValueError):
    """A setting is missing or wrong; the message names it and says what to do."""


class NotInstalledError(Exception):
    """Something that comes with an extra of the package; the message is the extra's name."""
