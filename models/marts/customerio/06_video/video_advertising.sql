{{ config(materialized="view") }}

with

ads as (

    select
        *,
        {{ seconds_after('started_at', 'watched_seconds') }} as ended_at,
        outcome <> 'skipped' as is_completed

    from {{ ref('stg_customerio__ads') }}

),

shaped as (

    select
        ---------- keys
        ad_event_id::varchar as ad_event_id,
        lower(advertiser || '-' || campaign || '-' || creative) as ad_id,
        user_id::varchar as user_id,
        content_id::varchar as video_id,
        event_id::varchar as session_id,

        ---------- attributes
        ad_type,
        length_seconds as ad_duration,
        advertiser,
        campaign,
        creative::varchar as creative_id,
        case
            when ad_type = 'pre-roll' then 'start'
            else 'middle'
        end as ad_position,
        event_id || '-' || break_number as ad_break_id,
        place_in_break as ad_sequence,
        outcome as event_type,
        watched_seconds::double as watched_duration_seconds,
        null::boolean as skip_available,
        null::integer as skip_offset,
        outcome = 'clicked' as clicked,
        null::varchar as click_url,
        case when outcome = 'completed' then 0 else 1 end as interaction_count,
        watched_seconds / nullif(length_seconds, 0) as completion_rate,
        is_completed as completed,

        ---------- timestamps
        started_at as ad_start_time,
        ended_at as ad_end_time,
        ended_at as event_timestamp,

        ---------- where from
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id

    from ads

)

select * from shaped
