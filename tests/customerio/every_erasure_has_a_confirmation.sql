-- Formal requests for erasure that are fulfilled, without exactly one event of
-- the deletion and one report that confirms it, at that instant.

with

events as (

    select
        request_id,
        event_timestamp,
        count(*) filter (where event_type = 'deletion') as deletions,
        count(*) filter (where report_type = 'deletion_confirmation')
            as confirmations

    from {{ ref('gdpr_compliance_events') }}
    where request_type = 'deletion' and event_type in ('deletion', 'delivery')
    group by all

),

requests as (

    select
        request_id,
        completed_at

    from {{ ref('privacy_requests') }}
    where request_type = 'deletion' and completed_at is not null

)

select
    requests.request_id,
    requests.completed_at,
    events.event_timestamp,
    events.deletions,
    events.confirmations

from requests
full join events on requests.request_id = events.request_id
where
    requests.completed_at is distinct from events.event_timestamp
    or events.deletions <> 1
    or events.confirmations <> 1
