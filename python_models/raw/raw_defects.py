from customer_events.tables import defects
from warehouse import days_to_append


def model(dbt, session):
    """What was done to which event on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return defects(days_to_append(dbt, session))
