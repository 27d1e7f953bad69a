"""Customer events of a made-up video platform: samples, whole days, and the truth about them.

`generate_consumer_event_data` gives single events, `customer_events.tables` the raw tables of
whole days. Both draw from one engine, so they can't disagree.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from customer_events.content import Content
    from customer_events.device import Device
    from customer_events.eventdetails import EventDetails
    from customer_events.generate_consumer import ConsumerEvent, generate_consumer_event_data
    from customer_events.kit.errors import CustomerEventsError
    from customer_events.location import Location
    from customer_events.mediaprovider import MediaContentProvider
    from customer_events.recommendations import Recommendations
    from customer_events.searchhistory import SearchHistory
    from customer_events.user_action import UserAction
    from customer_events.user_subscriptions import UserSubscriptions

__all__ = [
    "ConsumerEvent",
    "Content",
    "CustomerEventsError",
    "Device",
    "EventDetails",
    "Location",
    "MediaContentProvider",
    "Recommendations",
    "SearchHistory",
    "UserAction",
    "UserSubscriptions",
    "__version__",
    "generate_consumer_event_data",
]

# Where each name lives. It is looked up when somebody asks for it, so that whoever wants the
# parameters alone does not wait for numpy, Arrow and Faker.
HOMES = {
    "ConsumerEvent": "generate_consumer",
    "Content": "content",
    "CustomerEventsError": "kit.errors",
    "Device": "device",
    "EventDetails": "eventdetails",
    "Location": "location",
    "MediaContentProvider": "mediaprovider",
    "Recommendations": "recommendations",
    "SearchHistory": "searchhistory",
    "UserAction": "user_action",
    "UserSubscriptions": "user_subscriptions",
    "generate_consumer_event_data": "generate_consumer",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        found = _version()
    elif name in HOMES:
        found = getattr(import_module(f"customer_events.{HOMES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found  # asked for once
    return found


def _version() -> str:
    try:
        return metadata.version("reelhouse")
    except metadata.PackageNotFoundError:  # the package was copied, not installed
        return "0.0.0"
