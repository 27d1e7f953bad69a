-- Of every month: how many of its days are loaded, and whether the load days
-- that may still change it are over. What comes from the log of subscriptions
-- goes back to the first sign-up.
{%- set slack = {
    'agg_plan_watch_monthly': 'late_days - 1',
    'agg_subscription_monthly': '0',
    'agg_cohort_retention': '0',
    'agg_feed_user_monthly': 'greatest(7, late_days)',
    'agg_active_users_monthly': 'greatest(7, late_days)',
    'agg_user_retention_monthly': 'greatest(7, late_days)',
    'agg_creator_country_monthly': 'greatest(7, late_days)',
} %}
{%- set of_the_log = ['agg_subscription_monthly', 'agg_cohort_retention'] %}

with

clock as (

    select
        min(load_date) as first_day,
        max(load_date) as last_day,
        max(late_days) as late_days

    from {{ ref('raw_clock') }}

),

months as (

    {% for table, days in slack.items() -%}
    select distinct
        '{{ table }}' as table_name,
        {{ table in of_the_log }} as is_of_the_log,
        {{ days }} as slack_days,
        months.month_start_date,
        months.days_covered,
        months.is_final

    from {{ ref(table) }} as months
    cross join clock
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

loaded as (

    select
        months.table_name,
        months.month_start_date,
        count(*) filter (
            where
            days.date_day <= clock.last_day
            and (months.is_of_the_log or days.date_day >= clock.first_day)
        ) as days_covered

    from months
    cross join clock
    inner join {{ ref('dim_date') }} as days
        on months.month_start_date = days.month_start_date
    group by all

)

select months.*
from months
cross join clock
inner join loaded
    on
        months.table_name = loaded.table_name
        and months.month_start_date = loaded.month_start_date
where
    months.days_covered is distinct from loaded.days_covered
    or months.is_final is distinct from (
        clock.last_day >= months.month_start_date
        + interval '1' month + months.slack_days * interval '1' day
    )
