from warehouse import days_to_upsert, rows_of


def model(dbt, session):
    """Posts that arrived or changed on the simulated days that are not done yet."""
    dbt.config(materialized="incremental")
    dbt.ref("raw_clock")
    return rows_of("posts", days_to_upsert(dbt, session))
