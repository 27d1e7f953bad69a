from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Answers of the API to the hourly syncs on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_api_responses", days_to_append(dbt, session))
