{#-
    What the truths of the exam read behind the marts: the constants of the world, and what its
    causes did to plays and sessions.
-#}

{#- A constant of the world. -#}
{% macro constant(name) -%}
    (select value::double from {{ ref('behaviour') }} where name = '{{ name }}')
{%- endmacro %}


{#-
    How likely a play ends before a share of the content that is a point of the curve
    playback.watched, by the hold that its viewer, its title and its stops have on it.
-#}
{% macro chance_to_end_before(share, hold) -%}
    (
        select string_split(point, ':')[1]::double
        from (
            select unnest(string_split(value, ' ')) as point
            from {{ ref('behaviour') }}
            where name = 'playback.watched'
        )
        where string_split(point, ':')[2]::double = {{ share }}
    ) ^ exp({{ hold }})
{%- endmacro %}


{#- Plays of films with the patience of the viewer and the quality of the title; a CTE's body. -#}
{% macro with_causes(plays) %}
    select
        plays.*,
        users.patience,
        titles.quality,
        plays.buffering_incidents * {{ constant('playback.stop_shortens') }}
            as shortened

    from {{ plays }} as plays
    inner join {{ ref('truth_users') }} as users
        on plays.user_id = users.user_id
    inner join {{ ref('truth_titles') }} as titles
        on plays.content_id = titles.title_id
{% endmacro %}


{#-
    How many sessions a message added for each send that reached somebody: what messages added on
    a day is shared among those that acted, by what each did to the rate.
-#}
{% macro sessions_added_by(message) -%}
with

sends as (

    select
        delivery_id,
        send_date,
        message = '{{ message }}' and is_final and is_treated as is_counted

    from {{ ref('fct_message_path') }}

),

acting as (

    select
        truth.user_id,
        truth.viewing_date,
        acts.delivery_id,
        truth.sessions_with - truth.sessions_without as added

    from {{ ref('raw_cio_truth') }} as truth
    cross join unnest(truth.delivery_ids) as acts (delivery_id)

),

weighted as (

    select
        acting.user_id,
        acting.viewing_date,
        acting.added,
        sends.is_counted,
        exp(
            (sends.send_date - acting.viewing_date)
            / {{ constant('outreach.wanes') }}
        ) as weight

    from acting
    inner join sends
        on acting.delivery_id = sends.delivery_id

),

shared as (

    select
        is_counted,
        added * weight / sum(weight) over (partition by user_id, viewing_date)
            as added

    from weighted

)

select
    sum(added) filter (where is_counted)
    / (select count(*) from sends where is_counted) as truth

from shared
{%- endmacro %}
