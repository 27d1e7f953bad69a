"""Whether a landing folder holds what the generator makes."""

from customer_events.landing import manifest
from customer_events.landing.columns import converted
from customer_events.landing.read import landed
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule


def schedule(settings):
    found = {day: manifest.read(settings.landing, day) for day in manifest.days(settings.landing)}
    return Schedule({day: each.parameters for day, each in found.items()}, list(found))


def is_the_worlds(settings):
    """Row by row, in the order of arrivals."""
    days = schedule(settings)
    found = landed("consumer_events", days, settings.landing).read_all()
    order = [("load_date", "ascending"), ("arrival_number", "ascending")]
    made = consumer_events(days)
    names = made.schema.names
    rows = [row for batch in made for row in plain(batch, found.schema)]
    return found.select(names).sort_by(order).to_pylist() == rows


def plain(batch, schema):
    return (
        type(batch)
        .from_arrays([converted(batch[each.name], each.type) for each in schema], schema=schema)
        .to_pylist()
    )
