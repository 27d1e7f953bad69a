from customer_events.tables import users
from warehouse import days_to_upsert


def model(dbt, session):
    """Users that arrived or changed on the simulated days that are not done yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return users(days_to_upsert(dbt, session))
