-- Of each person what the star and raw know now, column by column.
with

erased as (

    select
        user_id,
        max(changed_at) as erased_at

    from {{ ref('raw_cio_privacy_requests') }}
    where
        request_type = 'deletion'
        and status = 'completed'
    group by all

),

consents as (

    select
        user_id,
        arg_max(status, changed_at) filter (where consent_type = 'analytics')
            as analytics,
        arg_max(status, changed_at) filter (where consent_type = 'marketing')
            as marketing

    from {{ ref('raw_cio_consents') }}
    group by all

),

visits as (

    select
        user_id,
        arg_max(anonymous_id, resolved_at)::varchar as anonymous_id

    from {{ ref('raw_cio_identities') }}
    where kind = 'anonymous'
    group by all

),

last_changes as (

    select
        user_id,
        max(changed_at) as changed_at,
        max(greatest(
            date_trunc('hour', changed_at) + interval '1' hour, load_date
        )) as told_at

    from {{ ref('raw_user_changes') }}
    group by all

),

four_weeks as (

    select
        user_id,
        count(distinct viewing_date) as days,
        count(distinct floor(
            ({{ last_loaded_day() }} - viewing_date) / 7
        )) as weeks,
        sum(play_duration_seconds) as seconds,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed

    from {{ ref('fct_events') }}
    where viewing_date > {{ last_loaded_day() }} - 28
    group by all

),

upgrades as (

    select
        user_id,
        max(changed_at) as upgraded_at

    from (
        select
            changes.user_id,
            changes.changed_at,
            changes.kind = 'change'
            and plans.plan_rank > lag(plans.plan_rank) over (
                partition by changes.user_id order by changes.change_id
            ) as is_upgrade

        from {{ ref('raw_subscription_changes') }} as changes
        inner join {{ ref('plans') }} as plans on changes.plan = plans.plan
    )
    where is_upgrade
    group by all

),

expected as (

    select
        users.user_id::varchar as user_id,
        users.is_deleted,
        users.is_creator,
        users.favorite_color,
        users.created_at,
        subscriptions.status,
        subscriptions.billing_cycle,
        subscriptions.start_date,
        subscriptions.valid_from as subscribed_at,
        locations.city,
        locations.region,
        locations.timezone,
        visits.anonymous_id,
        upgrades.upgraded_at,
        erased.erased_at,
        last_changes.changed_at,
        last_changes.told_at,
        four_weeks.plays,
        four_weeks.completed,
        not users.is_deleted and erased.erased_at is null as has_traits,
        users.first_name || ' ' || users.last_name as name,
        nullif(array_to_string(subscriptions.services, ', '), '') as services,
        coalesce(consents.analytics = 'granted', false) as has_analytics,
        coalesce(consents.marketing = 'granted', false) as has_marketing,
        coalesce(four_weeks.days, 0) as days,
        coalesce(four_weeks.weeks, 0) as weeks,
        coalesce(four_weeks.seconds, 0) as seconds

    from {{ ref('dim_user') }} as users
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            users.user_id = subscriptions.user_id
            and subscriptions.is_current
    left join {{ ref('dim_location') }} as locations
        on
            users.user_id = locations.user_id
            and locations.is_current
    left join erased on users.user_id = erased.user_id
    left join consents on users.user_id = consents.user_id
    left join visits on users.user_id = visits.user_id
    left join last_changes on users.user_id = last_changes.user_id
    left join four_weeks on users.user_id = four_weeks.user_id
    left join upgrades on users.user_id = upgrades.user_id
    where users.is_current

),

watched as (

    select
        user_id,
        content_id,
        sum(play_duration_seconds) as seconds

    from {{ ref('fct_events') }}
    where event_type = 'content_play'
    group by all
    having max(viewing_date) > {{ last_loaded_day() }} - 28

),

genres as (

    select
        watched.user_id::varchar as user_id,
        contents.genre,
        sum(watched.seconds) as seconds

    from watched
    inner join {{ ref('dim_content') }} as contents
        on
            watched.content_id = contents.content_id
            and contents.is_current
            and contents.genre is not null
    group by all

),

interests as (

    select
        user_id,
        list(genre order by seconds desc, genre asc)[:3] as interests

    from genres
    group by all

)

select
    'people' as table_name,
    coalesce(expected.user_id, found.user_id) as row_key

from expected
full join {{ ref('people') }} as found on expected.user_id = found.user_id
left join interests on found.user_id = interests.user_id
where
    (
        if(
            expected.is_deleted,
            null,
            if(expected.is_creator, 'creator', 'viewer')
        ),
        if(
            expected.status = 'active' and not expected.is_deleted,
            'active',
            'inactive'
        ),
        expected.erased_at, expected.erased_at is not null,
        expected.upgraded_at, expected.created_at, expected.told_at,
        coalesce(
            greatest(expected.changed_at, expected.subscribed_at),
            {{ last_loaded_day() }}
        )
    ) is distinct from (
        found.user_type, found.status, found.suppressed_at,
        found.is_suppressed, found.upgraded_at, found.created_at,
        found.identified_at, found.updated_at
    )
    or expected.has_traits
    and (
        expected.name, expected.city, expected.region, expected.timezone,
        expected.anonymous_id, expected.has_analytics, expected.has_marketing,
        expected.favorite_color, expected.billing_cycle, expected.status,
        expected.start_date::varchar, expected.services, interests.interests,
        if(expected.is_creator, ['creator'], [])
        || case expected.status
            when 'active' then ['subscriber']
            when 'cancelled' then ['former subscriber']
            else []
        end,
        round(least(expected.seconds / (28 * 3600), 1), 4),
        round(expected.days / 28, 4), expected.weeks / 4,
        case
            when expected.plays > 0
                then round(expected.completed / expected.plays, 4)
        end
    ) is distinct from (
        found.name, found.location_city, found.location_full.state,
        found.location_full.timezone, found.anonymous_id, found.gdpr_consent,
        found.marketing_consent, found.custom_traits['favorite_color'],
        found.custom_traits['billing_cycle'],
        found.custom_traits['subscription_status'],
        found.custom_traits['start_date'],
        found.custom_traits['connected_services'], found.interests,
        found.tags, found.engagement_score, found.activity_score,
        found.scores.retention, found.scores.satisfaction
    )
    or not expected.has_traits
    and coalesce(
        found.name, found.location_city, found.anonymous_id,
        found.interests::varchar, found.tags::varchar,
        found.gdpr_consent::varchar, found.engagement_score::varchar
    ) is not null
