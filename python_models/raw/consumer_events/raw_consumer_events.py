from warehouse import days_to_append, refuse_another_layout, report, rows_of, threads


def model(dbt, session):
    """Nested customer events of the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental", on_schema_change="append_new_columns")
    dbt.ref("raw_clock")
    days = days_to_append(dbt, session)
    rows = rows_of("consumer_events", days, threads=threads(session), report=report(dbt))
    refuse_another_layout(dbt, session, rows.schema)
    return rows
