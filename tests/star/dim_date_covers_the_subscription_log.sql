-- Reports by month of sign-up or change find their month.
select changes.changed_at
from {{ ref('stg_platform__subscription_changes') }} as changes
anti join {{ ref('dim_date') }} as dim_date
    on changes.changed_at::date = dim_date.date_day
