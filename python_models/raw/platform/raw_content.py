from customer_events.tables import content
from warehouse import days_to_upsert


def model(dbt, session):
    """Films and episodes that arrived or changed on the simulated days that are not done yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return content(days_to_upsert(dbt, session))
