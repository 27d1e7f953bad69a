-- Of every month that a build may rewrite: the views and likes of a creator,
-- by the country of the profile in raw at the instant of each.
{%- set first_month = month_of(tested_from() ~ ' - 1') %}

with

profiles as (

    {{ profiles_in_raw() | indent }}

),

judged as (

    {{ judged_post_events(first_month) | indent }}

),

expected as (

    select
        judged.creator_id,
        profiles.country_code,
        date_trunc('month', judged.event_date)::date as month_start_date,
        sum(judged.views) as views,
        count(distinct judged.viewer_id) filter (where judged.views > 0)
            as viewers,
        sum(judged.likes) as likes

    from judged
    left join profiles
        on
            judged.creator_id = profiles.user_id
            and judged.event_at >= profiles.holds_from
            and judged.event_at < profiles.holds_to
    where judged.creator_id is not null and judged.is_counted
    group by all

),

found as (

    select * from {{ ref('agg_creator_country_monthly') }}
    where month_start_date >= {{ first_month }}

),

{{ rows_that_differ_by(
    'month_start_date', keys=['creator_id', 'country_code'],
    columns=['views', 'viewers', 'likes']
) }}
