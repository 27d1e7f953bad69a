-- An event is in the country of its viewer's profile at that time, and what is
-- played is as the catalog had it then.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) }}

),

events as (

    select
        fct_events.event_id,
        fct_events.event_at,
        fct_events.user_version_key,
        fct_events.content_version_key,
        arrivals.location.country as country_code,
        arrivals.content.genre,
        arrivals.content.title,
        arrivals.content.provider

    from {{ ref('fct_events') }} as fct_events
    inner join arrivals
        on fct_events.event_id = arrivals.event_id
    where fct_events.viewing_date >= {{ first_day }}

)

select
    events.*,
    users.country_code as country_of_profile,
    contents.genre as genre_of_catalog

from events
left join {{ ref('dim_user') }} as users
    on events.user_version_key = users.user_version_key
left join {{ ref('dim_content') }} as contents
    on events.content_version_key = contents.content_version_key
where
    (
        not users.is_inferred
        and events.country_code is distinct from users.country_code
    )
    or (
        not contents.is_inferred
        and contents.content_id <> {{ no_content() }}
        and (
            events.genre is distinct from contents.genre
            or events.title is distinct from contents.title
            or events.provider is distinct from contents.provider
        )
    )
