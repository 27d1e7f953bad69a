-- agg_content_daily rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('agg_content_daily'),
    ref('bv_agg_content_daily'),
    where='viewing_date >= ' ~ tested_from(),
) }}
