"""What the feed says to people when it can't go on."""

from customer_events.kit.errors import CustomerEventsError


class FeedError(CustomerEventsError):
    """What happened, with which value, and what to do, in one line."""
