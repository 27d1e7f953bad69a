"""Causes: what people see depends on who they are, what it is and what it is watched over.

Each figure is one of bench/world.py, which says where real platforms stand. Its band is what eight
seeds gave, their mean and four times their spread on both sides, but not so far that a world in
which the cause is missing would lie within it.
"""

from pathlib import Path

import pytest
from worlds import SEEDS_OF_BANDS

from bench import world

SIZE = world.Size(users=5_000, days=28)

BANDS = {
    "clicks a title shown": (0.03, 0.038),
    "clicks of place 1 / place 5": (3.6, 6.4),
    "clicks by algorithm, best / worst": (1.4, 2.0),
    "algorithms in a list": (1, 1),
    "genre of what is shown / chance": (1.34, 1.75),
    "own language among shown / elsewhere": (4.8, 13.4),
    "completion by title, variance / coin": (6.3, 9.9),
    "completion by user, variance / coin": (4, 7.1),
    "next film in the same genre / chance": (1.4, 2.2),
    "genre shares of a user, r of half and half": (0.35, 0.61),
    "hours a viewer, Premium / Basic": (1.1, 2.7),
    "another speed, mean share of a user's next / of all": (2.9, 4.8),
    "another speed on TV / elsewhere": (0.19, 0.38),
    "pauses by user, variance / coin": (3.5, 5.5),
    "last queries for a genre, before a play / in vain": (0.82, 1.17),
    "finished films played again in 30 days": (0.013, 0.04),
    "films left half-way and gone on with in 7 days": (0.43, 0.56),
    "episodes left half-way that are gone on with next": (0.52, 0.56),
    "next episode, given up / finished": (0.21, 0.34),
    "films' share of hours": (0.215, 0.28),
    "given up before a tenth, 3+ bufferings / none": (2.15, 2.7),
    "bufferings of finished plays, over 1 h / under 10 min": (1.6, 21),
    "TV's share of plays, Premium / Basic": (1.1, 1.47),
    # sessions
    "both sessions of a two-session day after 19:00": (0.2, 0.27),
    # sign-ups
    "sign-ups a day, variance over a Poisson's": (0.76, 2),
    # creators
    "likes per post, variance over a coin's": (2, 16.5),
    "top 1 % of posts' share of views": (0.18, 0.33),
    "feed events that arrive after the commonest number of seconds": (0.045, 0.052),
    "posts whose text another has": (0.006, 0.014),
    "posts that name a title": (0.4, 1),
    # places and devices
    "days seen in another city than the usual one, share": (0.015, 0.037),
    # the days
    "noise of days (variance of sessions over a Poisson's)": (0.9, 8.5),
    "daytime share of sessions, January 1 / the same weekday of the next weeks": (1.13, 1.76),
}
# What takes months to be seen: in a smaller world, over a longer time. The first two hold how fast
# titles wane; that they wane differently is held by test_truth.py.
LONG = world.Size(users=2_000, days=120)
LONG_BANDS = {
    "plays of a new film's first 15 days, of 90": (0.3, 0.53),
    "plays of a new title's first 15 days, of 90": (0.18, 0.3),
    "plays of a series, 14 days after a season / before": (1.4, 6.8),
    "films played twice in 30 days, not gone on with": (0.05, 0.078),
}
MEASURES = {each.what: each for measures in world.MEASURES.values() for each in measures}


@pytest.fixture(scope="module", params=SEEDS_OF_BANDS)
def seen(request):
    return world.look(request.param, SIZE)


@pytest.mark.parametrize("what", BANDS)
def test_it_has_a_cause(seen, what):
    low, high = BANDS[what]
    figure = world.figure(seen, MEASURES[what])
    assert low <= figure <= high


@pytest.fixture(scope="module", params=SEEDS_OF_BANDS)
def seen_for_long(request):
    return world.look(request.param, LONG)


@pytest.mark.long
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
