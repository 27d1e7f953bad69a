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

acts as (

    select
        viewer_id as user_id,
        event_date,
        views,
        likes,
        0 as posts

    from judged
    union all
    select
        user_id,
        created_at::date as event_date,
        0 as views,
        0 as likes,
        1 as posts

    from {{ ref('raw_posts') }}
    where created_at >= {{ first_month }}

),

months as (

    select
        user_id,
        date_trunc('month', event_date)::date as month_start_date,
        (date_trunc('month', event_date) + interval '1' month)::timestamp
            as month_ends_at,
        count(distinct event_date) as active_days,
        sum(views) as views,
        sum(likes) as likes,
        sum(posts) as posts

    from acts
    group by all

),

expected as (

    select
        months.*,
        profiles.country_code,
        profiles.cohort_month,
        countries.continent

    from months
    left join profiles
        on
            months.user_id = profiles.user_id
            and months.month_ends_at > profiles.holds_from
            and months.month_ends_at <= profiles.holds_to
    left join {{ ref('countries') }} as countries
        on profiles.country_code = countries.country_code

),

found as (

    select * from {{ ref('agg_feed_user_monthly') }}
    where month_start_date >= {{ first_month }}

),

{{ rows_that_differ_by('month_start_date', keys=['user_id'], columns=[
    'country_code', 'continent', 'cohort_month', 'active_days', 'views',
    'likes', 'posts',
]) }}
