"""What is pushed, read and written: flat XML, as 服务号 and WeCom have it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from bot.channels.wechat.seal import ForgedError

LARGEST = 65_536  # bytes of a push
_DEEP = 8  # the deepest that the makers nest


class _Reading:
    """The fields of an XML text as they come; a field within another is named `outer.inner`."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._path: list[str] = []

    def begin(self, name: str, _: object) -> None:
        if len(self._path) == _DEEP:
            raise ForgedError
        self._path.append(name)

    def text(self, text: str) -> None:
        if text.strip() or self._name in self.fields:
            self.fields[self._name] = self.fields.get(self._name, "") + text

    def end(self, _: str) -> None:
        self._path.pop()

    @property
    def _name(self) -> str:
        return ".".join(self._path[1:])

    def refuse(self, *_: object) -> None:
        """Nobody who pushes declares a type: entities would follow."""
        raise ForgedError


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of an XML text by their names.

    Raises:
        ForgedError: it is none that the messenger would push: too large, with a document type,
            nested deep, broken.
    """
    if len(body) > LARGEST:
        raise ForgedError
    reading, parser = _Reading(), ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse
    try:
        parser.Parse(body, True)
    except ExpatError:
        raise ForgedError from None
    return {name: text for name, text in reading.fields.items() if name}


def xml_of(fields: Mapping[str, str]) -> str:
    """The fields as XML."""
    inside = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items())
    return f"<xml>{inside}</xml>"
