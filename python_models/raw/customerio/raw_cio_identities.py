from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Visitors and second accounts that were recognized on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_identities", days_to_append(dbt, session))
