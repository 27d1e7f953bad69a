from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Privacy requests, state by state on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_privacy_requests", days_to_append(dbt, session))
