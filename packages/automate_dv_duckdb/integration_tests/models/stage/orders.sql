select *
from {{ ref('raw_orders') }}
where arrived_at <= timestamp '{{ var("until") }}'
