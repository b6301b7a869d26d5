"""Where the papers of cases stand, in every store."""

from __future__ import annotations

from bot.contract.card import Card, Paper
from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.store.rows import CHAT, DAY, OTHER, add_case


def staffed(store: Store) -> tuple[str, int]:
    """A case, and the number of somebody of the staff to whom it is shown."""
    store.staff.invite("token", Role.CLERK, "王芳", "admin", NOW, NOW + DAY)
    who = store.staff.redeem("token", Chat("test", "9"), NOW)
    assert who is not None
    return add_case(store).number, who.id


def test_the_newest_message_of_a_paper_in_a_chat_and_topic_is_the_living_one(store: Store) -> None:
    number, who = staffed(store)
    for chat, topic, message, paper in (
        (CHAT, "", "1", Paper.SHEET),
        (CHAT, "", "2", Paper.DRAFT),
        (CHAT, "7", "3", Paper.SHEET),
        (OTHER, "", "4", Paper.SHEET),
        (CHAT, "", "5", Paper.SHEET),
    ):
        store.cards.note(chat, topic, message, Card(number, who, paper), NOW)
    assert store.cards.newest(CHAT, "", number, Paper.SHEET) == "5"
    assert store.cards.newest(CHAT, "7", number, Paper.SHEET) == "3"
    assert store.cards.newest(CHAT, "8", number, Paper.SHEET) == ""
    assert store.cards.shown_at(CHAT, "2") == Card(number, who, Paper.DRAFT)
    assert store.cards.shown_at(OTHER, "1") is None
    places = {(one.chat, one.topic, one.message_id) for one in store.cards.of_case(number)}
    assert places == {(CHAT, "", "5"), (CHAT, "7", "3"), (OTHER, "", "4")}


def test_what_is_gone_is_not_changed_any_more(store: Store) -> None:
    number, who = staffed(store)
    for message in ("1", "2"):
        store.cards.note(CHAT, "", message, Card(number, who), NOW)
    store.cards.gone(CHAT, "2")
    assert store.cards.newest(CHAT, "", number, Paper.SHEET) == "1"


def test_a_pass_changes_its_message_until_it_is_used_or_over(store: Store) -> None:
    number, who = staffed(store)
    store.cards.note(CHAT, "", "1", Card(number, who), NOW)
    for message in ("1", "2"):
        store.cards.put_pass(CHAT, message, f"pass-{message}", NOW + DAY)
    store.cards.note(CHAT, "", "1", Card(number, who), NOW)
    assert [store.cards.pass_of(CHAT, one, NOW) for one in ("1", "2")] == ["pass-1", ""]
    assert store.cards.pass_of(CHAT, "1", NOW + DAY) == ""
    store.cards.put_pass(CHAT, "1", "", NOW)
    assert store.cards.pass_of(CHAT, "1", NOW) == ""
