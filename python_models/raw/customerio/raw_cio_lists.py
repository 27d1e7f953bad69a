from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Films put on My List and taken off on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_lists", days_to_append(dbt, session))
