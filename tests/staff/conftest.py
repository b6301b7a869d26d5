from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from bot.cases.deciding import stamp
from bot.cases.life import waits_for_head
from bot.store.port import Store
from tests.staff.office import ADMIN, Office, Person


@dataclass
class Team:
    office: Office
    admin: Person
    head: Person
    clerk: Person
    electrician: Person
    auditor: Person
    stranger: Person


def join(office: Office, inviter: Person, number: int, role: str, name: str) -> Person:
    person = Person(office, number, name)
    person.says(link_of(inviter.says(f"/invite {role} {name}")))
    return person


def link_of(text: str) -> str:
    """What Telegram sends when the link in that text is opened."""
    found = re.search(r"\?start=(s_[\w-]+)", text)
    assert found, text
    return f"/start {found[1]}"


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def team_of(office: Office) -> Team:
    """Everybody who works there, and somebody who does not."""
    admin = Person(office, ADMIN, "管理员")
    head = join(office, admin, 11, "所长", "周明")
    return Team(
        office,
        admin,
        head,
        join(office, head, 12, "综合柜员", "王芳"),
        join(office, head, 13, "台区经理", "李强"),
        join(office, admin, 14, "稽查员", "赵敏"),
        Person(office, 66, "路人"),
    )


@pytest.fixture
def team(office: Office) -> Team:
    return team_of(office)


def explained(team: Team, number: str) -> None:
    """An explanation is what is decided; where too much was charged the head has a reason."""
    team.clerk.presses_data(f"decide:{number}:explanation")
    case = team.office.case(number)
    if waits_for_head(case):
        team.head.presses_data(f"approve:{number}:{stamp(case)}")
        team.head.says("县公司已经另行退还")
        team.head.hears()
