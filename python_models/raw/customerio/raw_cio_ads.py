from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Ads in the plays on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_ads", days_to_append(dbt, session))
