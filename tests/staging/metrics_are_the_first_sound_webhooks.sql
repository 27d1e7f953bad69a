-- Of each metric its first webhook that was not broken on purpose, and no
-- metric but those.
with

broken as (

    select
        load_date,
        arrival_number

    from {{ ref('raw_cio_defects') }}
    where defect = 'invalid'

),

sound as (

    select
        raw.event_id,
        raw.load_date,
        raw.arrival_number,
        raw.ingested_at

    from {{ ref('raw_cio_metrics') }} as raw
    anti join broken
        on
            raw.load_date = broken.load_date
            and raw.arrival_number = broken.arrival_number

),

first_sound as (

    select *
    from sound
    qualify row_number() over (
        partition by event_id
        order by ingested_at, load_date, arrival_number
    ) = 1

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
