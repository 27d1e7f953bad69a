-- Merges without exactly two events, found and then completed.

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
