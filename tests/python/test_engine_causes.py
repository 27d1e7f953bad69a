"""Causes: what people see depends on who they are, what it is and what it is watched over.

Each figure is one of bench/world.py, which says where real platforms stand; its band is held
around what these seeds give.
"""

from pathlib import Path

import pytest

from bench import world

SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))]
SIZE = world.Size(users=5_000, days=28)

BANDS = {
    "clicks a title shown": (0.01, 0.05),
    "clicks of place 1 / place 5": (3.5, 7),
    "clicks by algorithm, best / worst": (1.4, 2.2),
    "algorithms in a list": (1, 1),
    "genre of what is shown / chance": (1.25, 2),
    "own language among shown / elsewhere": (4, 14),
    "completion by title, variance / coin": (3, 10),
    "completion by user, variance / coin": (2, 6),
    "next film in the same genre / chance": (1.4, 2.1),
    "genre shares of a user, r of half and half": (0.4, 0.7),
    "hours a viewer, Premium / Basic": (1.2, 2.6),
    "another speed, mean share of a user's next / of all": (2.5, 6),
    "another speed on TV / elsewhere": (0.1, 0.5),
    "pauses by user, variance / coin": (2, 8),
    "last queries for a genre, before a play / in vain": (0.4, 1.8),
    "finished films played again in 30 days": (0, 0.05),
    "episodes left half-way that are gone on with next": (0.45, 0.9),
    "next episode, given up / finished": (0.2, 0.4),
    "films' share of hours": (0.23, 0.33),
    "given up before a tenth, 3+ bufferings / none": (2, 3.5),
    "bufferings of finished plays, over 1 h / under 10 min": (3.2, 10),
    # sign-ups
    "sign-ups a day, variance over a Poisson's": (0.9, 2.2),
    # creators
    "likes per post, variance over a coin's": (3, 14),
    "top 1 % of posts' share of views": (0.08, 0.25),
    "posts whose text another has": (0, 0.05),
    "posts that name a title": (0.5, 1),
    # places and devices
    "days seen in another city than the usual one, share": (0.02, 0.06),
    # the days
    "noise of days (variance of sessions over a Poisson's)": (1.4, 6),
    "daytime share of sessions, January 1 / the same weekday of the next weeks": (1.12, 1.7),
}
# What takes months to be seen: in a smaller world, over a longer time.
LONG = world.Size(users=2_000, days=120)
LONG_BANDS = {
    "plays of a new film's first 15 days, of 90": (0.2, 0.5),
    "plays of a new title's first 15 days, of 90": (0.12, 0.4),
    "plays of a series, 14 days after a season / before": (1.6, 5),
}
MEASURES = {each.what: each for measures in world.MEASURES.values() for each in measures}


@pytest.fixture(scope="module", params=SEEDS)
def seen(request):
    return world.look(request.param, SIZE)


@pytest.mark.parametrize("what", BANDS)
def test_it_has_a_cause(seen, what):
    low, high = BANDS[what]
    figure = world.figure(seen, MEASURES[what])
    assert low <= figure <= high


@pytest.fixture(scope="module", params=SEEDS)
def seen_for_long(request):
    return world.look(request.param, LONG)


@pytest.mark.parametrize("what", LONG_BANDS)
def test_it_has_a_cause_over_months(seen_for_long, what):
    low, high = LONG_BANDS[what]
    figure = world.figure(seen_for_long, MEASURES[what])
    assert low <= figure <= high


README = Path(world.__file__).with_name("README.md").read_text()
SHOWN = {
    what: cells
    for line in README.partition("## How real the world looks")[2].splitlines()
    if line.startswith("| ")
    for what, *cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


def test_the_readme_shows_each_figure_beside_that_of_real_platforms():
    header = 3  # the head, its line, and the sizes
    real = {what: cells[0] for what, cells in list(SHOWN.items())[header:]}
    assert real == {what: measure.real for what, measure in MEASURES.items()}


@pytest.mark.long
@pytest.mark.parametrize("size", world.SIZES, ids=str)
def test_the_readme_shows_the_figures_of_the_world_as_it_is(size):
    """Those of one seed in three; `python -m bench.world` prints the table anew."""
    column = 1 + 3 * world.SIZES.index(size)
    shown = [SHOWN[what][column] for what in MEASURES]
    assert shown == world.figures(42, size, list(MEASURES.values()))
