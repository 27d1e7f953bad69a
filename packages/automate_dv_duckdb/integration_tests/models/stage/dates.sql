select *
from {{ ref('as_of_dates') }}
where as_of_date <= timestamp '{{ var("until") }}'
