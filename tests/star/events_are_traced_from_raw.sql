-- A sample of plain, late, orphan, duplicate and untidy events, each followed
-- by hand from its raw row to every fact and every version that it touches. A
-- row is a step on which it was lost.
{%- set first_day = tested_from() %}
{%- set versions = {
    'dim_user': {
        'key': 'user_version_key',
        'shows': {'versions.user_id': 'sample.user_id'},
    },
    'dim_content': {
        'key': 'content_version_key',
        'shows': {'versions.content_id': 'sample.content.id'},
        'unless': 'sample.content is null',
    },
    'dim_device': {
        'key': 'device_version_key',
        'shows': {
            'versions.user_id': 'sample.user_id',
            'versions.device_id': 'sample.device.id',
            'versions.os_version': 'trim(sample.device.os_version)',
            'versions.app_version': 'trim(sample.device.app_version)',
            'versions.model': 'trim(sample.device.model)',
        },
    },
    'dim_location': {
        'key': 'location_version_key',
        'shows': {
            'versions.user_id': 'sample.user_id',
            'versions.city': 'sample.location.city',
            'versions.timezone': 'sample.location.timezone',
        },
    },
    'dim_user_subscription': {
        'key': 'subscription_version_key',
        'shows': {
            'versions.user_id': 'sample.user_id',
            'lower(versions.plan)': 'lower(trim(sample.user_subscription.plan))',
            'versions.start_date': 'sample.user_subscription.start_date',
        },
    },
} %}

with

defects as (

    select
        event_id,
        bool_or(defect = 'late') as was_late,
        bool_or(defect = 'orphan') as was_orphan,
        bool_or(defect = 'duplicate') as is_duplicate,
        bool_or(defect = 'untidy') as was_untidy

    from {{ ref('raw_defects') }}
    where
        record_source = 'consumer_events'
        and load_date >= {{ first_day }}
    group by all

),

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

sample as (

    select
        arrivals.*,
        case
            when defects.was_untidy then 'untidy'
            when defects.is_duplicate then 'duplicate'
            when defects.was_orphan then 'orphan'
            when defects.was_late then 'late'
            else 'plain'
        end as kind

    from arrivals
    left join defects
        on arrivals.event_id = defects.event_id
    qualify dense_rank() over (
        partition by kind
        order by md5(arrivals.event_id::varchar)
    ) <= 25

),

followed as (

    select
        sample.event_id,
        sample.kind,
        [
            {
                'step': 'fct_events',
                'is_found': (
                    select count(*) = 1
                    from {{ ref('fct_events') }} as facts
                    where
                        facts.event_id = sample.event_id
                        and facts.user_id = sample.user_id
                        and facts.session_id = sample.session_id
                        and facts.content_id
                        = coalesce(sample.content.id, {{ no_content() }})
                        and facts.event_type = sample.event_type
                        and facts.event_at = sample.timestamp
                        and facts.ingested_at = sample.ingested_at
                        and facts.viewing_date = sample.viewing_date
                        and facts.event_date = sample.timestamp::date
                        and facts.time_of_day_key
                        = datepart('hour', sample.local_at) * 60
                        + datepart('minute', sample.local_at)
                        and facts.play_duration_seconds
                        is not distinct from
                        sample.event_details.play_duration
                        and facts.is_late
                        = (sample.viewing_date < sample.load_date)
                        and (sample.kind <> 'orphan' or facts.is_orphan)
                        and (sample.kind <> 'late' or facts.is_late)
                )
            },
            {%- for dimension, version in versions.items() %}
            {
                'step': '{{ dimension }}',
                'is_found': {{ version.get('unless', 'false') }} or (
                    select count(*) = 1
                    from {{ ref('fct_events') }} as facts
                    inner join {{ ref(dimension) }} as versions
                        on
                            facts.{{ version.key }}
                            = versions.{{ version.key }}
                    where
                        facts.event_id = sample.event_id
                        {%- for column, shown in version.shows.items() %}
                        and {{ column }} = {{ shown }}
                        {%- endfor %}
                        and versions.valid_from <= sample.timestamp
                        and versions.valid_to > sample.timestamp
                )
            },
            {%- endfor %}
            {
                'step': 'bridge_subscription_service',
                'is_found': coalesce((
                    select list(bridge.service order by bridge.service)
                    from {{ ref('fct_events') }} as facts
                    inner join {{ ref('dim_user_subscription') }} as versions
                        on
                            facts.subscription_version_key
                            = versions.subscription_version_key
                    inner join
                        {{ ref('bridge_subscription_service') }} as bridge
                        on versions.service_set_key = bridge.service_set_key
                    where facts.event_id = sample.event_id
                ), []) = coalesce(list_sort(list_distinct(
                    sample.user_subscription.connected_services
                )), [])
            },
            {
                'step': 'fct_user_actions',
                'is_found': coalesce((
                    select list(facts.action_type order by facts.action_number)
                    from {{ ref('fct_user_actions') }} as facts
                    where
                        facts.event_id = sample.event_id
                        and facts.user_id = sample.user_id
                        and facts.content_id = sample.content.id
                        and facts.viewing_date = sample.viewing_date
                ), []) = coalesce(
                    [item.action_type for item in sample.user_action], []
                )
            },
            {
                'step': 'fct_search_history',
                'is_found': coalesce((
                    select list(facts.search_id order by facts.search_number)
                    from {{ ref('fct_search_history') }} as facts
                    where
                        facts.event_id = sample.event_id
                        and facts.user_id = sample.user_id
                        and facts.viewing_date = sample.viewing_date
                ), []) = coalesce(
                    [item.search_id for item in sample.search_history], []
                )
            },
            {
                'step': 'fct_recommendations',
                'is_found': coalesce((
                    select
                        list(
                            facts.content_id
                            order by facts.recommendation_number
                        )
                    from {{ ref('fct_recommendations') }} as facts
                    inner join {{ ref('dim_content') }} as versions
                        on
                            facts.content_version_key
                            = versions.content_version_key
                            and facts.content_id = versions.content_id
                            and versions.valid_from <= sample.timestamp
                            and versions.valid_to > sample.timestamp
                    where
                        facts.event_id = sample.event_id
                        and facts.user_id = sample.user_id
                        and facts.viewing_date = sample.viewing_date
                ), []) = coalesce(
                    [item.content_id for item in sample.recommendations], []
                )
            },
            {
                'step': 'fct_sessions',
                'is_found': (
                    select count(*) = 1
                    from {{ ref('fct_sessions') }} as facts
                    where
                        facts.session_id = sample.session_id
                        and facts.user_id = sample.user_id
                        and facts.viewing_date = sample.viewing_date
                        and facts.started_at <= sample.timestamp
                        and facts.ended_at >= sample.timestamp
                )
            },
            {
                'step': 'agg_user_daily',
                'is_found': (
                    select count(*) = 1
                    from {{ ref('agg_user_daily') }} as facts
                    where
                        facts.user_id = sample.user_id
                        and facts.viewing_date = sample.viewing_date
                )
            },
            {
                'step': 'agg_content_daily',
                'is_found': sample.content is null or (
                    select count(*) = 1
                    from {{ ref('agg_content_daily') }} as facts
                    where
                        facts.content_id = sample.content.id
                        and facts.viewing_date = sample.viewing_date
                        and facts.plays > 0
                )
            }
        ] as steps

    from sample

),

traced as (

    select
        event_id,
        kind,
        unnest(steps) as followed_to

    from followed

)

select
    traced.event_id,
    traced.kind,
    traced.followed_to.step

from traced
where not coalesce(traced.followed_to.is_found, false)
