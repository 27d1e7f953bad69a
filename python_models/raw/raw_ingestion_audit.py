from customer_events.tables import changes
from warehouse import audit, days_to_upsert


def model(dbt, session):
    """Rows per table of the simulated days that are not done yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    dbt.ref("raw_consumer_events")
    dbt.ref("raw_users")
    dbt.ref("raw_content")
    dbt.ref("raw_posts")
    dbt.ref("raw_post_events")
    dbt.ref("raw_user_changes")
    dbt.ref("raw_content_changes")
    dbt.ref("raw_post_changes")
    dbt.ref("raw_subscription_changes")
    dbt.ref("raw_defects")
    return audit(dbt, session, days_to_upsert(dbt, session), changes)
