from customer_events.tables import consumer_events
from warehouse import days_to_append, refuse_another_layout, report, threads


def model(dbt, session):
    """Nested customer events of the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental", on_schema_change="append_new_columns")
    dbt.ref("raw_clock")
    rows = consumer_events(
        days_to_append(dbt, session), threads=threads(session), report=report(dbt)
    )
    refuse_another_layout(dbt, session, rows.schema)
    return rows
