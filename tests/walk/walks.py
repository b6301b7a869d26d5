"""Two pieces of work, walked through the whole office: one question, one forwarded album."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import empty_store, put_seed
from tests.dialogue.test_seed import QUESTION
from tests.staff.conftest import Team, team_of
from tests.staff.office import Office, Person
from tests.walk.count import Count, counted


def question() -> Count:
    """A bound customer asks about a bill, from the update to the answer."""
    with _warm_office() as team:
        office, customer = team.office, Person(team.office, 66, "张建国")
        customer.says("/bind")
        customer.says(CLAIM)
        office.deliver()
        return counted(office.store.connection, lambda: customer.says(QUESTION))


def album() -> Count:
    """A clerk forwards a text and four pictures; until the quiet is over and the papers came."""
    with _warm_office() as team:
        office, clerk = team.office, team.clerk

        def forward() -> None:
            clerk.forwards(f"户号{SEED},12月电费不对")
            for number in range(4):
                clerk.forwards("", photo=[{"file_id": f"p{number}"}], media_group_id="a")
            office.waits(seconds=4)

        return counted(office.store.connection, forward)


# Where it is kept what a text says, and what was found of a bill and said of it.
KEPT_IN = ("bot.hearing.", "bot.bills.lookup", "bot.wording.answers")


@contextmanager
def _warm_office() -> Iterator[Team]:
    """An office that has read its files, and none of the texts and bills that are counted."""
    for name, module in list(sys.modules.items()):
        if name.startswith(KEPT_IN):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    with empty_store() as store:
        put_seed(store)
        team = team_of(Office(store))
        neighbour = Person(team.office, 77, "李秀英")
        neighbour.says("/bind")
        neighbour.says("4100000200 李秀英 9999")
        neighbour.says("电费单上的钱怎么比上个月多")
        team.clerk.forwards("户号4100000200,电费不对", name="李姐")
        team.office.waits(hours=2)
        yield team
