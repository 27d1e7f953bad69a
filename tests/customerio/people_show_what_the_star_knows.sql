-- Of each person what the star and raw know now, column by column; each event
-- of a person as the log of changes in raw has it, and each trait beside the
-- change that set it.
with

erased as (

    select
        user_id,
        max(request_id)::varchar as request_id,
        max(changed_at) as erased_at,
        max(load_date) as erased_on

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

changes as (

    select
        *,
        change_id::varchar as row_key,
        lower(trim(email)) as tidy_email,
        trim(first_name) as tidy_first_name,
        greatest(
            date_trunc('hour', changed_at) + interval '1' hour, load_date
        ) as told_at,
        row_number() over (
            partition by user_id order by changed_at, change_id
        ) as place,
        count(*) over (partition by user_id, changed_at) as changes_at_once

    from {{ ref('raw_user_changes') }}

),

last_changes as (

    select
        user_id,
        max(changed_at) as changed_at,
        max(told_at) as told_at

    from changes
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

    from {{ ref('fct_subscription_changes') }}
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

genres as (

    select
        plays.user_id::varchar as user_id,
        contents.genre,
        sum(plays.watched_seconds) as seconds

    from {{ ref('fct_user_content') }} as plays
    inner join {{ ref('dim_content') }} as contents
        on
            plays.content_id = contents.content_id
            and contents.is_current
    where
        plays.last_viewing_date > {{ last_loaded_day() }} - 28
        and contents.genre is not null
    group by all

),

interests as (

    select
        user_id,
        list(genre order by seconds desc, genre asc)[:3] as interests

    from genres
    group by all

),

-- of changes at one instant the last one counts
last_of_each_instant as (

    select * from {{ ref('raw_user_changes') }}
    qualify change_id = max(change_id) over (partition by user_id, changed_at)

),

subscription_changes as (

    select * from {{ ref('raw_subscription_changes') }}
    qualify change_id = max(change_id) over (partition by user_id, changed_at)

),

traits as (

    select
        history.*,
        users.kind as user_change,
        subscriptions.kind as subscription_change,
        case history.trait_name
            when 'email' then lower(trim(users.email))
            when 'first_name' then trim(users.first_name)
            when 'last_name' then trim(users.last_name)
            when 'country_code' then upper(trim(users.country_code))
            when 'favorite_color' then lower(trim(users.favorite_color))
            when 'plan' then subscriptions.plan
            when 'billing_cycle' then subscriptions.billing_cycle
            when 'subscription_status'
                then
                    if(subscriptions.kind = 'cancel', 'cancelled', 'active')
            else history.new_value
        end as value_in_raw,
        history.api_call_id in (
            select events.api_call_id from {{ ref('people_events') }} as events
        ) as is_call_of_person

    from {{ ref('people_traits_history') }} as history
    left join last_of_each_instant as users
        on
            history.user_id = users.user_id::varchar
            and history.changed_at = users.changed_at
            and (
                users.kind = 'delete'
                or history.trait_name in (
                    'email', 'first_name', 'last_name', 'country_code',
                    'favorite_color'
                )
            )
    left join subscription_changes as subscriptions
        on
            history.user_id = subscriptions.user_id::varchar
            and history.changed_at = subscriptions.changed_at
            and history.trait_name in (
                'plan', 'billing_cycle', 'subscription_status',
                'connected_services'
            )

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
union all
select
    'people_events' as table_name,
    coalesce(changes.row_key, found.event_id) as row_key

from changes
full join {{ ref('people_events') }} as found
    on
        changes.user_id::varchar = found.user_id
        and changes.changed_at = found.event_timestamp
        and found.event_type <> 'suppressed'
        and (changes.kind = 'delete') = (found.event_type = 'deleted')
left join erased
    on
        coalesce(changes.user_id::varchar, found.user_id)
        = erased.user_id::varchar
left join changes as earlier
    on
        changes.user_id = earlier.user_id
        and changes.place = earlier.place + 1
where
    coalesce(changes.changes_at_once, 1) = 1
    and (
        case
            when changes.row_key is null then 'suppressed'
            when changes.kind = 'delete' then 'deleted'
            when changes.place = 1 then 'identified'
            else 'updated'
        end,
        if(
            erased.user_id is null,
            earlier.tidy_email,
            found.previous_traits['email']
        ),
        case
            when changes.kind = 'delete' then null
            when erased.user_id is null then changes.tidy_email
        end,
        case
            when changes.kind = 'delete' then null
            when erased.user_id is null then changes.tidy_first_name
        end,
        if(
            changes.row_key is null or changes.kind = 'delete',
            erased.request_id,
            null
        ),
        coalesce(
            changes.told_at,
            greatest(
                date_trunc('hour', erased.erased_at) + interval '1' hour,
                erased.erased_on
            )
        )
    ) is distinct from (
        found.event_type, found.previous_traits['email'],
        found.new_traits['email'], found.new_traits['first_name'],
        found.gdpr_request_id, found.received_at
    )
union all
select
    'people_traits_history' as table_name,
    history_id as row_key

from traits
where
    new_value is not null and new_value <> value_in_raw
    or change_reason is distinct from case if(
        user_change = 'delete',
        'delete',
        coalesce(subscription_change, user_change)
    )
        when 'create' then 'sign_up'
        when 'delete' then 'account_deletion'
        when 'start' then 'subscription_start'
        when 'change' then 'subscription_change'
        when 'cancel' then 'cancellation'
        when 'resume' then 'resumption'
        else 'user_update'
    end
    or user_change is not null
    and not is_call_of_person
    or api_call_id is null
union all
select
    'people_events' as table_name,
    min(event_id) as row_key

from {{ ref('people_events') }}
where api_call_id is not null
group by api_call_id
having count(*) > 1
