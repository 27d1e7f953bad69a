-- dim_user rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('dim_user'),
    ref('bv_dim_user'),
) }}
