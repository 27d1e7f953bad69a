-- The days of messages add up to the deliveries of the tables of the product,
-- and the sessions around a send are those of the star.
with

days as (

    select
        message,
        sum(sent) as sent,
        sum(delivered) as delivered,
        sum(recorded_opens) as opens,
        sum(human_openers) as human_openers,
        sum(human_clickers) as human_clickers,
        sum(unsubscribes) as unsubscribes,
        sum(treated_sessions_after + untreated_sessions_after)
            as sessions_after

    from {{ ref('agg_message_daily') }}
    group by all

),

messages as (

    select
        template_name as message,
        count(*) as sent,
        count(delivered_timestamp) as delivered,
        sum(open_count) as opens,
        sum(unique_opens::integer) as human_openers,
        sum(unique_clicks::integer) as human_clickers,
        sum(unsubscribes) as unsubscribes

    from {{ ref('app_message_performance') }}
    group by all

),

sessions as (

    select
        messages.template_name as message,
        count(*) as sessions_after

    from {{ ref('app_message_performance') }} as messages
    inner join {{ ref('fct_sessions') }} as sessions
        on
            messages.customer_id = sessions.user_id::varchar
            and messages.sent_timestamp <= sessions.started_at
            and messages.sent_timestamp
            > sessions.started_at - interval '7' day
    group by all

)

select
    messages.message,
    messages.sent as expected,
    days.sent as found

from messages
full join days on messages.message = days.message
left join sessions on messages.message = sessions.message
where
    (
        messages.sent, messages.delivered, messages.opens,
        messages.human_openers, messages.human_clickers, messages.unsubscribes,
        coalesce(sessions.sessions_after, 0)
    ) is distinct from (
        days.sent, days.delivered, days.opens, days.human_openers,
        days.human_clickers, days.unsubscribes, days.sessions_after
    )
