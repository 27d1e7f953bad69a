-- Of each metric its first webhook that was not broken on purpose, and no
-- metric but those.
with

first_sound as (

    {{ sound_webhooks() | indent }}

),

metrics as (

    select * from {{ ref('stg_customerio__metrics') }}

)

select
    metrics.metric_id,
    first_sound.event_id

from first_sound
full join metrics
    on
        first_sound.event_id = metrics.metric_id
        and first_sound.load_date = metrics.load_date
        and first_sound.arrival_number = metrics.arrival_number
where metrics.metric_id is null or first_sound.event_id is null
