-- How many sessions did the pushes to continue watching add, for each that was
-- sent?
-- What messages added on a day is shared among those that acted, by what each
-- did to the rate.
with

constants as (

    select value::double as wanes from {{ ref('behaviour') }}
    where name = 'outreach.wanes'

),

pushes as (

    select
        delivery_id,
        message,
        send_date,
        message = 'continue_watching' and is_final and is_treated as is_counted

    from {{ ref('fct_message_path') }}

),

counted as (

    select count(*) as messages from pushes
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
        pushes.is_counted,
        exp((pushes.send_date - acting.viewing_date) / constants.wanes)
            as share,
        sum(exp((pushes.send_date - acting.viewing_date) / constants.wanes))
            over (partition by acting.user_id, acting.viewing_date)
            as share_of_all

    from acting
    cross join constants
    inner join pushes
        on acting.delivery_id = pushes.delivery_id

)

select
    sum(shared.added * shared.share / shared.share_of_all) filter (
        where shared.is_counted
    ) / any_value(counted.messages) as truth

from shared
cross join counted
