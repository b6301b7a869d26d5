"""YAML as its authors mean it: no key stands twice, and only true and false are truth values."""

from __future__ import annotations

import re
from typing import Any

from tariff_rules.errors import TariffRulesError

BOOL = "tag:yaml.org,2002:bool"
_TRUTH = (BOOL, re.compile("true|false"))
DEEPEST, MOST = 100, 200_000  # nesting; values in all, with what is said by reference written out
_BRACKET = re.compile(r"[\[\]{}]")
_ENTRIES = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")


class YamlError(TariffRulesError, ValueError):
    """A text that is no YAML, or none that its author can have meant."""


def read_yaml(text: str) -> Any:
    """The value of a YAML (or JSON) text.

    Raises:
        YamlError: with the line, where the text is no YAML or a key stands twice in a mapping;
            also where it is nested or multiplied without reason.
    """
    import yaml  # noqa: PLC0415 - only a process that reads a file pays for the parser

    _refuse_depth(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    # YAML 1.1 also takes on, off, yes and no for truth values, and "on" is one of our facts.
    loader.yaml_implicit_resolvers = {
        first: [_TRUTH if tag == BOOL else (tag, pattern) for tag, pattern in resolvers]
        for first, resolvers in loader.yaml_implicit_resolvers.items()
    }
    try:
        node = loader.get_single_node()
        _refuse_repeated_keys(node, [0])
        return None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlError(
            "line {line}: this is no YAML: {problem}",
            line=mark.line + 1 if mark else 1,
            problem=getattr(error, "problem", None) or error,
        ) from error
    except RecursionError:
        raise YamlError("something in it refers to itself") from None


def _refuse_depth(text: str) -> None:
    """Before it is parsed: the parser itself would end the process."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise YamlError("is nested more than {deepest} deep", deepest=DEEPEST)
    if _ENTRIES.search(text):
        raise YamlError("is nested more than {deepest} deep", deepest=DEEPEST)


def _refuse_repeated_keys(node: Any, count: list[int]) -> None:
    if node is None or isinstance(node.value, str):
        return
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
        _refuse_repeated_keys(value, count)
