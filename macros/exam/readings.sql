{#-
    What several queries of the exam read of the marts: each macro is the body of a CTE.
-#}

{#- The first load day whose events name an arm. -#}
{% macro experiment_start() %}
    select min(load_date) as starts_on from {{ ref('fct_events') }}
    where experiment_group is not null
{% endmacro %}


{#- The viewers of each arm that events name, with their sessions before the experiment and in it. -#}
{% macro viewers_by_arm() %}
    with

    experiment as (
        {{ experiment_start() }}
    ),

    arms as (

        select
            user_id,
            any_value(experiment_group) as arm

        from {{ ref('fct_events') }}
        where experiment_group is not null
        group by all

    )

    select
        arms.user_id,
        arms.arm,
        count(*) filter (
            where sessions.viewing_date < experiment.starts_on
        ) as sessions_before,
        count(*) filter (
            where sessions.viewing_date >= experiment.starts_on
        ) as sessions_after

    from arms
    inner join {{ ref('fct_sessions') }} as sessions
        on arms.user_id = sessions.user_id
    cross join experiment
    group by all
{% endmacro %}


{#- The first day with the higher prices. -#}
{% macro price_rise() %}
    select min(change_date) as rises_on
    from {{ ref('fct_subscription_changes') }}
    where is_price_change
{% endmacro %}


{#-
    The monthly subscriptions that began in the 150 days before prices rose, and when their users
    left, if they had by then.
-#}
{% macro monthly_subscriptions() %}
    with

    price_rise as (
        {{ price_rise() }}
    ),

    left_ as (

        select
            changes.user_id,
            min(changes.change_date) as left_on

        from {{ ref('fct_subscription_changes') }} as changes
        inner join price_rise
            on changes.change_date < price_rise.rises_on
        where changes.movement = 'churn'
        group by all

    )

    select
        changes.user_id,
        changes.change_date as began_on,
        left_.left_on,
        price_rise.rises_on - 1 as last_day

    from {{ ref('fct_subscription_changes') }} as changes
    inner join price_rise
        on
            changes.change_date >= price_rise.rises_on - 150
            and changes.change_date < price_rise.rises_on
    left join left_
        on changes.user_id = left_.user_id
    where
        changes.movement = 'new'
        and changes.billing_cycle = 'monthly'
{% endmacro %}


{#-
    The renewals of monthly subscriptions from 150 days before prices rose until two days before the
    last day, by when it is known who left at them. A day of the subscriber is one in UTC or the
    next one, or begins on the day before.
-#}
{% macro renewals() %}
    with

    price_rise as (
        {{ price_rise() }}
    ),

    last_day as (

        select max(viewing_date) - 2 as last_day
        from {{ ref('fct_sessions') }}

    ),

    subscriptions as (

        select
            user_id,
            subscription_key,
            start_date,
            max(valid_from) filter (where status = 'cancelled')::date
                as ended_on

        from {{ ref('dim_user_subscription') }}
        group by all
        having bool_and(billing_cycle = 'monthly')

    ),

    due as (

        select
            *,
            (start_date + to_months(payment))::date as renews_on

        from subscriptions
        cross join range(1, 120) as payments (payment)

    )

    select
        due.user_id,
        due.renews_on,
        price_rise.rises_on,
        due.renews_on >= price_rise.rises_on as is_dearer,
        coalesce(due.ended_on <= due.renews_on + 1, false) as has_left

    from due
    cross join last_day
    inner join price_rise
        on due.renews_on >= price_rise.rises_on - 150
    where
        due.renews_on <= last_day.last_day
        and (due.ended_on is null or due.ended_on >= due.renews_on - 1)
{% endmacro %}


{#-
    The renewals of nine days before prices rose and of nine days from then on, with whether the
    subscriber had one session at most in the ten days before those nine.
-#}
{% macro renewals_of_light_viewers() %}
    with

    renewals as (

        select
            *,
            case when is_dearer then rises_on else rises_on - 9 end as since

        from (
            {{ renewals() }}
        )
        where renews_on >= rises_on - 9

    )

    select
        renewals.*,
        count(sessions.session_id) <= 1 as is_light

    from renewals
    left join {{ ref('fct_sessions') }} as sessions
        on
            renewals.user_id = sessions.user_id
            and sessions.viewing_date between renewals.since - 10
            and renewals.since - 1
    group by all
{% endmacro %}


{#- The last day of the first week, in which nobody has got much marketing yet. -#}
{% macro first_week() %}
    select min(viewing_date) + 7 as last_day from {{ ref('fct_sessions') }}
{% endmacro %}


{#- The addressees of a CTE with their sessions after the first week. -#}
{% macro sessions_after_the_first_week(addressed) %}
    with

    first_week as (
        {{ first_week() }}
    )

    select
        addressed.*,
        count(sessions.session_id) filter (
            where sessions.viewing_date > first_week.last_day
        ) as sessions

    from {{ addressed }} as addressed
    cross join first_week
    left join {{ ref('fct_sessions') }} as sessions
        on addressed.user_id = sessions.user_id
    group by all
{% endmacro %}


{#-
    The plays of films, which are left whenever the viewer likes: no episode is due. A film of a
    session with episodes, or that its viewer plays again, is left out: it is seen in two sittings,
    and half of it is no verdict.
-#}
{% macro plays_of_films() %}
    select
        events.*,
        contents.duration_minutes

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_content') }} as contents
        on events.content_version_key = contents.content_version_key
    where events.event_type = 'content_play'
    qualify
        contents.series_id is null
        and not bool_or(contents.series_id is not null)
            over (partition by events.session_id)
        and count(*) over (partition by events.user_id, events.content_id) = 1
{% endmacro %}


{#-
    The plays of the twenty films that were completed most in the first half of the days, among
    those with 10 to 25 plays there.
-#}
{% macro plays_of_the_best_titles() %}
    with

    plays as (

        select
            *,
            viewing_date < min(viewing_date) over () + 15 as is_first_half

        from (
            {{ plays_of_films() }}
        )

    ),

    best as (

        select content_id from plays
        where is_first_half
        group by all
        having count(*) between 10 and 25
        order by
            avg(is_completed::integer) desc,
            content_id asc
        limit 20

    )

    select plays.* from plays
    inner join best
        on plays.content_id = best.content_id
{% endmacro %}
