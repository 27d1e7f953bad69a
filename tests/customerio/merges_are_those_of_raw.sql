-- Each id that raw says was merged, as the alias, the events and, of a visitor,
-- the resolution tell of it: when, how surely, how much came along. Traits are
-- counted in raw: those that an account ever had, none before its profile came.
with

accounts as (

    select
        user_id,
        min(created_at)::date::varchar as created_on,
        arg_max(lower(trim(email)), change_id)
        filter (where kind <> 'delete') as email,
        bool_or(kind = 'delete') as is_deleted,
        max((email is not null)::integer) as has_email,
        max((first_name is not null)::integer) as has_first_name,
        max((last_name is not null)::integer) as has_last_name,
        max((country_code is not null)::integer) as has_country,
        max((favorite_color is not null)::integer) as has_color

    from {{ ref('raw_user_changes') }}
    group by all

),

users as (

    select
        *,
        has_email + has_first_name + has_last_name + has_country + has_color
            as traits

    from accounts

),

devices as (

    select
        user_id,
        count(distinct device_id) as devices

    from {{ ref('dim_device') }}
    where device_type <> 'smartTV'
    group by all

),

objects as (

    select
        user_id,
        count(*) as objects

    from {{ ref('relationships') }}
    group by all

),

identities as (

    select
        identity_id::varchar as alias_id,
        user_id,
        other_user_id,
        confidence,
        visits,
        events,
        first_seen_at,
        last_seen_at,
        resolved_at,
        coalesce(other_user_id, anonymous_id)::varchar as other_id,
        kind = 'anonymous' as is_visitor,
        if(method = 'signup', 'email_match', method) as method,
        greatest(
            date_trunc('hour', resolved_at) + interval '1' hour, load_date
        ) as told_at

    from {{ ref('raw_cio_identities') }}

),

known as (

    select
        identities.* replace (identities.user_id::varchar as user_id),
        users.created_on,
        others.created_on as other_created_on,
        coalesce(users.traits, 0) as traits,
        coalesce(others.traits, 0) as other_traits,
        if(users.is_deleted, null, users.email) as email,
        if(others.is_deleted, null, others.email) as other_email,
        case
            when users.user_id is null or others.user_id is null then 0
            else
                least(users.has_email, others.has_email)
                + least(users.has_first_name, others.has_first_name)
                + least(users.has_last_name, others.has_last_name)
                + least(users.has_country, others.has_country)
                + least(users.has_color, others.has_color)
        end as conflicts,
        coalesce(devices.devices, 0) as devices,
        coalesce(objects.objects, 0) as objects

    from identities
    left join users on identities.user_id = users.user_id
    left join users as others on identities.other_user_id = others.user_id
    left join devices on identities.user_id = devices.user_id
    left join objects on identities.user_id::varchar = objects.user_id

),

visitors as (

    select * from known
    where is_visitor

),

told as (

    select
        known.*,
        false as is_completed,
        known.resolved_at as happened_at

    from known
    union all
    select
        known.*,
        true as is_completed,
        known.told_at as happened_at

    from known

)

select
    'user_aliases' as table_name,
    coalesce(known.alias_id, found.alias_id) as row_key

from known
full join {{ ref('user_aliases') }} as found
    on known.alias_id = found.alias_id
where
    (
        known.user_id, known.other_id, known.is_visitor, known.method,
        known.confidence, known.resolved_at, known.told_at,
        known.created_on, known.other_created_on, known.email,
        known.other_email
    ) is distinct from (
        found.primary_user_id, found.secondary_user_id,
        found.alias_type = 'anonymous_merge', found.validation_method,
        found.confidence_score, found.alias_effective_at,
        found.alias_created_at, found.alias_properties.signup_date_primary,
        found.alias_properties.signup_date_secondary,
        found.alias_properties.primary_email,
        found.alias_properties.secondary_email
    )
    or (
        known.traits, known.other_traits, known.other_traits,
        known.events, coalesce(known.events, 0), known.conflicts,
        known.devices, known.objects
    ) is distinct from (
        found.user_context.primary_traits_count,
        found.user_context.secondary_traits_count,
        found.merge_statistics.traits_merged_count,
        found.user_context.secondary_events_count,
        found.merge_statistics.events_migrated_count,
        found.merge_statistics.conflicts_resolved_count,
        found.user_context.devices_count, found.user_context.objects_count
    )
union all
select
    'alias_events' as table_name,
    coalesce(told.alias_id, found.alias_id) as row_key

from told
full join {{ ref('alias_events') }} as found
    on
        told.alias_id = found.alias_id
        and told.is_completed = (found.event_type = 'merge_completed')
left join {{ ref('user_aliases') }} as aliases
    on found.alias_id = aliases.alias_id
where
    (
        told.user_id, told.other_id, told.happened_at, told.told_at,
        if(told.is_visitor, 'anonymous_merge', 'duplicate_consolidation'),
        told.conflicts, told.is_completed
    ) is distinct from (
        found.primary_user_id, found.secondary_user_id, found.event_timestamp,
        found.processing_completed_at, found.event_properties.alias_type,
        found.event_properties.conflicts_detected,
        found.data_migration_summary is not null
    )
    or told.is_completed and (
        told.other_traits, coalesce(told.events, 0), told.traits,
        told.traits + told.other_traits - told.conflicts,
        aliases.chain_depth + 1
    ) is distinct from (
        found.data_migration_summary.traits_migrated,
        found.data_migration_summary.events_migrated,
        found.user_state_before.primary_traits_count,
        found.user_state_after.merged_traits_count,
        found.user_state_after.consolidated_profiles
    )
union all
select
    'anonymous_identity_resolution' as table_name,
    coalesce(visitors.alias_id, found.resolution_id) as row_key

from visitors
full join {{ ref('anonymous_identity_resolution') }} as found
    on visitors.alias_id = found.resolution_id
where
    (
        visitors.other_id, visitors.user_id, visitors.confidence,
        visitors.visits, visitors.events, visitors.first_seen_at,
        visitors.last_seen_at, visitors.resolved_at
    ) is distinct from (
        found.anonymous_id, found.resolved_user_id,
        found.resolution_confidence, found.anonymous_session_count,
        found.anonymous_events_count, found.anonymous_first_seen,
        found.anonymous_last_seen, found.resolved_at
    )
