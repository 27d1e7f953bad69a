from warehouse import days_to_append, rows_of


def model(dbt, session):
    """The traits of users who signed up on the simulated days that are not loaded yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("truth_users", days_to_append(dbt, session))
