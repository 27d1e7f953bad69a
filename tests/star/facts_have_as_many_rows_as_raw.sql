-- fct_events = distinct valid events, the other facts = the items of their
-- lists; by day.
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

expected as (

    select
        viewing_date,
        count(*) as events,
        sum(coalesce(len(user_action), 0)) as user_actions,
        sum(coalesce(len(search_history), 0)) as searches,
        sum(coalesce(len(recommendations), 0)) as recommendations

    from first_arrivals
    group by all

),

{% for fact, name in [
    ('fct_events', 'events'), ('fct_user_actions', 'user_actions'),
    ('fct_search_history', 'searches'),
    ('fct_recommendations', 'recommendations')
] -%}
found_{{ name }} as (

    select
        viewing_date,
        count(*) as {{ name }}

    from {{ ref(fact) }}
    where viewing_date >= {{ first_day }}
    group by all

),

{% endfor -%}

compared as (

    select
        expected.events as expected_events,
        found_events.events as found_events,
        expected.user_actions as expected_user_actions,
        expected.searches as expected_searches,
        expected.recommendations as expected_recommendations,
        coalesce(expected.viewing_date, found_events.viewing_date)
            as viewing_date,
        coalesce(found_user_actions.user_actions, 0) as found_user_actions,
        coalesce(found_searches.searches, 0) as found_searches,
        coalesce(found_recommendations.recommendations, 0)
            as found_recommendations

    from expected
    full join found_events
        on expected.viewing_date = found_events.viewing_date
    left join found_user_actions
        on expected.viewing_date = found_user_actions.viewing_date
    left join found_searches
        on expected.viewing_date = found_searches.viewing_date
    left join found_recommendations
        on expected.viewing_date = found_recommendations.viewing_date

)

select *
from compared
where
    expected_events is distinct from found_events
    or expected_user_actions is distinct from found_user_actions
    or expected_searches is distinct from found_searches
    or expected_recommendations is distinct from found_recommendations
