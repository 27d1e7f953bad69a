-- Merges without exactly two events, found and then completed, or whose events
-- tell of other traits and events than the merge moved.

select
    aliases.alias_id,
    count(events.event_id) as events

from {{ ref('user_aliases') }} as aliases
left join {{ ref('alias_events') }} as events
    on aliases.alias_id = events.alias_id
group by all
having
    count(events.event_id) <> 2
    or count(*) filter (where events.event_type = 'merge_completed') <> 1
    or max(events.event_timestamp)
    filter (where events.event_type <> 'merge_completed')
    > min(events.event_timestamp)
    filter (where events.event_type = 'merge_completed')
    or max(events.data_migration_summary.traits_migrated)
    is distinct from max(aliases.merge_statistics.traits_merged_count)
    or max(events.data_migration_summary.events_migrated)
    is distinct from max(aliases.merge_statistics.events_migrated_count)
    or max(events.event_properties.conflicts_detected)
    is distinct from max(aliases.merge_statistics.conflicts_resolved_count)
