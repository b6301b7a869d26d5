"""Who is on duty by day, and the searches that somebody keeps."""

from __future__ import annotations

from datetime import date

from bot.records.staff import Role
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.store.rows import CHAT, OTHER

DAY, NEXT = date(2026, 2, 17), date(2026, 2, 18)


def test_a_day_has_those_who_were_entered_last(store: Store) -> None:
    store.team.put_duty(DAY, (2, 1, 2))
    store.team.put_duty(NEXT, (3,))
    assert store.team.on_duty(DAY) == (1, 2)
    assert store.team.duty_from(DAY, 9) == ((DAY, (1, 2)), (NEXT, (3,)))
    assert store.team.duty_from(NEXT, 9) == ((NEXT, (3,)),)
    assert store.team.duty_from(DAY, 1) == ((DAY, (1, 2)),)
    store.team.put_duty(DAY, (3,))
    assert store.team.on_duty(DAY) == (3,)
    store.team.put_duty(DAY, ())
    assert store.team.on_duty(DAY) == ()
    assert store.team.duty_from(DAY, 9) == ((NEXT, (3,)),)


def test_a_search_is_kept_once_and_is_its_keeper_s(store: Store) -> None:
    for _ in range(2):
        store.team.keep_view(1, "due", "王芳 投诉")
    store.team.keep_view(1, "find", "王芳 投诉")
    store.team.keep_view(2, "due", "超期")
    (mine,) = store.team.views(1, "due")
    assert (mine.list, mine.words) == ("due", "王芳 投诉")
    store.team.drop_view(2, mine.number)
    assert store.team.views(1, "due") == (mine,)
    store.team.drop_view(1, mine.number)
    assert store.team.views(1, "due") == ()
    assert len(store.team.views(1, "find")) == 1


def test_who_leaves_is_on_no_duty_and_keeps_no_search(store: Store) -> None:
    store.team.put_duty(DAY, (1, 2))
    store.team.put_duty(NEXT, (1,))
    store.team.keep_view(1, "due", "超期")
    store.team.drop_person(1)
    assert store.team.duty_from(DAY, 9) == ((DAY, (2,)),)
    assert store.team.views(1, "due") == ()


def test_a_second_chat_is_a_colleague_s_until_another_takes_its_place_or_they_leave(
    store: Store,
) -> None:
    one, two = (store.staff.add(name, Role.CLERK, NOW) for name in ("王芳", "李强"))
    store.staff.writes_from(one.id, CHAT)
    assert store.staff.member(CHAT) == one
    store.staff.writes_from(two.id, CHAT)
    assert store.staff.member(CHAT) == two
    store.staff.writes_from(two.id, OTHER)
    assert [store.staff.member(chat) for chat in (CHAT, OTHER)] == [None, two]
    store.staff.remove(two.id, NOW)
    assert store.staff.member(OTHER) is None
