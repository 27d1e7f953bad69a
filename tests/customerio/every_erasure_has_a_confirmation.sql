-- Formal requests for erasure that are fulfilled, without exactly one event of
-- the deletion, one of the suppression and one report that confirms it under
-- the same number, all at that instant.

with

events as (

    select
        request_id,
        event_timestamp,
        count(*) filter (where event_type = 'deletion') as deletions,
        count(*) filter (
            where
            event_type = 'suppression'
            and suppression_type = 'all_communications'
        ) as suppressions,
        count(distinct confirmation_id) as numbers,
        count(*) filter (where report_type = 'deletion_confirmation')
            as confirmations

    from {{ ref('gdpr_compliance_events') }}
    where request_type = 'deletion' and event_type <> 'data_request'
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
    or events.suppressions <> 1
    or events.numbers <> 1
    or events.confirmations <> 1
