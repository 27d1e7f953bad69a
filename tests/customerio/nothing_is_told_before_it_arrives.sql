-- What Customer.IO was told of before the warehouse knew: an event of a device
-- or a relationship before the play or like that shows it had arrived, a merge,
-- a request or a change of a person before the first day.
with

first_day as (

    select min(load_date)::timestamp as first_day from {{ ref('raw_clock') }}

),

plays as (

    select
        user_id::varchar as user_id,
        device_id::varchar as device_id,
        series_id::varchar as series_id,
        event_at,
        min(ingested_at) as arrived_at

    from {{ ref('stg_consumer_events__events') }}
    group by all

),

likes as (

    select
        likes.user_id::varchar as user_id,
        posts.user_id::varchar as creator_id,
        likes.event_at,
        min(likes.ingested_at) as arrived_at

    from {{ ref('stg_platform__post_events') }} as likes
    inner join {{ ref('stg_platform__posts') }} as posts
        on likes.post_id = posts.post_id
    where likes.event_type = 'like'
    group by all

),

relationships as (

    select * from {{ ref('relationship_events') }}
    where event_type in ('created', 'updated')

),

told as (

    select
        'device' as what,
        devices.event_id,
        devices.received_at,
        plays.arrived_at

    from {{ ref('device_events') }} as devices
    inner join plays
        on
            devices.device_id = plays.device_id
            and devices.user_id = plays.user_id
            and devices.event_timestamp = plays.event_at
    union all
    select
        'series' as what,
        relationships.event_id,
        relationships.received_at,
        plays.arrived_at

    from relationships
    inner join plays
        on
            relationships.object_id = plays.series_id
            and relationships.user_id = plays.user_id
            and relationships.event_timestamp = plays.event_at
    union all
    select
        'creator' as what,
        relationships.event_id,
        relationships.received_at,
        likes.arrived_at

    from relationships
    inner join likes
        on
            relationships.object_id = likes.creator_id
            and relationships.user_id = likes.user_id
            and relationships.event_timestamp = likes.event_at
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
