"""Which constants seeds/behaviour.csv holds: a class for each module that reads them.

The classes are in constants_of_people.py and constants_of_viewing.py. A field of one is a row named
after the module and the field, `billing.fails`; its form says what it takes.
The file says what each is measured in, where it comes from and what it moves.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from customer_events.values.constants_of_people import (
    Audience,
    Billing,
    Checkouts,
    Demand,
    Habits,
    Hours,
    News,
    Outreach,
    People,
    Prices,
    Response,
    Seasons,
    Sends,
    Subscriptions,
    Tokens,
    Traits,
    Trips,
    Webhooks,
)
from customer_events.values.constants_of_viewing import (
    Catalog,
    Chains,
    Choice,
    Equipment,
    Feed,
    Playback,
    Posts,
    PostTexts,
    Reviews,
    Series,
    Sessions,
    Shelves,
    Starts,
    Viewing,
)
from customer_events.values.numbers import Constant


@dataclass(frozen=True, eq=False)
class Constants:
    """Every section, by the name of the module that reads it."""

    audience: Audience
    billing: Billing
    catalog: Catalog
    chains: Chains
    checkouts: Checkouts
    choice: Choice
    demand: Demand
    equipment: Equipment
    feed: Feed
    habits: Habits
    hours: Hours
    news: News
    outreach: Outreach
    people: People
    playback: Playback
    post_texts: PostTexts
    posts: Posts
    prices: Prices
    response: Response
    reviews: Reviews
    seasons: Seasons
    sends: Sends
    series: Series
    sessions: Sessions
    shelves: Shelves
    starts: Starts
    subscriptions: Subscriptions
    tokens: Tokens
    traits: Traits
    trips: Trips
    viewing: Viewing
    webhooks: Webhooks


SECTIONS: dict[str, type[Any]] = {each.name: each.type for each in dataclasses.fields(Constants)}  # type: ignore[misc]
DECLARED: dict[str, Constant] = {
    f"{name}.{each.name}": each.metadata["constant"]
    for name, section in SECTIONS.items()
    for each in dataclasses.fields(section)
}


def constants(values: Mapping[str, Any]) -> Constants:
    """The sections, from the value of every declared name."""
    return Constants(
        **{
            name: section(
                **{each.name: values[f"{name}.{each.name}"] for each in dataclasses.fields(section)}
            )
            for name, section in SECTIONS.items()
        }
    )
