"""All raw tables, those of messages beside those of events: what a whole landing folder holds."""

from __future__ import annotations

from customer_events.landing import export
from customer_events.landing.parts import Maker
from messaging.tables import TABLES as MESSAGES

TABLES: dict[str, Maker] = {**export.TABLES, **MESSAGES}
