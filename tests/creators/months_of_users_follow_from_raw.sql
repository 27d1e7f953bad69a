-- Of every month that a build may rewrite: who viewed, liked or published in
-- it, counted from raw, with the profile as it stood when the month ended.
{%- set first_month = month_of(tested_from() ~ ' - 1') %}

with

profiles as (

    {{ profiles_in_raw() | indent }}

),

judged as (

    {{ judged_post_events(first_month) | indent }}

),

active_days as (

    select
        viewer_id as user_id,
        event_date

    from judged
    union
    select
        user_id,
        created_at::date as event_date

    from {{ ref('raw_posts') }}
    where created_at >= {{ first_month }}

),

months as (

    select
        user_id,
        last_day(event_date) as month_ends_on,
        count(*) as active_days

    from active_days
    group by all

),

seen as (

    select
        viewer_id,
        last_day(event_date) as month_ends_on,
        sum(views) as views,
        sum(likes) as likes

    from judged
    group by all

),

written as (

    select
        user_id,
        last_day(created_at::date) as month_ends_on,
        count(*) as posts

    from {{ ref('raw_posts') }}
    group by all

),

-- of the profiles that began by the end of the month, the latest
described as (

    select
        months.*,
        profiles.country_code,
        profiles.cohort_month

    from months
    left join profiles
        on
            months.user_id = profiles.user_id
            and months.month_ends_on >= profiles.holds_from::date
    qualify row_number() over (
        partition by months.user_id, months.month_ends_on
        order by profiles.holds_from desc
    ) = 1

),

expected as (

    select
        described.user_id,
        described.country_code,
        countries.continent,
        described.cohort_month,
        described.active_days,
        described.month_ends_on - day(described.month_ends_on)::integer + 1
            as month_start_date,
        coalesce(seen.views, 0) as views,
        coalesce(seen.likes, 0) as likes,
        coalesce(written.posts, 0) as posts

    from described
    left join seen
        on
            described.user_id = seen.viewer_id
            and described.month_ends_on = seen.month_ends_on
    left join written
        on
            described.user_id = written.user_id
            and described.month_ends_on = written.month_ends_on
    left join {{ ref('countries') }} as countries
        on described.country_code = countries.country_code

),

found as (

    select * from {{ ref('agg_feed_user_monthly') }}
    where month_start_date >= {{ first_month }}

),

{{ rows_that_differ_by('month_start_date', keys=['user_id'], columns=[
    'country_code', 'continent', 'cohort_month', 'active_days', 'views',
    'likes', 'posts',
]) }}
