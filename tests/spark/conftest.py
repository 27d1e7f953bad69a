"""One Spark session, with a warehouse of its own, for all tests."""

import pytest

from spark import session


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    started = session.start(tmp_path_factory.mktemp("of spark"))
    yield started
    started.stop()
