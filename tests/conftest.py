from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.sample_office import sample_files
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from tests.desk import Desk
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import Customer, empty_store, put_seed

# The program is started some hundred times: where Python may not keep what it has compiled, each
# start takes twice as long.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A deadline would time the machine, not the code; a failing example is printed to be tried again.
settings.register_profile("jieti", deadline=None, print_blob=True)
settings.load_profile("jieti")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In which order the tests were, so that a failure that hangs on it can be had again."""
    seed = terminalreporter.config.getoption("randomly_seed", None)
    if seed is not None:
        terminalreporter.write_line(f"order of the tests: make test SEED={seed}")


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
        put_seed(database)
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
