-- The services of a set share it among them, in equal parts.
select service_set_key
from {{ ref('bridge_subscription_service') }}
group by all
having
    abs(sum(coalesce(allocation_share, 0)) - 1) > 1e-9
    or max(allocation_share) - min(allocation_share) > 1e-9
