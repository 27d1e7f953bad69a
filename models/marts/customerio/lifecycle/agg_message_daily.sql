{{ config(
    materialized="incremental",
    unique_key="send_date",
    liquid_clustered_by="send_date",
) }}

{%- set first_day = rewritten_from('viewing_date') %}

with

paths as (

    select * from {{ ref('fct_message_path') }}
    where send_date >= {{ first_day }} - {{ days_of_metrics() }} - 12

),

summed as (

    select
        ---------- keys
        campaign,
        message,
        channel,
        send_date,

        ---------- measures
        count(*) as sent,
        count(*) filter (where is_delivered) as delivered,
        count(*) filter (where delivery_status = 'bounced') as bounced,
        sum(open_count)::bigint as recorded_opens,
        count(*) filter (where open_count > 0) as recorded_openers,
        count(*) filter (where is_opened) as human_openers,
        sum(click_count)::bigint as recorded_clicks,
        count(*) filter (where is_clicked) as human_clickers,
        count(*) filter (where is_unsubscribed) as unsubscribes,
        count(*) filter (where is_complained) as complaints,
        count(distinct user_id) filter (where is_treated) as treated_people,
        count(distinct user_id) filter (where holdout_group = 'holdout')
            as holdout_people,
        count(distinct user_id) filter (where holdout_group = 'control')
            as control_people,
        count(*) filter (where is_treated and is_followed_by_play)
            as treated_followed_by_play,
        count(*) filter (where not is_treated and is_followed_by_play)
            as untreated_followed_by_play,
        coalesce(sum(sessions_before) filter (where is_treated), 0)::bigint
            as treated_sessions_before,
        coalesce(sum(sessions_before) filter (where not is_treated), 0)::bigint
            as untreated_sessions_before,
        coalesce(sum(sessions_after) filter (where is_treated), 0)::bigint
            as treated_sessions_after,
        coalesce(sum(sessions_after) filter (where not is_treated), 0)::bigint
            as untreated_sessions_after,

        ---------- flags
        bool_and(is_final) as is_final

    from paths
    group by all

)

select * from summed
