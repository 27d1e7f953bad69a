from warehouse import days_to_append, rows_of


def model(dbt, session):
    """What was done to which event on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("defects", days_to_append(dbt, session))
