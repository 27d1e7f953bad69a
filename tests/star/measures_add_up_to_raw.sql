-- Whatever is summed over the facts of a day is what the day's valid raw events
-- add up to.
{%- set first_day = tested_from() %}

with

invalid as (

    select
        defects.event_id,
        defects.ingested_at

    from {{ ref('raw_defects') }} as defects
    where
        defects.defect = 'invalid'
        and defects.load_date >= {{ first_day }}

),

valid as (

    select
        arrivals.*,
        (
            timezone(
                arrivals.location.timezone,
                timezone('UTC', arrivals.timestamp)
            ) - interval 5 hour
        )::date as viewing_date

    from {{ ref('raw_consumer_events') }} as arrivals
    anti join invalid
        on
            arrivals.event_id = invalid.event_id
            and arrivals.ingested_at = invalid.ingested_at
    where arrivals.load_date >= {{ first_day }}

),

first_arrivals as (

    select valid.*
    from valid
    where valid.viewing_date >= {{ first_day }}
    qualify row_number() over (
        partition by valid.event_id
        order by valid.ingested_at
    ) = 1

),

in_raw as (

    select
        first_arrivals.viewing_date,
        sum(first_arrivals.event_details.play_duration) as watched,
        sum(first_arrivals.event_details.buffering_incidents) as bufferings,
        sum(first_arrivals.event_details.completed::integer) as completed,
        sum(list_sum([
            action.duration for action in first_arrivals.user_action
            if action.action_type = 'pause'
        ])) as paused,
        sum(list_sum([
            item.clicked::integer for item in first_arrivals.recommendations
        ])) as clicks

    from first_arrivals
    group by all

),

events as (

    select
        viewing_date,
        sum(play_duration_seconds) as watched,
        sum(buffering_incidents) as bufferings,
        sum(is_completed::integer) as completed

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    group by all

),

actions as (

    select
        viewing_date,
        sum(duration_seconds) as paused

    from {{ ref('fct_user_actions') }}
    where
        viewing_date >= {{ first_day }}
        and action_type = 'pause'
    group by all

),

recommendations as (

    select
        viewing_date,
        sum(is_clicked::integer) as clicks

    from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}
    group by all

),

compared as (

    select
        coalesce(in_raw.viewing_date, events.viewing_date) as viewing_date,
        in_raw.watched - events.watched as watched,
        in_raw.bufferings - events.bufferings as bufferings,
        in_raw.completed - events.completed as completed,
        coalesce(in_raw.paused, 0) - coalesce(actions.paused, 0) as paused,
        coalesce(in_raw.clicks, 0)
        - coalesce(recommendations.clicks, 0) as clicks,
        in_raw.viewing_date is null or events.viewing_date is null as is_missing

    from in_raw
    full join events
        on in_raw.viewing_date = events.viewing_date
    left join actions
        on in_raw.viewing_date = actions.viewing_date
    left join recommendations
        on in_raw.viewing_date = recommendations.viewing_date

)

select *
from compared
where
    is_missing
    or watched <> 0
    or bufferings <> 0
    or completed <> 0
    or paused <> 0
    or clicks <> 0
