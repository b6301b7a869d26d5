"""Each rule of figures, names and spans reads its own examples, and leaves what only looks so."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bot.hearing.entity import Rule
from bot.hearing.figures_by_company import COMPARED, LIKE_A_READING
from bot.hearing.grammar import entities_in
from bot.hearing.heard import hear
from bot.hearing.normalise import plain
from bot.hearing.proposal import PROPOSED
from bot.hearing.rules import RULES, WEAK
from bot.hearing.span_rule import SpanRule
from bot.hearing.span_rules import RULES as SPAN_RULES

ALL = (*RULES, *WEAK)
TODAY = date(2018, 12, 22)
READS = [(rule, text, wanted) for rule in ALL for text, wanted in rule.reads.items()]
LEAVES = [(rule, text) for rule in ALL for text in rule.leaves]
SPANS = [(rule, text, wanted) for rule in SPAN_RULES for text, wanted in rule.reads.items()]
NO_SPANS = [(rule, text) for rule in SPAN_RULES for text in rule.leaves]


def named(part: object) -> str:
    """A rule by its name, a text as it is."""
    return str(getattr(part, "name", part))


def test_no_two_rules_have_one_name() -> None:
    names = [*(rule.name for rule in (*ALL, *SPAN_RULES)), COMPARED, LIKE_A_READING, PROPOSED]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_rule_shows_what_it_is_for() -> None:
    assert [rule.name for rule in (*ALL, *SPAN_RULES) if not rule.reads or not rule.leaves] == []


@pytest.mark.parametrize(("rule", "text", "wanted"), READS, ids=named)
def test_a_rule_reads_its_own_examples(rule: Rule, text: str, wanted: str) -> None:
    taken = [entity for entity in entities_in(text) if entity.rule == rule.name]
    values = ["" if entity.value is None else entity.value for entity in taken]
    shown = [f"{entity.text} = {v}".strip() for entity, v in zip(taken, values, strict=True)]
    assert shown == [wanted]


@pytest.mark.parametrize(("rule", "text"), LEAVES, ids=named)
def test_a_rule_leaves_what_only_looks_like_its_own(rule: Rule, text: str) -> None:
    found = rule.pattern.finditer(plain(text))
    assert [match[0] for match in found if rule.value(match) is not False] == []
    assert [entity for entity in entities_in(text) if entity.rule == rule.name] == []


@pytest.mark.parametrize(("rule", "text", "wanted"), SPANS, ids=named)
def test_a_rule_of_spans_reads_its_own_examples(rule: SpanRule, text: str, wanted: str) -> None:
    taken = [span for span in hear(text, TODAY).spans if span.rule == rule.name]
    shown = [f"{text[s.start : s.end]}: {s.first or ''} .. {s.last}" for s in taken]
    assert [words.replace("  ", " ") for words in shown] == [wanted]


@pytest.mark.parametrize(("rule", "text"), NO_SPANS, ids=named)
def test_a_rule_of_spans_leaves_what_only_looks_like_its_own(rule: SpanRule, text: str) -> None:
    found = rule.pattern.finditer(plain(text))
    assert [match[0] for match in found if rule.days(match, TODAY)] == []
    assert [span for span in hear(text, TODAY).spans if span.rule == rule.name] == []
