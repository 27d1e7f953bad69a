with

events as (

    select
        post_event_id,
        post_id,
        user_id as viewer_id,
        event_type,
        event_at,
        event_at::date as event_date,
        ingested_at,
        load_date

    from {{ in_window(ref('stg_platform__post_events'), 'event_at') }}

),

users as (

    select
        user_id,
        user_version_key,
        valid_from,
        valid_to

    from {{ in_window(ref('dim_user'), 'valid_to') }}

),

posts as (

    select
        post_id,
        creator_id,
        created_at,
        deleted_at

    from {{ ref('dim_post') }}
    where is_current

),

post_versions as (

    select
        post_id,
        post_version_key,
        valid_from,
        valid_to

    from {{ in_window(ref('dim_post'), 'valid_to') }}

),

-- with what the same viewers did to the same posts before the window
of_viewer_and_post as (

    select
        post_event_id,
        post_id,
        viewer_id,
        event_type,
        event_at

    from events
    {%- if is_incremental() %}

    union all

    select
        past.post_event_id,
        past.post_id,
        past.viewer_id,
        past.event_type,
        past.event_at

    from {{ this }} as past
    semi join events
        on
            past.post_id = events.post_id
            and past.viewer_id = events.viewer_id
    where past.event_date < {{ rewritten_from('event_date') }}
    {%- endif %}

),

in_order as (

    select
        post_event_id,
        row_number() over (
            partition by post_id, viewer_id, event_type
            order by event_at, post_event_id
        ) as occurrence,
        min(event_at) filter (where event_type = 'view') over (
            partition by post_id, viewer_id
        ) as first_viewed_at

    from of_viewer_and_post

),

judged as (

    select
        events.*,
        in_order.occurrence,
        posts.creator_id,
        {{ seconds_between('posts.created_at', 'events.event_at') }}
            as post_age_seconds,
        events.event_type = 'like' and in_order.occurrence > 1
            as is_repeated_like,
        events.event_type = 'like'
        and coalesce(in_order.first_viewed_at > events.event_at, true)
            as is_like_without_view,
        coalesce(events.event_at >= posts.deleted_at, false)
            as is_after_deletion

    from events
    inner join in_order on events.post_event_id = in_order.post_event_id
    left join posts on events.post_id = posts.post_id

),

counted as (

    select
        *,
        not is_repeated_like and not is_after_deletion as is_counted

    from judged

),

measured as (

    select
        *,
        (is_counted and event_type = 'view')::integer as views,
        (
            is_counted and event_type = 'view' and occurrence = 1
        )::integer as first_views,
        (is_counted and event_type = 'like')::integer as likes,
        (
            is_counted and event_type = 'like' and not is_like_without_view
        )::integer as likes_after_view

    from counted

),

joined as (

    select
        ---------- keys
        measured.post_event_id,
        measured.post_id,
        post_versions.post_version_key,
        measured.viewer_id,
        viewers.user_version_key as viewer_version_key,
        measured.creator_id,
        creators.user_version_key as creator_version_key,

        ---------- attributes
        measured.event_type,

        ---------- measures
        measured.post_age_seconds,
        measured.views,
        measured.first_views,
        measured.likes,
        measured.likes_after_view,

        ---------- flags
        measured.is_repeated_like,
        measured.is_like_without_view,
        measured.is_after_deletion,
        measured.is_counted,

        ---------- timestamps
        measured.event_at,
        measured.event_date,
        measured.ingested_at,
        measured.load_date

    from measured
    {{ join_version(
        'post_versions', on=['post_id'], at='measured.event_at'
    ) }}
    {{ join_version(
        'users',
        as_='viewers',
        on={'user_id': 'viewer_id'},
        at='measured.event_at'
    ) }}
    {{ join_version(
        'users',
        as_='creators',
        on={'user_id': 'creator_id'},
        at='measured.event_at'
    ) }}

)

select * from joined
