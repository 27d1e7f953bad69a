"""Worlds that several test files look at, made once."""

import pytest
import worlds


@pytest.fixture(scope="session")
def made():
    """The raw tables of worlds that have been asked for."""
    return {}


@pytest.fixture(params=worlds.WORLDS)
def raw(request, made):
    """The raw tables of each of the worlds."""
    return _made(made, request.param)


@pytest.fixture
def spring(made):
    """The world with every dial on."""
    return _made(made, "spring")


@pytest.fixture
def tiny(made):
    """The world in which what is rare elsewhere happens every day."""
    return _made(made, "tiny")


@pytest.fixture
def autumn(made):
    """The world without faults."""
    return _made(made, "autumn")


def _made(made, name):
    if name not in made:
        made[name] = worlds.raw_tables(worlds.WORLDS[name])
    return made[name]
