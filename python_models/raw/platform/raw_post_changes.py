from customer_events.tables import post_changes
from warehouse import days_to_append


def model(dbt, session):
    """The log of posts on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return post_changes(days_to_append(dbt, session))
