from customer_events.tables import user_changes
from warehouse import days_to_append


def model(dbt, session):
    """The log of profiles on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return user_changes(days_to_append(dbt, session))
