-- dim_content rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('dim_content'),
    ref('bv_dim_content'),
) }}
