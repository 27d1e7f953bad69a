with

arrivals as (

    select * from {{ ref('stg_consumer_events__arrivals') }}

),

accepted as (

    select
        ---------- ids
        arrivals.event_id,
        arrivals.user_id,
        arrivals.session_id,

        ---------- attributes
        arrivals.event_type,
        arrivals.schema_version,
        arrivals.device,
        arrivals.location,
        arrivals.content,
        arrivals.user_subscription,
        arrivals.event_details,
        arrivals.user_action,
        arrivals.recommendations,
        arrivals.search_history,
        arrivals.playback_session,
        arrivals.experiment_group,

        ---------- timestamps
        arrivals.timestamp as event_at,
        {{ viewing_date('arrivals.timestamp', 'arrivals.location.timezone') }}
            as viewing_date,
        arrivals.ingested_at,
        arrivals.load_date

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
