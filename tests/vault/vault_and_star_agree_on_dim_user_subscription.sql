-- dim_user_subscription rebuilt from the vault alone is the star's, row for
-- row.
{{ rows_that_differ(
    ref('dim_user_subscription'),
    ref('bv_dim_user_subscription'),
    where='valid_to > ' ~ tested_from() ~ ' - 1',
) }}
