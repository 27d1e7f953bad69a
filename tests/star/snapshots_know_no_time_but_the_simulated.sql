-- Nothing that a snapshot recorded is later than the last day that was loaded.
with

clock as (

    select {{ batch_closes_at('max(load_date)') }} as closes_at
    from {{ ref('raw_clock') }}

),

recorded as (
    {% for name in ['users', 'contents', 'posts', 'subscriptions'] %}
    select
        version_id,
        recorded_at,
        valid_from,
        valid_to

    from {{ ref('snap_' ~ name) }}
    {{ "union all" if not loop.last }}
    {% endfor %}
)

select recorded.*
from recorded
cross join clock
where
    recorded.recorded_at > clock.closes_at
    or recorded.valid_from > clock.closes_at
    or recorded.valid_to <= recorded.valid_from
    or (
        recorded.valid_to > clock.closes_at
        and recorded.valid_to <> {{ latest_timestamp() }}
    )
