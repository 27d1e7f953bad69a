from customer_events.tables import content_changes
from warehouse import days_to_append


def model(dbt, session):
    """The log of the catalogue on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return content_changes(days_to_append(dbt, session))
