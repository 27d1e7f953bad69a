-- Load dates of a batch lie between the close of the one before and its own, so
-- that hubs and links keep the same first arrival however days are cut into
-- builds.
select
    event_hk,
    load_date,
    load_datetime

from {{ ref('sat_event_details') }}
where
    load_date >= {{ tested_from() }}
    and (
        load_datetime < {{ batch_closes_at('load_date - 1') }}
        or load_datetime >= {{ batch_closes_at('load_date') }}
    )
