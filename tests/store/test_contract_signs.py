"""Whatever signs people send: none of them is lost, and none holds the others up."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Figures, Reply
from bot.records.case import State
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.store.rows import ACCOUNT, CHAT, add_case, due, handled, material, sent

# The sign of number 0, the one that stands for it in PostgreSQL, and what looks like either.
ODD = "电\0费\ufdd0高\ufdd00\ufdd01\0001了\\u0000\\\\u0000"


def test_a_text_of_any_signs_comes_back_as_it_was(store: Store) -> None:
    store.inbox.receive("test", [("1", ODD)], NOW)
    assert handled(store).payload == ODD
    store.accounts.put_account(replace(ACCOUNT, holder_name=ODD))
    case = add_case(store, question=ODD)
    store.materials.put(case.number, material("m1", ODD))
    store.cases.change(case, replace(case, state=State.CONTACTED, rejected=ODD), NOW, ODD)
    store.audit.add(NOW, ODD, "b", ODD, ODD)
    found = store.cases.get(case.number)
    assert found is not None
    assert (found.question, found.rejected) == (ODD, ODD)
    assert [one.text for one in store.materials.of_case(case.number)] == [ODD]
    account = store.accounts.get(ACCOUNT.account_no)
    assert account is not None
    assert account.holder_name == ODD
    trail = store.audit.verify()
    assert (trail.broken_at, trail.altered, trail.records) == (None, (), ())


def test_a_message_of_any_signs_waits_is_sent_and_taken_back(store: Store) -> None:
    store.outbox.put("k1", CHAT, Reply(ODD, secret=True), NOW)
    store.outbox.put("k2", CHAT, Reply(ODD, figures=Figures("4100000123", "")), NOW)
    assert [one.key for one in sent(store, "k1")] == ["k1"]
    assert store.outbox.take_back(CHAT, "4100000123") == (("k2", ""),)
    assert due(store, NOW) == []
