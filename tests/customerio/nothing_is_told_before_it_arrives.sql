-- What Customer.IO was told of before the warehouse knew: an event of a device
-- or a relationship before the play or like that shows it had arrived, a
-- request or a change of a person before the first day, a call before its load
-- day.
with

first_day as (

    select min(load_date)::timestamp as first_day from {{ ref('raw_clock') }}

),

-- what plays and likes show: a device, a viewer of a series, a follower
shown as (

    select
        user_id::varchar as user_id,
        unnest([device_id, series_id])::varchar as object_id,
        event_at,
        ingested_at

    from {{ ref('stg_consumer_events__events') }}
    union all
    select
        likes.user_id::varchar as user_id,
        posts.user_id::varchar as object_id,
        likes.event_at,
        likes.ingested_at

    from {{ ref('stg_platform__post_events') }} as likes
    inner join {{ ref('stg_platform__posts') }} as posts
        on likes.post_id = posts.post_id
    where likes.event_type = 'like'

),

arrivals as (

    select
        user_id,
        object_id,
        event_at,
        min(ingested_at) as arrived_at

    from shown
    group by all

),

of_objects as (

    select
        'device' as what,
        event_id,
        user_id,
        device_id as object_id,
        event_timestamp,
        received_at

    from {{ ref('device_events') }}
    union all
    select
        'relationship' as what,
        event_id,
        user_id,
        object_id,
        event_timestamp,
        received_at

    from {{ ref('relationship_events') }}
    where event_type in ('created', 'updated')

),

told as (

    select
        of_objects.what,
        of_objects.event_id,
        of_objects.received_at,
        arrivals.arrived_at

    from of_objects
    inner join arrivals
        on
            of_objects.user_id = arrivals.user_id
            and of_objects.object_id = arrivals.object_id
            and of_objects.event_timestamp = arrivals.event_at
    union all
    select
        'person' as what,
        people.event_id,
        people.received_at,
        first_day.first_day as arrived_at

    from {{ ref('people_events') }} as people
    cross join first_day
    union all
    select
        'privacy' as what,
        privacy.event_id,
        privacy.received_at,
        first_day.first_day as arrived_at

    from {{ ref('gdpr_compliance_events') }} as privacy
    cross join first_day
    union all
    select
        'call' as what,
        calls.message_id::varchar as event_id,
        calls.received_at,
        calls.load_date::timestamp as arrived_at

    from {{ ref('int_customerio__calls') }} as calls

)

select * from told
where received_at < arrived_at
