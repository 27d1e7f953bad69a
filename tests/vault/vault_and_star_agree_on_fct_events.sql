-- fct_events rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('fct_events'),
    ref('bv_fct_events'),
    where='viewing_date >= ' ~ tested_from(),
) }}
