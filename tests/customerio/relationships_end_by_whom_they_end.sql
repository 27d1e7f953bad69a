-- Ends of relationships that are laid to somebody whose account was not deleted
-- at that instant, and ends by a pause that are laid to anybody.
with

ends as (

    select
        event_id,
        triggered_by_user_id,
        event_timestamp,
        (event_properties).deletion_reason as reason

    from {{ ref('relationship_events') }}
    where event_type = 'deleted'

),

deletions as (

    select
        user_id::varchar as user_id,
        changed_at

    from {{ ref('raw_user_changes') }}
    where kind = 'delete'

)

select ends.*
from ends
left join deletions
    on
        ends.triggered_by_user_id = deletions.user_id
        and ends.event_timestamp = deletions.changed_at
where
    (ends.reason = 'idle') = (ends.triggered_by_user_id is not null)
    or (ends.reason <> 'idle') = (deletions.user_id is null)
