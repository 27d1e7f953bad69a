"""Events as flat tables."""

import uuid
from datetime import UTC

from bench.plain_faker.lists import Recommendations, SearchHistory, UserAction, to_iso
from bench.plain_faker.media import fake
from bench.plain_faker.parts import Content, Device, EventDetails, Location, UserSubscriptions

EVENT_TYPES = ("content_play", "search", "browse")


def generate_consumer_event_data(n=1):
    """Return n events as a dictionary of flat tables, linked by event_id."""
    tables = {
        "consumer_event": [],
        "user_actions": [],
        "recommendations": [],
        "search_history": [],
    }
    for _ in range(n):
        event_id = str(uuid.uuid4())
        event_time = fake.date_time_between(start_date="-30d", end_date="now", tzinfo=UTC)
        device = Device.generate()
        location = Location.generate()
        content = Content.generate()
        subscription = UserSubscriptions.generate(event_time)
        event_details = EventDetails.generate(content)

        tables["consumer_event"].append(
            {
                "event_id": event_id,
                "user_id": str(uuid.uuid4()),
                "session_id": str(uuid.uuid4()),
                "event_type": fake.random_element(EVENT_TYPES),
                "timestamp": to_iso(event_time),
                **device.to_flat_dict(),
                **location.to_flat_dict(),
                **content.to_flat_dict(),
                **subscription.to_flat_dict(),
                **event_details.to_flat_dict(),
            }
        )
        for action in UserAction.generate_list(event_time, event_details):
            tables["user_actions"].append({"event_id": event_id, **action.to_dict()})
        for recommendation in Recommendations.generate_list():
            tables["recommendations"].append({"event_id": event_id, **recommendation.to_dict()})
        for search in SearchHistory.generate_list(event_time):
            tables["search_history"].append({"event_id": event_id, **search.to_dict()})
    return tables
