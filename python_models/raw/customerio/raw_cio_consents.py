from warehouse import days_to_append, rows_of


def model(dbt, session):
    """Consents given and withdrawn on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("cio_consents", days_to_append(dbt, session))
