"""YAML as its authors mean it: no key stands twice, and only true and false are truth values."""

from __future__ import annotations

import re
from typing import Any

BOOL = "tag:yaml.org,2002:bool"
_TRUTH = (BOOL, re.compile("true|false"))


def read_yaml(text: str) -> Any:
    """The value of a YAML (or JSON) text.

    Raises:
        ValueError: with the line, where the text is no YAML or a key stands twice in a mapping.
    """
    import yaml  # noqa: PLC0415 - only a process that reads a file pays for the parser

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    # YAML 1.1 also takes on, off, yes and no for truth values, and "on" is one of our facts.
    loader.yaml_implicit_resolvers = {
        first: [_TRUTH if tag == BOOL else (tag, pattern) for tag, pattern in resolvers]
        for first, resolvers in loader.yaml_implicit_resolvers.items()
    }
    try:
        node = loader.get_single_node()
        _refuse_repeated_keys(node)
        return None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _refuse_repeated_keys(node: Any) -> None:
    if node is None or isinstance(node.value, str):
        return
    seen = set()
    for entry in node.value:
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        if key is not None and isinstance(key.value, str):
            if key.value in seen:
                raise ValueError(f"line {key.start_mark.line + 1}: {key.value} stands here twice")
            seen.add(key.value)
        _refuse_repeated_keys(value)
