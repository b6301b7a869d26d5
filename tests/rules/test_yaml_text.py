"""What is wrong in a YAML text is told in words for whoever wrote it, by either parser."""

from __future__ import annotations

import pytest
import yaml

from tariff_rules.yaml_text import YamlError, read_yaml

WRONG = {
    "a: [1,\nb: 2": "not closed",
    'a: "x': "not closed",
    "a: {b: 1\nc: 2}": "not closed",
    "a: 1\nb\n": "missing",
    "a:\n\t- b": "a tab",
    "a: b: c": "quotation marks",
    "- a\nb: 1": "indentation",
    "a: 1\n b: 2": "indentation",
    "a: @x": "quotation marks",
    "a: *x": "quotation marks",
    "a: %x": "quotation marks",
    "a: !!python/x 1": "quotation marks",
    "a: 'x' y": "indentation",
    'a: "C:\\q"': "backslash",
    "a: b\x01": "no text holds",
    "a: 2018-02-30": "a date",
    "a: &a [*a]": "itself",
    "a: &a\n  <<: *a": "itself",
    "a:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 200)): "nested",
    "a:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 1400)): "nested",
    "[" * 200 + "]" * 200: "nested",
    "\n".join(
        ["0: &0 [x, x]", *(f"{n}: &{n} [{f'*{n - 1}, ' * 9}]" for n in range(1, 7))]
    ): "too often",
}


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
def test_the_words_are_ours_and_not_the_parser_s(
    parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "SafeLoader":  # where PyYAML was built without the library in C
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    for text, meant in WRONG.items():
        with pytest.raises(YamlError, match=meant) as caught:
            read_yaml(text)
        assert "no YAML" not in str(caught.value), text


def test_the_line_is_named() -> None:
    with pytest.raises(YamlError, match=r"^line 3: "):
        read_yaml("a: 1\nb: 2\nc: @x\n")
