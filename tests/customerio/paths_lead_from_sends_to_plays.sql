-- Each delivery of raw with what is told of it, the sessions a week before and
-- after, and the first play within a day; and the days, added up from the
-- paths.
with

webhooks as (

    {{ sound_webhooks() | indent }}

),

sums as (

    select
        delivery_id,
        max(inbox_provider) as inbox_provider,
        count(*) filter (where metric = 'opened') as opens,
        count(*) filter (where metric = 'clicked') as clicks,
        count(*) filter (where metric = 'opened' and not prefetched)
            as human_opens,
        count(*) filter (where metric = 'clicked' and not machine)
            as human_clicks,
        bool_or(metric = 'unsubscribed') as is_unsubscribed,
        bool_or(metric = 'spammed') as is_complained,
        min(created_at) filter (where metric = 'sent') as sent_at,
        min(created_at) filter (where metric = 'delivered') as delivered_at,
        min(created_at) filter (where metric = 'opened' and not prefetched)
            as opened_at,
        min(created_at) filter (where metric = 'clicked' and not machine)
            as clicked_at

    from webhooks
    group by all

),

sends as (

    select
        deliveries.delivery_id,
        deliveries.internal_customer_id as user_id,
        deliveries.delivery_type as channel,
        deliveries.variant,
        deliveries.holdout_group,
        campaigns.action_id,
        campaigns.campaign,
        campaigns.message,
        campaigns.kind,
        sums.inbox_provider,
        sums.opens,
        sums.clicks,
        sums.human_opens,
        sums.human_clicks,
        sums.is_unsubscribed,
        sums.is_complained,
        sums.delivered_at,
        sums.opened_at,
        sums.clicked_at,
        coalesce(sums.sent_at, deliveries.created_at) as sent_at

    from {{ ref('raw_cio_deliveries') }} as deliveries
    left join sums on deliveries.delivery_id = sums.delivery_id
    left join {{ ref('cio_campaigns') }} as campaigns
        on
            coalesce(
                deliveries.action_id, deliveries.transactional_message_id
            ) = campaigns.action_id
    where {{ in_todays_sample('deliveries.internal_customer_id') }}

),

sessions as (

    select
        user_id,
        session_id,
        min(event_at) as started_at,
        sum(play_duration_seconds) as seconds

    from {{ ref('fct_events') }}
    where {{ in_todays_sample('user_id') }}
    group by all

),

weeks as (

    select
        sends.delivery_id,
        count(*) filter (where sessions.started_at < sends.sent_at) as before,
        count(*) filter (where sessions.started_at >= sends.sent_at) as after,
        sum(sessions.seconds) filter (
            where sessions.started_at >= sends.sent_at
        ) as seconds_after

    from sends
    inner join sessions
        on
            sends.user_id = sessions.user_id
            and sends.sent_at - interval '7' day <= sessions.started_at
            and sends.sent_at + interval '7' day > sessions.started_at
    group by all

),

plays as (

    select
        sends.delivery_id,
        arg_min(facts.event_id, (facts.event_at, facts.event_id)) as event_id,
        arg_min(facts.content_id, (facts.event_at, facts.event_id))
            as content_id,
        min(facts.event_at) as played_at

    from sends
    inner join {{ ref('fct_events') }} as facts
        on
            sends.user_id = facts.user_id
            and facts.event_type = 'content_play'
            and sends.sent_at <= facts.event_at
            and sends.sent_at + interval '24' hour > facts.event_at
    group by all

),

days as (

    select
        campaign,
        message,
        channel,
        send_date,
        count(*) as sent,
        count(*) filter (where is_delivered) as delivered,
        count(*) filter (where delivery_status = 'bounced') as bounced,
        sum(open_count) as opens,
        count(*) filter (where open_count > 0) as openers,
        count(*) filter (where is_opened) as human_openers,
        sum(click_count) as clicks,
        count(*) filter (where is_clicked) as human_clickers,
        count(*) filter (where is_unsubscribed) as unsubscribes,
        count(*) filter (where is_complained) as complaints,
        count(distinct user_id) filter (where is_treated) as treated,
        count(distinct user_id) filter (where holdout_group = 'holdout')
            as held_out,
        count(distinct user_id) filter (where holdout_group = 'control')
            as controls,
        sum((is_treated and is_followed_by_play)::integer) as treated_plays,
        sum((not is_treated and is_followed_by_play)::integer)
            as untreated_plays,
        sum(if(is_treated, sessions_before, 0)) as treated_before,
        sum(if(is_treated, 0, sessions_before)) as untreated_before,
        sum(if(is_treated, sessions_after, 0)) as treated_after,
        sum(if(is_treated, 0, sessions_after)) as untreated_after,
        count(*) filter (where not is_final) = 0 as is_final

    from {{ ref('fct_message_path') }}
    group by all

),

found_days as (

    select
        campaign,
        message,
        channel,
        send_date,
        sent,
        delivered,
        bounced,
        recorded_opens,
        recorded_openers,
        human_openers,
        recorded_clicks,
        human_clickers,
        unsubscribes,
        complaints,
        treated_people,
        holdout_people,
        control_people,
        treated_followed_by_play,
        untreated_followed_by_play,
        treated_sessions_before,
        untreated_sessions_before,
        treated_sessions_after,
        untreated_sessions_after,
        is_final

    from {{ ref('agg_message_daily') }}

),

unseen_days as (

    select * from days
    except all
    select * from found_days

),

invented_days as (

    select * from found_days
    except all
    select * from days

)

select
    'fct_message_path' as table_name,
    found.delivery_id::varchar as row_key

from {{ ref('fct_message_path') }} as found
left join sends on found.delivery_id = sends.delivery_id
left join weeks on found.delivery_id = weeks.delivery_id
left join plays on found.delivery_id = plays.delivery_id
where
    {{ in_todays_sample('found.user_id') }}
    and (
        sends.user_id, sends.action_id, sends.campaign, sends.message,
        sends.kind, sends.channel, sends.variant, sends.holdout_group,
        sends.inbox_provider, coalesce(sends.opens, 0),
        coalesce(sends.clicks, 0), coalesce(sends.human_opens, 0),
        coalesce(sends.human_clicks, 0),
        coalesce(sends.is_unsubscribed, false),
        coalesce(sends.is_complained, false), sends.sent_at,
        sends.delivered_at, sends.opened_at, sends.clicked_at,
        coalesce(weeks.before, 0), coalesce(weeks.after, 0),
        coalesce(weeks.seconds_after, 0), plays.event_id, plays.content_id,
        plays.played_at, plays.event_id is not null,
        sends.sent_at::date + 8 + {{ parameter('late_days') }}
        <= {{ last_loaded_day() }}
    ) is distinct from (
        found.user_id, found.action_id, found.campaign, found.message,
        found.message_kind, found.channel, found.variant, found.holdout_group,
        found.inbox_provider, found.open_count, found.click_count,
        found.human_open_count, found.human_click_count,
        found.is_unsubscribed, found.is_complained, found.sent_at,
        found.delivered_at, found.opened_at, found.clicked_at,
        found.sessions_before, found.sessions_after,
        found.watched_seconds_after, found.followed_by_event_id,
        found.followed_by_content_id, found.played_at,
        found.is_followed_by_play, found.is_final
    )
    or found.delivery_status
    is distinct from case
        when found.is_delivered then 'delivered'
        when found.delivery_status = 'delivered' then 'sent'
        else found.delivery_status
    end
union all
select
    'agg_message_daily' as table_name,
    message || ' on ' || send_date as row_key

from unseen_days
union all
select
    'agg_message_daily' as table_name,
    message || ' on ' || send_date as row_key

from invented_days
