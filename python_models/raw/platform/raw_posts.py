from customer_events.tables import posts
from warehouse import days_to_upsert


def model(dbt, session):
    """Posts that arrived or changed on the simulated days that are not done yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return posts(days_to_upsert(dbt, session))
