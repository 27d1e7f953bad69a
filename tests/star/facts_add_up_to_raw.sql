-- What the facts of a day count and add up to is what the day's valid raw
-- events do, once each, with the items of their lists.
{%- set first_day = tested_from() %}
{%- set measures = [
    'events', 'watched_seconds', 'buffering_incidents', 'completed_plays',
    'actions', 'paused_seconds', 'searches', 'recommendations', 'clicks'
] %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

in_raw as (

    select
        arrivals.viewing_date,
        count(*) as events,
        sum(arrivals.event_details.play_duration) as watched_seconds,
        sum(arrivals.event_details.buffering_incidents)
            as buffering_incidents,
        sum(arrivals.event_details.completed::integer) as completed_plays,
        sum(len(arrivals.user_action)) as actions,
        sum(list_sum([
            item.duration for item in arrivals.user_action
            if item.action_type = 'pause'
        ])) as paused_seconds,
        sum(len(arrivals.search_history)) as searches,
        sum(len(arrivals.recommendations)) as recommendations,
        sum(list_sum([
            item.clicked::integer for item in arrivals.recommendations
        ])) as clicks

    from arrivals
    group by all

),

in_facts as (

    select
        viewing_date,
        count(*) as events,
        sum(play_duration_seconds) as watched_seconds,
        sum(buffering_incidents) as buffering_incidents,
        sum(is_completed::integer) as completed_plays

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all by name
    select
        viewing_date,
        count(*) as actions,
        sum(duration_seconds) filter (where action_type = 'pause')
            as paused_seconds

    from {{ ref('fct_user_actions') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all by name
    select
        viewing_date,
        count(*) as searches

    from {{ ref('fct_search_history') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all by name
    select
        viewing_date,
        count(*) as recommendations,
        sum(is_clicked::integer) as clicks

    from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}
    group by all

),

differing as (

    {% for measure in measures %}
    select
        '{{ measure }}' as measure,
        viewing_date

    from (
        select
            viewing_date,
            {{ measure }} as amount

        from in_raw
        union all
        select
            viewing_date,
            -{{ measure }} as amount

        from in_facts
    )
    group by all
    having sum(amount) <> 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from differing
