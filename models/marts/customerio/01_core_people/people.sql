{%- set last_day = last_loaded_day() %}

with

suppressions as (

    {{ suppressions() | indent }}

),

consents as (

    select
        user_id,
        max_by(status, changed_at) filter (
            where consent_type = 'analytics'
        ) = 'granted' as gdpr_consent,
        max_by(status, changed_at) filter (
            where consent_type = 'marketing'
        ) = 'granted' as marketing_consent

    from {{ ref('stg_customerio__consents') }}
    group by all

),

visits as (

    select
        user_id,
        max_by(anonymous_id, resolved_at) as anonymous_id

    from {{ ref('stg_customerio__identities') }}
    where kind = 'anonymous'
    group by all

),

users as (

    select * from {{ ref('dim_user') }}
    where is_current

),

profile_changes as (

    select
        user_id,
        max(changed_at) as changed_at,
        max({{ next_sync('changed_at', 'load_date') }}) as received_at

    from {{ ref('stg_platform__user_changes') }}
    group by all

),

subscriptions as (

    select * from {{ ref('dim_user_subscription') }}
    where is_current

),

upgrades as (

    select
        user_id,
        max(changed_at) as upgraded_at

    from {{ ref('fct_subscription_changes') }}
    where is_upgrade
    group by all

),

locations as (

    select * from {{ ref('dim_location') }}
    where is_current

),

four_weeks as (

    select
        days.user_id,
        count(*) as active_days,
        count(distinct floor(({{ last_day }} - days.viewing_date) / 7))
            as active_weeks,
        sum(days.watched_seconds) as watched_seconds,
        sum(days.plays) as plays,
        sum(days.completed_plays) as completed_plays

    from {{ ref('agg_user_daily') }} as days
    where days.viewing_date > {{ last_day }} - 28
    group by all

),

watched as (

    select
        plays.user_id,
        contents.genre,
        sum(plays.watched_seconds) as watched_seconds

    from {{ ref('fct_user_content') }} as plays
    inner join {{ ref('dim_content') }} as contents
        on
            plays.content_id = contents.content_id
            and contents.is_current
    where
        plays.last_viewing_date > {{ last_day }} - 28
        and contents.genre is not null
    group by all

),

favorite_genres as (

    select
        user_id,
        genre,
        watched_seconds

    from watched
    qualify row_number() over (
        partition by user_id order by watched_seconds desc, genre asc
    ) <= 3

),

interests as (

    select
        user_id,
        list(genre order by watched_seconds desc, genre asc) as interests

    from favorite_genres
    group by all

),

-- a deleted account has no traits any more
joined as (

    select
        users.user_id,
        not users.is_deleted and suppressions.user_id is null as has_traits,
        suppressions.suppressed_at,
        visits.anonymous_id,
        coalesce(consents.gdpr_consent, false) as gdpr_consent,
        coalesce(consents.marketing_consent, false) as marketing_consent,
        users.is_creator,
        users.is_deleted,
        users.created_at,
        users.deleted_at,
        users.email,
        users.first_name,
        users.last_name,
        users.first_name || ' ' || users.last_name as name,
        users.favorite_color,
        users.country_code,
        subscriptions.plan,
        subscriptions.billing_cycle,
        subscriptions.services,
        subscriptions.status as subscription_status,
        subscriptions.start_date,
        subscriptions.valid_from as subscription_changed_at,
        locations.city,
        locations.region,
        locations.timezone,
        upgrades.upgraded_at,
        interests.interests,
        round(least(
            coalesce(four_weeks.watched_seconds, 0) / (28 * 3600.0), 1
        ), 4) as engagement,
        round(coalesce(four_weeks.active_days, 0) / 28.0, 4) as activity,
        round(coalesce(four_weeks.active_weeks, 0) / 4.0, 4) as retention,
        round(
            four_weeks.completed_plays / nullif(four_weeks.plays, 0)::double, 4
        ) as satisfaction,
        profile_changes.changed_at,
        profile_changes.received_at

    from users
    left join profile_changes on users.user_id = profile_changes.user_id
    left join subscriptions on users.user_id = subscriptions.user_id
    left join locations on users.user_id = locations.user_id
    left join upgrades on users.user_id = upgrades.user_id
    left join four_weeks on users.user_id = four_weeks.user_id
    left join interests on users.user_id = interests.user_id
    left join suppressions on users.user_id = suppressions.user_id
    left join consents on users.user_id = consents.user_id
    left join visits on users.user_id = visits.user_id

),

living as (

    select
        user_id,
        {%- for trait in [
            'email', 'first_name', 'last_name', 'name', 'favorite_color',
            'country_code', 'plan', 'billing_cycle', 'subscription_status',
            'city', 'region', 'timezone', 'interests', 'engagement',
            'activity', 'retention', 'satisfaction', 'start_date',
            'gdpr_consent', 'marketing_consent', 'anonymous_id',
        ] %}
        case when has_traits then {{ trait }} end as {{ trait }},
        {%- endfor %}
        case
            when has_traits
                then nullif(array_to_string(services, ', '), '')
        end as connected_services,
        case
            when not has_traits then null
            when is_creator and subscription_status = 'active'
                then ['creator', 'subscriber']
            when is_creator and subscription_status = 'cancelled'
                then ['creator', 'former subscriber']
            when is_creator then ['creator']
            when subscription_status = 'active' then ['subscriber']
            when subscription_status = 'cancelled' then ['former subscriber']
            else []
        end as tags,
        case
            when is_deleted then null
            when is_creator then 'creator'
            else 'viewer'
        end as user_type,
        case
            when is_deleted or coalesce(subscription_status, '') <> 'active'
                then 'inactive'
            else 'active'
        end as status,
        suppressed_at,
        upgraded_at,
        created_at,
        coalesce(
            greatest(changed_at, subscription_changed_at),
            {{ last_day }}::timestamp
        ) as updated_at,
        received_at

    from joined

),

named as (

    select
        ---------- keys
        user_id::varchar as user_id,
        anonymous_id::varchar as anonymous_id,

        ---------- attributes
        email,
        first_name,
        last_name,
        name,
        plan,
        user_type,
        status,
        null::integer as age,
        city as location_city,
        country_code as location_country,
        {{ struct_of({
            'city': 'city',
            'country': 'country_code',
            'state': 'region',
            'postal_code': 'null::varchar',
            'timezone': 'timezone',
        }) }} as location_full,
        interests,
        tags,

        ---------- measures
        engagement::double as engagement_score,
        activity::double as activity_score,
        {{ struct_of({
            'engagement': 'engagement::double',
            'activity': 'activity::double',
            'retention': 'retention::double',
            'satisfaction': 'satisfaction::double',
        }) }} as scores,

        ---------- flags and what else
        gdpr_consent,
        marketing_consent,
        suppressed_at is not null as is_suppressed,
        suppressed_at,
        null::timestamp as unsuppressed_at,
        {{ traits_map([
            'favorite_color', 'billing_cycle', 'subscription_status',
            'start_date', 'connected_services',
        ]) }} as custom_traits,
        {{ struct_of({
            'age': 'null::integer',
            'interests': 'interests',
            'location': struct_of({
                'city': 'city', 'country': 'country_code'
            }),
            'preferences': traits_map(['favorite_color']),
        }) }} as profile_data,
        case when regexp_matches(name, '[^ -~]') then name end as unicode_name,
        null::varchar as special_description,

        ---------- timestamps
        created_at as registered_at,
        upgraded_at,
        created_at,
        updated_at,
        received_at as identified_at,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        null::varchar as batch_id

    from living

)

select * from named
