{%- set first_day = rewritten_from('load_date') -%}

with

-- days before, since a session that was told of is not told of again
events as (

    select * from {{ ref('stg_consumer_events__events') }}
    where load_date >= {{ first_day }} - {{ parameter('late_days') }}

),

searches as (

    select * from {{ in_window(ref('stg_consumer_events__search_history')) }}

),

clicks as (

    select * from {{ in_window(ref('stg_consumer_events__recommendations')) }}
    where is_clicked

),

in_session as (

    select
        event_id,
        ended_at

    from {{ in_window(ref('int_events__in_session'), 'load_date') }}

),

opened as (

    select *
    from events
    qualify row_number() over (
        partition by session_id order by load_date, event_at, event_id
    ) = 1

),

views as (

    select
        event_id,
        case event_type
            when 'browse' then 'Home'
            when 'search' then 'Search'
            when 'content_play' then 'Player'
        end as view_name,
        case event_type
            when 'browse' then '/'
            when 'search' then '/search'
            when 'content_play' then '/watch/' || content_id
        end as path

    from events
    where
        load_date >= {{ first_day }}
        -- a television has an app, but no screens that Customer.IO knows
        and (device_type = 'desktop' or {{ is_app_device() }})

),

shown as (

    select
        events.event_id,
        case
            when events.device_type = 'desktop' then 'page'
            else 'screen'
        end as call_type,
        views.view_name as event_name,
        1 as place,
        case events.device_type
            when 'desktop' then {{ json_object(
                texts={'title': 'events.content_title'},
                quoted={
                    'category': 'events.event_type',
                    'path': 'views.path',
                    'url': "'" ~ website() ~ "' || views.path",
                },
            ) | indent(16) }}
            else {{ json_object(
                texts={'title': 'events.content_title'},
                quoted={
                    'category': 'events.event_type',
                    'content_id': 'events.content_id',
                },
            ) | indent(16) }}
        end as about,
        events.event_at as event_timestamp

    from events
    inner join views on events.event_id = views.event_id

),

done as (

    select
        event_id,
        call_type,
        event_name,
        place,
        about,
        event_timestamp

    from shown
    union all
    select
        event_id,
        'track' as call_type,
        'Application Opened' as event_name,
        0 as place,
        {{ json_object(texts={'version': 'device_app_version'}) | indent(8) }}
            as about,
        event_at as event_timestamp

    from opened
    where
        load_date >= {{ first_day }}
        and device_type <> 'desktop'
    union all
    select
        event_id,
        'track' as call_type,
        'Products Searched' as event_name,
        1 + search_number as place,
        {{ json_object(
            texts={'query': 'query'},
            plain={'results_count': 'results_count'},
        ) | indent(8) }} as about,
        search_at as event_timestamp

    from searches
    union all
    select
        clicks.event_id,
        'track' as call_type,
        'Product Clicked' as event_name,
        1 + clicks.recommendation_number as place,
        {{ json_object(
            texts={'list_id': 'clicks.algorithm'},
            quoted={'product_id': 'clicks.content_id'},
            plain={'position': 'clicks.recommendation_number'},
        ) | indent(8) }} as about,
        in_session.ended_at as event_timestamp

    from clicks
    inner join in_session on clicks.event_id = in_session.event_id

),

told as (

    select
        {{ hash_key(['done.event_id', 'done.event_name', 'done.place']) }}
            as message_id,
        done.event_id as source_id,
        events.user_id,
        events.session_id,
        events.content_id,
        done.call_type,
        done.event_name,
        done.place,
        done.about,
        {{ device_context() | indent(8) }} as context,
        done.event_timestamp,
        events.ingested_at as arrived_at,
        events.load_date

    from done
    inner join events on done.event_id = events.event_id

),

calls as (

    {{ calls('told', others=['session_id', 'content_id']) | indent }}

)

select * from calls
