-- Each delivery of raw with what is told of it, the sessions a week before and
-- after, and the first play within a day; and the days, added up from raw and
-- from what followed.
with

webhooks as (

    {{ sound_webhooks() | indent }}

),

sums as (

    {{ sums_of_webhooks() | indent }}

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
        sums.status,
        sums.opens,
        sums.clicks,
        sums.human_opens,
        sums.human_clicks,
        sums.unsubscribes,
        sums.complaints,
        sums.delivered_at,
        sums.human_opened_at,
        sums.human_clicked_at,
        deliveries.holdout_group is null
        or deliveries.holdout_group = 'treated' as is_treated,
        coalesce(sums.sent_at, deliveries.created_at) as sent_at

    from {{ ref('raw_cio_deliveries') }} as deliveries
    left join sums on deliveries.delivery_id = sums.delivery_id
    left join {{ ref('cio_campaigns') }} as campaigns
        on
            coalesce(
                deliveries.action_id, deliveries.transactional_message_id
            ) = campaigns.action_id

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
    where {{ in_todays_sample('facts.user_id') }}
    group by all

),

-- what followed a message is looked up, all else counted in raw
days as (

    select
        sends.campaign,
        sends.message,
        sends.channel,
        sends.sent_at::date as send_date,
        count(*) as sent,
        count(sends.delivered_at) as delivered,
        count(*) filter (where sends.status = 'bounced') as bounced,
        sum(coalesce(sends.opens, 0)) as recorded_opens,
        count(*) filter (where sends.opens > 0) as recorded_openers,
        count(sends.human_opened_at) as human_openers,
        sum(coalesce(sends.clicks, 0)) as recorded_clicks,
        count(sends.human_clicked_at) as human_clickers,
        count(*) filter (where sends.unsubscribes > 0) as unsubscribes,
        count(*) filter (where sends.complaints > 0) as complaints,
        count(distinct if(sends.is_treated, sends.user_id, null))
            as treated_people,
        count(distinct if(
            sends.holdout_group = 'holdout', sends.user_id, null
        )) as holdout_people,
        count(distinct if(
            sends.holdout_group = 'control', sends.user_id, null
        )) as control_people,
        count(if(sends.is_treated, paths.played_at, null))
            as treated_followed_by_play,
        count(if(sends.is_treated, null, paths.played_at))
            as untreated_followed_by_play,
        sum(if(sends.is_treated, paths.sessions_before, 0))
            as treated_sessions_before,
        sum(if(sends.is_treated, 0, paths.sessions_before))
            as untreated_sessions_before,
        sum(if(sends.is_treated, paths.sessions_after, 0))
            as treated_sessions_after,
        sum(if(sends.is_treated, 0, paths.sessions_after))
            as untreated_sessions_after,
        send_date + 8 + {{ parameter('late_days') }}
        <= {{ last_loaded_day() }} as is_final

    from sends
    left join {{ ref('fct_message_path') }} as paths
        on sends.delivery_id = paths.delivery_id
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
        sends.inbox_provider, coalesce(sends.status, 'sent'),
        coalesce(sends.opens, 0), coalesce(sends.clicks, 0),
        coalesce(sends.human_opens, 0), coalesce(sends.human_clicks, 0),
        coalesce(sends.unsubscribes > 0, false),
        coalesce(sends.complaints > 0, false), sends.sent_at,
        sends.delivered_at, sends.human_opened_at, sends.human_clicked_at,
        coalesce(weeks.before, 0), coalesce(weeks.after, 0),
        coalesce(weeks.seconds_after, 0), plays.event_id, plays.content_id,
        plays.played_at, plays.event_id is not null,
        sends.sent_at::date + 8 + {{ parameter('late_days') }}
        <= {{ last_loaded_day() }}
    ) is distinct from (
        found.user_id, found.action_id, found.campaign, found.message,
        found.message_kind, found.channel, found.variant, found.holdout_group,
        found.inbox_provider, found.delivery_status, found.open_count,
        found.click_count,
        found.human_open_count, found.human_click_count,
        found.is_unsubscribed, found.is_complained, found.sent_at,
        found.delivered_at, found.opened_at, found.clicked_at,
        found.sessions_before, found.sessions_after,
        found.watched_seconds_after, found.followed_by_event_id,
        found.followed_by_content_id, found.played_at,
        found.is_followed_by_play, found.is_final
    )
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
