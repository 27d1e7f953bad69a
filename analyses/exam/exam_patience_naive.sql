-- How large is the standard deviation of viewers' shares of completed plays?
-- Larger than that of the viewers: twenty plays tell a share badly, and that
-- spreads it.
with

viewers as (

    select
        events.user_id,
        avg(events.is_completed::integer) as share

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_content') }} as contents
        on events.content_version_key = contents.content_version_key
    where
        events.event_type = 'content_play'
        and contents.series_id is null
    group by all
    having count(*) between 10 and 30

),

deviations as (

    select (share - avg(share) over ()) ^ 2 as deviation from viewers

),

compared as (

    select
        avg(deviation) as variance,
        stddev_samp(deviation) / sqrt(count(*)) as error

    from deviations

)

select
    sqrt(variance) as estimate,
    sqrt(greatest(variance - 1.96 * error, 0)) as low,
    sqrt(variance + 1.96 * error) as high

from compared
