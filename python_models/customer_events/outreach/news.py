"""Whose series has new episodes: the one that a viewer is on, or one on the viewer's list."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.chains import chains_of, have_chosen, nth
from customer_events.world.runs import began, due

OWN = BEHAVIOUR.news


def series_news(at: BlockDay, levels: np.ndarray, user: np.ndarray, row: np.ndarray) -> np.ndarray:
    """The users for whom a season can be played from today on, in their order."""
    before, now = at.world.arrived(at.day - 1), at.world.arrived(at.day)
    has_news = np.zeros(len(now), dtype=bool)
    has_news[: len(before)] = (before > 0) & (now[: len(before)] > before)
    news = np.flatnonzero(has_news & at.catalog.is_serial)
    if not len(news):
        return user[:0]
    told = have_chosen(at, user, news)
    told[told] = np.isin(_on_now(at, levels, user[told], row[told]), news)
    for title in news.tolist():
        told |= lists(at, user, title)
    return user[told]


def lists(at: BlockDay, user: np.ndarray, title: int) -> np.ndarray:
    """Whether a series is on the list of each user, the likelier the more popular it is."""
    catalog = at.catalog
    there = catalog.is_serial & (catalog.title_day <= at.world.start)
    share = OWN.listed * catalog.appeal[title] / catalog.appeal[there].sum()
    number = at.people.first + user
    return luck(at.world.seed, "list", number, title) < min(share, OWN.most_listed)


def _on_now(at: BlockDay, levels: np.ndarray, user: np.ndarray, row: np.ndarray) -> np.ndarray:
    """The series that each user watched last; or -1."""
    today = due(at, levels, user, began(at, user, row))
    last = today.watched + today.episodes - 1
    chains = chains_of(at, user, today)
    content = nth(chains, np.arange(len(user)), np.maximum(last, 0)).content
    return np.where((last >= 0) & (content >= 0), at.catalog.title[content], -1)
