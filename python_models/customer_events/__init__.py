"""Customer events of a made-up video platform: samples, whole days, and the truth about them.

`generate_consumer_event_data` gives single events, `customer_events.tables` the raw tables of
whole days. Both draw from one engine, so they can't disagree.
"""

from importlib.metadata import PackageNotFoundError, version

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

try:
    __version__ = version("reelhouse")
except PackageNotFoundError:  # the package was copied, not installed
    __version__ = "0.0.0"
