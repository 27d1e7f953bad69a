-- What was held out is sent to the trap and never delivered, opened or clicked:
-- of it there is the send, and for a win-back the return of the user.
with

trapped as (

    select * from {{ ref('stg_customerio__deliveries') }}
    where not is_treated

),

metrics as (

    select * from {{ ref('stg_customerio__metrics') }}

)

select
    metrics.metric_id,
    metrics.metric

from metrics
semi join trapped on metrics.delivery_id = trapped.delivery_id
where metrics.metric not in ('sent', 'converted')
