from __future__ import annotations

from pathlib import Path

import pytest

from bot.sample_office import sample_files
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A database that the sample office was imported into."""
    desk = Desk(tmp_path_factory.mktemp("office"))
    desk.does("import", *sample_files())
    return desk
