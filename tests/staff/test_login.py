"""`/login` in the bot: a link to the counter's page, for whoever asks and once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tests.staff.conftest import Team

PAGE = "https://dianfei.example"


def opened(team: Team) -> None:
    team.office.desk = replace(team.office.desk, page=PAGE)


def token_in(text: str) -> str:
    found = re.search(rf"{PAGE}/desk/in/([\w-]+)", text)
    assert found, text
    return found[1]


def test_staff_get_a_link_that_signs_them_in_once_and_is_kept_nowhere(team: Team) -> None:
    opened(team)
    told = team.clerk.says("/login")
    token, store, now = token_in(told), team.office.store, team.office.now
    kept = store.connection.execute("SELECT group_concat(what) FROM outbox").fetchone()[0]
    assert token not in kept
    until = now + timedelta(hours=1)
    who = store.sessions.begin(token, "secret", now, until)
    assert who is not None
    assert who.name == "王芳"
    assert store.sessions.begin(token, "other", now, until) is None


def test_a_later_link_voids_an_earlier_one(team: Team) -> None:
    opened(team)
    first, second = (token_in(team.head.says("/login")) for _ in range(2))
    store, now = team.office.store, team.office.now
    assert store.sessions.begin(first, "a", now, now + timedelta(hours=1)) is None
    assert store.sessions.begin(second, "b", now, now + timedelta(hours=1)) is not None


def test_without_the_page_it_is_said_what_to_set(team: Team) -> None:
    assert "JIETI_WEB_URL" in team.clerk.says("/login")


def test_a_stranger_gets_no_link_and_it_is_noted(team: Team) -> None:
    opened(team)
    assert PAGE not in team.stranger.says("/login")
    rows = team.office.store.connection.execute(
        "SELECT count(*) FROM audit WHERE action = 'refused' AND detail = 'login'"
    )
    assert rows.fetchone()[0] == 1
