{#-
    Raw events as they should reach the facts, for tests: each once, as it first arrived
    unbroken, of the viewing days from first_day on. Which arrivals are broken is known from
    raw_defects, so nothing here depends on how staging judges. What tests compare is tidied
    here in their own words; devices and subscriptions stand as they were sent.
-#}
{% macro first_valid_arrivals(first_day) %}
    with

    invalid as (

        select
            load_date,
            arrival_number

        from {{ ref('raw_defects') }}
        where
            record_source = 'consumer_events'
            and defect = 'invalid'
            and load_date >= {{ first_day }}

    ),

    valid as (

        select
            arrivals.* replace (
                lower(trim(arrivals.event_type)) as event_type,
                {{ with_fields('location', 'arrivals.location', {
                    'country': 'upper(trim(arrivals.location.country))',
                    'city': 'trim(arrivals.location.city)',
                    'region': 'trim(arrivals.location.region)',
                    'timezone': 'trim(arrivals.location.timezone)',
                }) }} as location,
                if(arrivals.content is not null, {{ with_fields('content', 'arrivals.content', {
                    'title': 'trim(arrivals.content.title)',
                    'type': 'trim(arrivals.content.type)',
                    'provider': 'trim(arrivals.content.provider)',
                    'genre': 'trim(arrivals.content.genre)',
                    'language': 'trim(arrivals.content.language)',
                }) }}, null) as content,
                [
                    {{ with_fields('user_action', 'item', {
                        'action_type': 'trim(item.action_type)',
                    }) }}
                    for item in arrivals.user_action
                ] as user_action
            ),
            timezone(
                trim(arrivals.location.timezone),
                timezone('UTC', arrivals.timestamp)
            ) as local_at

        from {{ ref('raw_consumer_events') }} as arrivals
        anti join invalid
            on
                arrivals.load_date = invalid.load_date
                and arrivals.arrival_number = invalid.arrival_number
        where arrivals.load_date >= {{ first_day }}

    )

    select
        *,
        (local_at - interval '5' hour)::date as viewing_date

    from valid
    where (local_at - interval '5' hour)::date >= {{ first_day }}
    qualify row_number() over (
        partition by event_id
        order by ingested_at, load_date, arrival_number
    ) = 1
{%- endmacro %}


{#-
    The versions that a log of changes in raw tells, for tests that hold a dimension against
    it: the body of a CTE with the key, the attributes, valid_from and valid_to. Of the
    changes of one instant the one with the highest change_id counts; one that leaves every
    attribute as it was makes no version. `attributes` maps names to expressions on raw.
-#}
{% macro versions_in_raw(log, key, attributes) %}
    with

    last_of_each_instant as (

        select
            {{ key }},
            {%- for name, expression in attributes.items() %}
            {{ expression }} as {{ name }},
            {%- endfor %}
            changed_at

        from {{ log }}
        qualify change_id = max(change_id) over (
            partition by {{ key }}, changed_at
        )

    ),

    hashed as (

        select
            *,
            {{ hash_key(attributes.keys() | list) | indent(8) }} as state

        from last_of_each_instant

    ),

    compared as (

        select
            *,
            lag(state) over (
                partition by {{ key }} order by changed_at
            ) as state_before

        from hashed

    ),

    begun as (

        select * from compared
        where
            state_before is null
            or state_before <> state

    )

    select
        {{ key }},
        {{ attributes | join(',\n        ') }},
        case
            when state_before is null then timestamp '1900-01-01'
            else changed_at
        end as valid_from,
        coalesce(
            lead(changed_at) over (partition by {{ key }} order by changed_at),
            timestamp '9999-12-31'
        ) as valid_to

    from begun
{%- endmacro %}


{#-
    Views and likes of posts as they should count, for tests: from raw alone, each judged by
    all that the same viewer did to the same post before. Of the dates from first_day on, and
    where only_if holds for the raw row.
-#}
{% macro judged_post_events(first_day, only_if='true') %}
    with

    arrived as (

        {{ first_arrivals_of_post_events() | indent(8) }}

    ),

    tested as (

        select
            events.*,
            posts.user_id as creator_id,
            posts.created_at as published_at,
            coalesce(events.created_at >= posts.deleted_at, false)
                as is_after_deletion

        from arrived as events
        left join {{ ref('raw_posts') }} as posts
            on events.post_id = posts.post_id
        where
            events.created_at >= {{ first_day }}
            and {{ only_if }}

    ),

    preceded as (

        select
            tested.event_id,
            bool_or(
                earlier.event_type = tested.event_type
                and (
                    earlier.created_at < tested.created_at
                    or earlier.event_id < tested.event_id
                )
            ) as is_repeated,
            bool_or(earlier.event_type = 'view') as is_of_seen

        from tested
        inner join arrived as earlier
            on
                tested.user_id = earlier.user_id
                and tested.post_id = earlier.post_id
                and tested.created_at >= earlier.created_at
        group by all

    ),

    judged as (

        select
            tested.event_id as post_event_id,
            tested.post_id,
            tested.user_id as viewer_id,
            tested.creator_id,
            tested.event_type,
            floor(epoch(tested.created_at - tested.published_at))::integer
                as post_age_seconds,
            tested.event_type = 'like' and preceded.is_repeated
                as is_repeated_like,
            tested.event_type = 'like' and not preceded.is_of_seen
                as is_like_without_view,
            tested.is_after_deletion,
            not preceded.is_repeated as is_first,
            tested.created_at as event_at,
            tested.created_at::date as event_date,
            tested.ingested_at,
            tested.load_date

        from tested
        inner join preceded on tested.event_id = preceded.event_id

    )

    select
        *,
        not (is_repeated_like or is_after_deletion) as is_counted,
        (event_type = 'view' and not is_after_deletion)::integer as views,
        (
            event_type = 'view' and not is_after_deletion and is_first
        )::integer as first_views,
        (
            event_type = 'like' and not is_after_deletion and is_first
        )::integer as likes,
        (
            event_type = 'like' and not is_after_deletion and is_first
            and not is_like_without_view
        )::integer as likes_after_view

    from judged
{%- endmacro %}


{#-
    What raw says of the users at every time, for tests: a row for each change, from its
    instant until the next one; the first holds from ever on. Of two changes at one instant
    the later one holds.
-#}
{% macro profiles_in_raw() %}
    select
        user_id,
        country_code,
        date_trunc('month', created_at)::date as cohort_month,
        case
            when lag(change_id) over of_the_user is null
                then timestamp '1900-01-01'
            else changed_at
        end as holds_from,
        coalesce(
            lead(changed_at) over of_the_user, timestamp '9999-12-31'
        ) as holds_to

    from {{ ref('raw_user_changes') }}
    window of_the_user as (
        partition by user_id order by changed_at, change_id
    )
{%- endmacro %}


{#-
    A struct of raw events with some of its fields made anew: `changes` maps their names to
    expressions. The others are those that the yml lists for the column.
-#}
{% macro with_fields(column, struct, changes) -%}
    {%- set fields = {} -%}
    {%- if execute -%}
        {%- set type = graph.nodes['model.reelhouse.raw_consumer_events'].columns[column].data_type -%}
        {%- for field in fields_of_struct(type) -%}
            {%- do fields.update({field: changes.get(field, struct ~ '.' ~ field)}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ struct_of(fields or changes) }}
{%- endmacro %}
