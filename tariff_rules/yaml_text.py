"""YAML as its authors mean it: no key stands twice, and only true and false are truth values."""

from __future__ import annotations

import re
from typing import Any

BOOL = "tag:yaml.org,2002:bool"
_TRUTH = (BOOL, re.compile("true|false"))
DEEPEST, MOST = 100, 200_000  # nesting; values in all, with what is said by reference written out
_BRACKET = re.compile(r"[\[\]{}]")
_ENTRIES = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")


def read_yaml(text: str) -> Any:
    """The value of a YAML (or JSON) text.

    Raises:
        ValueError: with the line, where the text is no YAML or a key stands twice in a mapping;
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
        raise ValueError(str(error)) from error
    except RecursionError:
        raise ValueError("something in it refers to itself") from None


def _refuse_depth(text: str) -> None:
    """Before it is parsed: the parser itself would end the process."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise ValueError(f"is nested more than {DEEPEST} deep")
    if _ENTRIES.search(text):
        raise ValueError(f"is nested more than {DEEPEST} deep")


def _refuse_repeated_keys(node: Any, count: list[int]) -> None:
    if node is None or isinstance(node.value, str):
        return
    seen = set()
    for entry in node.value:
        count[0] += 1
        if count[0] > MOST:
            raise ValueError(f"holds more than {MOST} values, or refers to the same too often")
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        if key is not None and isinstance(key.value, str):
            if key.value in seen:
                raise ValueError(f"line {key.start_mark.line + 1}: {key.value} stands here twice")
            seen.add(key.value)
        _refuse_repeated_keys(value, count)
