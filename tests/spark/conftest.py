"""One Spark session, with a warehouse of its own, for all tests."""

import pytest

from reelhouse import packages
from spark import session


def pytest_sessionstart():
    """Install the packages of dbt, without which it reads no project."""
    packages.install()


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    started = session.start(tmp_path_factory.mktemp("of spark"))
    yield started
    started.stop()
