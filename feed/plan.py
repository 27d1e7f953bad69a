"""Which days the producer is to send, and with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from customer_events.landing.manifest import difference
from customer_events.parameters import Parameters
from feed.errors import FeedError

HISTORY_DAYS, INCREMENT_DAYS = 30, 1
Recorded = Mapping[str, Mapping[str, Any]]  # what the topic of days holds, by load date


def planned(
    recorded: Recorded,
    given: Mapping[str, Any],
    count: int | None = None,
    *,
    history: int | None = None,
    increment: int | None = None,
) -> dict[date, Parameters]:
    """The days of the world up to the last that is to be sent.

    Days that were sent keep their parameters. What is given counts from the next day on and must
    not reshape the world. Without a count it is what the last run was to send, if it did not
    come to its end, and else one more day; at first it is the history.
    """
    sent = {
        date.fromisoformat(day): Parameters(**held["parameters"]) for day, held in recorded.items()
    }
    last = sent[max(sent)] if sent else Parameters()
    parameters = Parameters(**(asdict(last) | dict(given)))
    if sent and parameters.shape != last.shape:
        raise FeedError(f"the topic holds another world: {difference(parameters, last)}")
    wanted = count
    if not sent:
        wanted = wanted or history or HISTORY_DAYS
    elif not wanted:
        until = max(int(held.get("of_days", 0)) for held in recorded.values())
        wanted = until if until > len(sent) else len(sent) + (increment or INCREMENT_DAYS)
    days = [parameters.start_date + timedelta(each) for each in range(max(wanted, len(sent)))]
    return {day: sent.get(day, parameters) for day in days}
