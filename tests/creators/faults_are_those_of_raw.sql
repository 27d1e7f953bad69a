-- Of every day that a build may rewrite: the faults, each counted from raw in
-- its own words.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

events as (

    select
        events.*,
        coalesce(events.created_at >= posts.deleted_at, false) as is_of_deleted

    from {{ ref('raw_post_events') }} as events
    left join {{ ref('raw_posts') }} as posts
        on events.post_id = posts.post_id

),

likes as (

    select
        likes.event_id,
        likes.created_at,
        bool_or(
            others.event_type = 'like'
            and (
                others.created_at < likes.created_at
                or others.event_id < likes.event_id
            )
        ) as is_repeated,
        not bool_or(others.event_type = 'view') as is_of_unseen

    from events as likes
    inner join events as others
        on
            likes.user_id = others.user_id
            and likes.post_id = others.post_id
            and likes.created_at >= others.created_at
    where
        likes.event_type = 'like'
        and likes.created_at >= {{ first_day }}
    group by all

),

in_raw as (

    select
        'repeated like' as fault,
        created_at::date as event_date

    from likes
    where is_repeated
    union all
    select
        'like without view' as fault,
        created_at::date as event_date

    from likes
    where is_of_unseen
    union all
    select
        event_type || ' after deletion' as fault,
        created_at::date as event_date

    from events
    where
        is_of_deleted
        and created_at >= {{ first_day }}

),

differing as (

    select
        fault,
        event_date,
        sum(faulty_events) as difference

    from (
        select
            fault,
            event_date,
            1 as faulty_events

        from in_raw
        union all
        select
            fault,
            event_date,
            -faulty_events as faulty_events

        from {{ ref('agg_post_fault_daily') }}
        where event_date >= {{ first_day }}
    )
    group by all

)

select * from differing
where difference <> 0
