"""YAML as its authors mean it: no key stands twice, and only true and false are truth values."""

from __future__ import annotations

import re
from typing import Any

from tariff_rules.errors import TariffRulesError

BOOL = "tag:yaml.org,2002:bool"
_TRUTH = (BOOL, re.compile("true|false"))
DEEPEST, MOST = 100, 50_000  # nesting; values in all, with what is said by reference written out
_BRACKET = re.compile(r"[\[\]{}]")
_ENTRIES = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")


class YamlError(TariffRulesError, ValueError):
    """A text that is no YAML, or none that its author can have meant."""


_DEEP = YamlError("is nested more than {deepest} deep", deepest=DEEPEST)
_ITSELF = YamlError("something in it refers to itself")
_TAB = re.compile(r" *\t")
_TABBED = YamlError("a tab stands at its beginning; indent it with spaces")
_OPEN = YamlError("a bracket, a quotation mark or a colon before it is missing or not closed")
_INDENT = YamlError("its indentation does not fit the lines above; or a value with a colon or a "
                    "dash in it stands there without quotation marks")  # fmt: skip
_QUOTE = YamlError("a value that begins with a sign such as @ % * & ! stands in quotation marks")
_SIGN = YamlError("a sign stands in it that no text holds")
_VERSION = YamlError("leave away what stands before ---, such as %YAML 1.2")
# What the words of either parser mean, by their beginning; the first that fits.
_MEANT = {
    "found character": _QUOTE,
    "found undefined": _QUOTE,
    "could not determine a constructor": _QUOTE,
    "found unknown escape": YamlError("a backslash stands in double quotation marks; use single"),
    "found unexpected": _OPEN,
    "did not find expected node": _OPEN,
    "expected the node content": _OPEN,
    "did not find expected ',' or": _OPEN,
    "expected ',' or": _OPEN,
    "could not find expected ':'": _OPEN,
    "mapping values are not allowed": _INDENT,
    "block sequence entries are not": _INDENT,
    "sequence entries are not allowed": _INDENT,
    "did not find expected": _INDENT,
    "expected <block end>": _INDENT,
    "unacceptable character": _SIGN,
    "control characters": _SIGN,
    "found unhashable key": YamlError("what stands before a colon is a list or a group itself"),
    "but found another document": YamlError("a second text begins there (---); write one only"),
    "found incompatible YAML": _VERSION,
    "found duplicate %YAML": _VERSION,
    "found duplicate %TAG": _VERSION,
}


def read_yaml(text: str) -> Any:
    """The value of a YAML (or JSON) text.

    Raises:
        YamlError: with the line, where the text is no YAML or a key stands twice in a mapping;
            also where it is nested or multiplied without reason.
    """
    import yaml  # noqa: PLC0415 - only a process that reads a file pays for the parser

    _refuse_depth(text)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        # YAML 1.1 also takes on, off, yes and no for truth values, and "on" is one of our facts.
        loader.yaml_implicit_resolvers = {
            first: [_TRUTH if tag == BOOL else (tag, pattern) for tag, pattern in resolvers]
            for first, resolvers in loader.yaml_implicit_resolvers.items()
        }
        node = loader.get_single_node()
        _refuse_repeated_keys(node, [0])
        return None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise _told(text, error) from error
    except YamlError:
        raise
    except ValueError as error:  # 2018-02-30, which looks like a date
        raise YamlError("a date or a number in it is none that there is") from error
    except RecursionError:
        raise _DEEP from None


def _told(text: str, error: Exception) -> YamlError:
    """What is wrong in which line, in words for whoever wrote it."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    problem = str(getattr(error, "problem", None) or error)
    if _TAB.match("".join(text.splitlines()[line : line + 1])):
        return YamlError("line {line}: {problem}", line=line + 1, problem=_TABBED)
    for beginning, meant in _MEANT.items():
        if problem.startswith(beginning):
            return YamlError("line {line}: {problem}", line=line + 1, problem=meant)
    return YamlError("line {line}: this is no YAML", line=line + 1)


def _refuse_depth(text: str) -> None:
    """Before it is parsed: the parser itself would end the process."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise _DEEP
    if _ENTRIES.search(text):
        raise _DEEP


def _refuse_repeated_keys(node: Any, count: list[int], above: tuple[int, ...] = ()) -> None:
    if node is None or isinstance(node.value, str):
        return
    if id(node) in above:
        raise _ITSELF
    if len(above) > DEEPEST:
        raise _DEEP
    seen = set()
    for entry in node.value:
        count[0] += 1
        if count[0] > MOST:
            raise YamlError(
                "holds more than {most} values, or refers to the same too often", most=MOST
            )
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        if key is not None and isinstance(key.value, str):
            if key.value in seen:
                raise YamlError(
                    "line {line}: {key} stands here twice",
                    line=key.start_mark.line + 1,
                    key=key.value,
                )
            seen.add(key.value)
        _refuse_repeated_keys(value, count, (*above, id(node)))
