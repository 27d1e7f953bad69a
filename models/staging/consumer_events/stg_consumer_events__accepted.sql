with

quarantine as (

    select * from {{ ref('stg_consumer_events__quarantine') }}

),

duplicates as (

    select * from {{ ref('stg_consumer_events__duplicates') }}

),

arrivals as (

    select * from {{ ref('stg_consumer_events__arrivals') }}

),

-- once more, since DuckDB keeps in memory what a query reads twice
all_arrivals as (

    select * from {{ ref('stg_consumer_events__arrivals') }}

),

zones as (

    select * from {{ time_zones() }} as zones

),

-- arrivals that count, though raw holds their row more than once
written_again as (

    select distinct
        load_date,
        arrival_number

    from duplicates
    where
        load_date = first_load_date
        and arrival_number = first_arrival_number

),

counted as (

    select arrivals.*
    from arrivals
    anti join quarantine
        on
            arrivals.load_date = quarantine.load_date
            and arrivals.arrival_number = quarantine.arrival_number
    anti join duplicates
        on
            arrivals.load_date = duplicates.load_date
            and arrivals.arrival_number = duplicates.arrival_number

    union all

    select distinct all_arrivals.*
    from all_arrivals
    semi join written_again
        on
            all_arrivals.load_date = written_again.load_date
            and all_arrivals.arrival_number = written_again.arrival_number

),

accepted as (

    select
        ---------- ids
        -- contract: columns, by make contract
        counted.event_id,
        counted.user_id,
        counted.session_id,

        ---------- attributes
        {{ name_of('counted.event_type') }} as event_type,
        counted.schema_version,
        counted.device,
        counted.location,
        counted.content,
        counted.user_subscription,
        counted.event_details,
        counted.user_action,
        counted.recommendations,
        counted.search_history,
        counted.arrival_number,
        counted.playback_session,
        counted.experiment_group,
        -- end of contract
        zones.timezone,

        ---------- timestamps
        counted.timestamp as event_at,
        {{ viewing_date('counted.timestamp', 'zones.timezone') }}
            as viewing_date,
        counted.ingested_at,
        counted.load_date

    from counted
    inner join zones
        on {{ name_of('counted.location.timezone') }} = lower(zones.timezone)

)

select * from accepted
