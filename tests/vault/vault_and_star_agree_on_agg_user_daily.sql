-- agg_user_daily rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('agg_user_daily'),
    ref('bv_agg_user_daily'),
    where='viewing_date >= ' ~ tested_from(),
) }}
