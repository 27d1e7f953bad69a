from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Push tokens registered and gone on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_push_tokens", days_to_append(dbt, session))
