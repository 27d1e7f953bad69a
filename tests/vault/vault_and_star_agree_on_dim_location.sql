-- dim_location rebuilt from the vault alone is the star's, row for row.
{{ rows_that_differ(
    ref('dim_location'),
    ref('bv_dim_location'),
    where='valid_to > ' ~ tested_from() ~ ' - 1',
) }}
