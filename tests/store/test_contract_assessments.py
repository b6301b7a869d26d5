"""An assessment is one person's and one month's, and stands as it was put last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.records.assessment import Assessment
from bot.store.port import Store
from tests.dialogue.conversation import NOW

MONTH = date(2018, 12, 1)


def test_it_stands_as_it_was_put_last(store: Store) -> None:
    first = store.assessments.get(2, MONTH)
    assert first == Assessment(2, MONTH)
    seen = replace(first, seen_at=NOW, objection="TS20181222001")
    decided = replace(seen, decision="谈话", decided_by=1, decided_at=NOW)
    for one in (seen, decided):
        store.assessments.put(one)
        assert store.assessments.get(2, MONTH) == one
    assert store.assessments.get(3, MONTH) == Assessment(3, MONTH)
    assert store.assessments.get(2, date(2019, 1, 1)) == Assessment(2, date(2019, 1, 1))
