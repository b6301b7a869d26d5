from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sample_office import sample_files
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from tests.desk import Desk
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer, empty_store, put_account, put_bill


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A database that the sample office was imported into."""
    desk = Desk(tmp_path_factory.mktemp("office"))
    desk.does("import", *sample_files())
    return desk


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    with empty_store() as database:
        put_account(database, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
        put_bill(database, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
        put_account(database, "4100000200", "李秀英", "13800009999", "2015-03-01", "2015-03-01")
        put_bill(database, "4100000200", "2017-12-20", "2018-11-20", "2100", None)
        put_bill(database, "4100000200", "2018-11-20", "2018-12-20", "160", "94.60")
        yield database


@pytest.fixture
def stranger(store: Store) -> Customer:
    return Customer(store)


@pytest.fixture
def customer(store: Store) -> Customer:
    """The seed's customer, bound to his account."""
    bound = Customer(store)
    bound.commands("bind")
    bound.says(CLAIM)
    return bound


@pytest.fixture
def neighbour(store: Store) -> Customer:
    """A customer who was billed correctly and reached tier 2."""
    bound = Customer(store, "2")
    bound.commands("bind")
    bound.says("4100000200 李秀英 9999")
    return bound
