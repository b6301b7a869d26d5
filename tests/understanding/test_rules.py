"""Each rule of figures and names reads its own examples, and leaves what only looks like them."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.hearing.entity import Rule
from bot.hearing.figures_by_company import COMPARED, LIKE_A_READING
from bot.hearing.grammar import entities_in
from bot.hearing.normalise import plain
from bot.hearing.proposal import PROPOSED
from bot.hearing.rules import RULES, WEAK

ALL = (*RULES, *WEAK)
READS = [(rule, text, wanted) for rule in ALL for text, wanted in rule.reads.items()]
LEAVES = [(rule, text) for rule in ALL for text in rule.leaves]


def test_no_two_rules_have_one_name() -> None:
    names = [*(rule.name for rule in ALL), COMPARED, LIKE_A_READING, PROPOSED]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_rule_shows_what_it_is_for() -> None:
    assert [rule.name for rule in ALL if not rule.reads or not rule.leaves] == []


@pytest.mark.parametrize(
    ("rule", "text", "wanted"), READS, ids=lambda part: getattr(part, "name", part)
)
def test_a_rule_reads_its_own_examples(rule: Rule, text: str, wanted: str) -> None:
    taken = [entity for entity in entities_in(text) if entity.rule == rule.name]
    values = ["" if entity.value is None else entity.value for entity in taken]
    shown = [f"{entity.text} = {v}".strip() for entity, v in zip(taken, values, strict=True)]
    assert shown == [wanted]


@pytest.mark.parametrize(("rule", "text"), LEAVES, ids=lambda part: getattr(part, "name", part))
def test_a_rule_leaves_what_only_looks_like_its_own(rule: Rule, text: str) -> None:
    assert list(rule.found_in(plain(text))) == []
    assert [entity for entity in entities_in(text) if entity.rule == rule.name] == []
