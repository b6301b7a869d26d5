from __future__ import annotations

import os

import pytest

from tests.postgres.server import URL

# Without a server they wait for `make test-postgres`, which starts one.
collect_ignore_glob = [] if URL in os.environ else ["test_*.py"]


@pytest.fixture
def url() -> str:
    """The address of a database that is empty."""
    from tests.postgres.office import new_url  # noqa: PLC0415

    return new_url()
