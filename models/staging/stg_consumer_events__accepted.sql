with

arrivals as (

    select * from {{ ref('raw_consumer_events') }}

),

accepted as (

    select arrivals.*
    from arrivals
    anti join {{ ref('stg_consumer_events__quarantine') }} as quarantine
        on
            arrivals.event_id = quarantine.event_id
            and arrivals.ingested_at = quarantine.ingested_at
    anti join {{ ref('stg_consumer_events__duplicates') }} as duplicates
        on
            arrivals.event_id = duplicates.event_id
            and arrivals.ingested_at = duplicates.ingested_at

)

select * from accepted
