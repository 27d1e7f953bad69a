-- Merges without exactly two events, found and then completed, or whose events
-- tell of other traits and events than the merge moved. Traits are counted in
-- raw: those that an account ever had.
with

traits as (

    select
        user_id::varchar as user_id,
        max((email is not null)::integer)
        + max((first_name is not null)::integer)
        + max((last_name is not null)::integer)
        + max((country_code is not null)::integer)
        + max((favorite_color is not null)::integer) as traits

    from {{ ref('raw_user_changes') }}
    group by all

)

select
    aliases.alias_id,
    count(events.event_id) as events

from {{ ref('user_aliases') }} as aliases
left join {{ ref('alias_events') }} as events
    on aliases.alias_id = events.alias_id
left join traits on aliases.secondary_user_id = traits.user_id
group by all
having
    count(events.event_id) <> 2
    or count(*) filter (where events.event_type = 'merge_completed') <> 1
    or max(events.event_timestamp)
    filter (where events.event_type <> 'merge_completed')
    > min(events.event_timestamp)
    filter (where events.event_type = 'merge_completed')
    or max(events.data_migration_summary.traits_migrated)
    is distinct from coalesce(max(traits.traits), 0)
    or max(events.data_migration_summary.events_migrated)
    is distinct from max(aliases.merge_statistics.events_migrated_count)
    or max(events.event_properties.conflicts_detected)
    is distinct from max(aliases.merge_statistics.conflicts_resolved_count)
