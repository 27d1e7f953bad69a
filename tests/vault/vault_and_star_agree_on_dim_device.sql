-- dim_device rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('dim_device'),
    ref('bv_dim_device'),
    where='valid_to > ' ~ tested_from() ~ ' - 1',
) }}
