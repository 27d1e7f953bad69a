with

source as (

    select * from {{ ref('raw_cio_ads') }}

),

renamed as (

    select
        ---------- ids
        ad_event_id,
        event_id,
        session_id,
        user_id,
        content_id,

        ---------- attributes
        advertiser,
        campaign,
        creative,
        ad_type,
        break_number,
        place_in_break,
        outcome,

        ---------- measures
        position_seconds,
        length_seconds,
        watched_seconds,

        ---------- timestamps
        started_at,
        load_date

    from source

)

select * from renamed
