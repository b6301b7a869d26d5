"""What `bot/store` promises of photos that were sent on the page, kept by every store."""

from __future__ import annotations

from dataclasses import replace

from bot.records.case import State
from bot.store.photos import Photo
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conversation import NOW
from tests.store.rows import CHAT, DAY, OTHER, add_case, material

PHOTO = Photo(CHAT, "jpg", b"\xff\xd8\xff of a bill")


def test_a_photo_is_found_by_its_number_and_counted_by_its_chat(store: Store) -> None:
    store.photos.keep("a", PHOTO, NOW)
    store.photos.keep("b", replace(PHOTO, chat=OTHER), NOW + DAY)
    assert store.photos.get("a") == PHOTO
    assert store.photos.get("c") is None
    assert store.photos.count_since(CHAT, NOW) == 1
    assert store.photos.count_since(CHAT, NOW + DAY) == 0


def test_what_is_forgotten_or_old_goes_but_not_what_lies_in_a_case(store: Store) -> None:
    case = add_case(store)
    store.materials.put(case.number, replace(material("m", ""), file_id="held"))
    for key in ("held", "free"):
        store.photos.keep(key, PHOTO, NOW)
    store.photos.keep("other", replace(PHOTO, chat=OTHER), NOW)
    store.retention.forget_chat(CHAT, NOW)
    assert [store.photos.get(key) is not None for key in ("held", "free", "other")] == [
        True, False, True,
    ]  # fmt: skip
    store.retention.remove_old(Keep(), NOW + 91 * DAY, sure=True)
    assert [store.photos.get(key) is not None for key in ("held", "other")] == [True, False]
    store.cases.change(case, replace(case, state=State.CLOSED), NOW, "staff:1")
    for _ in range(2):  # with the case goes its hold on the photo
        store.retention.remove_old(Keep(), NOW + 2000 * DAY, sure=True)
    assert store.photos.get("held") is None
