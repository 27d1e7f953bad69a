-- How many sessions did the weekly digests add, for each that was sent?
-- What messages added on a day is shared among those that acted, by what each
-- did to the rate.
with

constants as (

    select value::double as wanes from {{ ref('behaviour') }}
    where name = 'outreach.wanes'

),

digests as (

    select
        delivery_id,
        message,
        send_date,
        message = 'weekly_digest' and is_final and is_treated as is_counted

    from {{ ref('fct_message_path') }}

),

counted as (

    select count(*) as messages from digests
    where is_counted

),

acting as (

    select
        truth.user_id,
        truth.viewing_date,
        acts.delivery_id,
        truth.sessions_with - truth.sessions_without as added

    from {{ ref('raw_cio_truth') }} as truth
    cross join unnest(truth.delivery_ids) as acts (delivery_id)

),

shared as (

    select
        acting.added,
        digests.is_counted,
        exp((digests.send_date - acting.viewing_date) / constants.wanes)
            as share,
        sum(exp((digests.send_date - acting.viewing_date) / constants.wanes))
            over (partition by acting.user_id, acting.viewing_date)
            as share_of_all

    from acting
    cross join constants
    inner join digests
        on acting.delivery_id = digests.delivery_id

)

select
    sum(shared.added * shared.share / shared.share_of_all) filter (
        where shared.is_counted
    ) / any_value(counted.messages) as truth

from shared
cross join counted
