from customer_events.tables import post_events
from warehouse import days_to_append


def model(dbt, session):
    """Views and likes of posts on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return post_events(days_to_append(dbt, session))
