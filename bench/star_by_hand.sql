-- The star as one plain DuckDB script: from the raw tables to what staging, snapshots and star
-- hold after a first load. No dbt, no increments, no tests; bench/star.py runs it beside the
-- models and compares every table with theirs.


-------------------- what the sections share --------------------

create schema staging;
create schema snapshots;
create schema star;

set variable first_day = (select min(load_date) from raw.raw_clock);
set variable last_day = (select max(load_date) from raw.raw_clock);
set variable late_days = (select max(late_days) from raw.raw_clock);
set variable batch_closed_at = (select getvariable('last_day') + 1 + interval 16 hour);
set variable open_start = timestamp '1900-01-01';
set variable open_end = timestamp '9999-12-31';
set variable no_content = '00000000-0000-0000-0000-000000000000'::uuid;

create temp macro cleaned(words) as nullif(trim(words), '');

create temp macro megabits(bandwidth) as
    case
        when bandwidth ilike '%kbps%'
            then round(try_cast(replace(lower(bandwidth), 'kbps', '') as double) / 1000)
        else try_cast(replace(replace(lower(bandwidth), 'mbps', ''), 'mbit/s', '') as double)
    end::integer;

create temp macro key_of(whole) as md5(whole)::uuid;

create temp macro as_set(items) as
    list_sort(list_distinct(list_transform(coalesce(items, []), lambda item: cleaned(item))));

create temp macro on_the_clocks_of(timezone, instant) as
    timezone(timezone, make_timestamptz(epoch_us(instant)));

create temp macro viewing_day(timezone, instant) as
    (on_the_clocks_of(timezone, instant) - interval 5 hour)::date;

create temp macro is_final_day(day) as
    day + getvariable('late_days') <= getvariable('last_day');

create temp macro days_covered(month_start) as
    date_diff(
        'day',
        greatest(month_start, getvariable('first_day')),
        least(month_start + interval 1 month, getvariable('last_day') + 1)
    )::integer;


-------------------- staging: invalid arrivals, duplicates, events --------------------

create temp table zones as
select name as timezone, lower(name) as spelling
from pg_timezone_names();

create table staging.stg_consumer_events__quarantine as
select
    event_id,
    case
        when user_id is null then 'missing_user'
        when event_types.event_type is null then 'unknown_event_type'
        when timestamp is null or zones.timezone is null then 'missing_time'
        when timestamp > ingested_at then 'future_timestamp'
        when viewing_day(zones.timezone, timestamp) < load_date - getvariable('late_days')
            then 'too_late'
        when event_types.has_content and content.id is null then 'missing_content'
        when event_details.play_duration < 0 then 'negative_duration'
        when event_details.play_percentage not between 0 and 100 then 'impossible_percentage'
    end as reason,
    arrival_number,
    to_json(arrivals)::varchar as raw_row,
    ingested_at,
    load_date
from (
    select
        event_id, user_id, session_id, event_type, schema_version, device, location, content,
        user_subscription, event_details, user_action, recommendations, search_history,
        arrival_number, playback_session, experiment_group, timestamp, ingested_at, load_date
    from raw.raw_consumer_events
) as arrivals
left join zones on lower(cleaned(location.timezone)) = zones.spelling
left join seeds.event_types on lower(cleaned(arrivals.event_type)) = event_types.event_type
where reason is not null;

create table staging.stg_consumer_events__duplicates as
with valid as (
    select event_id, arrival_number, ingested_at, load_date
    from raw.raw_consumer_events
    anti join staging.stg_consumer_events__quarantine using (load_date, arrival_number)
),
repeated as (
    select event_id
    from valid
    group by event_id
    having count(*) > 1
),
in_order as (
    select
        valid.*,
        row_number() over earlier as place,
        first_value(load_date) over earlier as first_load_date,
        first_value(arrival_number) over earlier as first_arrival_number,
        first_value(ingested_at) over earlier as first_ingested_at
    from valid
    semi join repeated using (event_id)
    window earlier as (partition by event_id order by ingested_at, load_date, arrival_number)
)
select
    event_id, first_load_date, first_arrival_number, arrival_number, false as is_written_again,
    first_ingested_at, ingested_at, load_date
from in_order
where place > 1;

create temp table refused as
select load_date, arrival_number from staging.stg_consumer_events__quarantine
union all
select load_date, arrival_number from staging.stg_consumer_events__duplicates;

create table staging.stg_consumer_events__events as
select
    event_id,
    events.user_id,
    session_id,
    device.id as device_id,
    content.id as content_id,
    content.series_id as series_id,
    lower(cleaned(event_type)) as event_type,
    schema_version,
    coalesce(device_types.device_type, cleaned(device.type)) as device_type,
    cleaned(device.os) as device_os,
    cleaned(device.os_version) as device_os_version,
    cleaned(device.app_version) as device_app_version,
    cleaned(device.model) as device_model,
    upper(cleaned(location.country)) as location_country,
    cleaned(location.city) as location_city,
    cleaned(location.region) as location_region,
    zones.timezone as location_timezone,
    cleaned(content.title) as content_title,
    cleaned(content.type) as content_type,
    content.season as content_season,
    content.episode as content_episode,
    cleaned(content.provider) as content_provider,
    cleaned(content.genre) as content_genre,
    content.release_year as content_release_year,
    cleaned(content.language) as content_language,
    coalesce(plans.plan, cleaned(user_subscription.plan)) as subscription_plan,
    user_subscription.start_date as subscription_start_date,
    coalesce(billing_cycles.billing_cycle, cleaned(user_subscription.billing_cycle))
        as subscription_billing_cycle,
    as_set(user_subscription.connected_services) as subscription_services,
    coalesce(qualities.quality, cleaned(event_details.playback_quality)) as playback_quality,
    coalesce(networks.network_type, cleaned(event_details.network_type)) as network_type,
    cleaned(playback_session.player_version) as player_version,
    cleaned(playback_session.drm) as drm,
    cleaned(experiment_group) as experiment_group,
    arrival_number,
    content.duration as content_duration_minutes,
    event_details.play_duration as play_duration_seconds,
    event_details.play_percentage as play_pct,
    event_details.buffering_incidents as buffering_incidents,
    event_details.playback_speed as playback_speed,
    megabits(event_details.bandwidth) as bandwidth_mbps,
    playback_session.startup_ms as startup_milliseconds,
    event_details.paused as is_paused,
    event_details.completed as is_completed,
    coalesce(raw_users.load_date > events.load_date, true) as is_orphan,
    viewing_day(zones.timezone, timestamp) < events.load_date as is_late,
    timestamp as event_at,
    viewing_day(zones.timezone, timestamp) as viewing_date,
    ingested_at,
    events.load_date
from raw.raw_consumer_events as events
anti join refused using (load_date, arrival_number)
join zones on lower(cleaned(location.timezone)) = zones.spelling
left join raw.raw_users using (user_id)
left join seeds.device_types on lower(cleaned(device.type)) = lower(device_types.device_type)
left join seeds.plans on lower(cleaned(user_subscription.plan)) = lower(plans.plan)
left join seeds.billing_cycles
    on lower(cleaned(user_subscription.billing_cycle)) = lower(billing_cycles.billing_cycle)
left join seeds.qualities
    on lower(cleaned(event_details.playback_quality)) = lower(qualities.quality)
left join (select distinct network_type from seeds.device_networks) as networks
    on lower(cleaned(event_details.network_type)) = lower(networks.network_type);


-------------------- staging: the lists of an event --------------------

create table staging.stg_consumer_events__user_actions as
select
    key_of(event_id || '|' || position) as action_id,
    event_id,
    user_id,
    session_id,
    content_id,
    cleaned(item.action_type) as action_type,
    position as action_number,
    cleaned(item.old_quality) as old_quality,
    cleaned(item.new_quality) as new_quality,
    item.duration as duration_seconds,
    item.old_speed as old_speed,
    item.new_speed as new_speed,
    coalesce(item.completed, false) as is_completion,
    item.timestamp as action_at,
    event_at,
    viewing_date,
    ingested_at,
    load_date
from (
    select
        event_id, user_id, session_id, content.id as content_id,
        unnest(user_action) as item,
        generate_subscripts(user_action, 1)::integer as position,
        timestamp as event_at, viewing_day(cleaned(location.timezone), timestamp) as viewing_date,
        ingested_at, load_date
    from raw.raw_consumer_events
    anti join refused using (load_date, arrival_number)
    where len(user_action) > 0
);

create table staging.stg_consumer_events__recommendations as
select
    key_of(event_id || '|' || position) as recommendation_id,
    event_id,
    user_id,
    session_id,
    item.content_id as content_id,
    cleaned(item.algorithm) as algorithm,
    item.position as recommendation_number,
    item.clicked as is_clicked,
    event_at,
    viewing_date,
    ingested_at,
    load_date
from (
    select
        event_id, user_id, session_id,
        unnest(recommendations) as item,
        generate_subscripts(recommendations, 1)::integer as position,
        timestamp as event_at, viewing_day(cleaned(location.timezone), timestamp) as viewing_date,
        ingested_at, load_date
    from raw.raw_consumer_events
    anti join refused using (load_date, arrival_number)
    where len(recommendations) > 0
);

create table staging.stg_consumer_events__search_history as
select
    item.search_id as search_id,
    event_id,
    user_id,
    session_id,
    cleaned(item.query) as query,
    position as search_number,
    item.results_count as results_count,
    item.timestamp as search_at,
    event_at,
    viewing_date,
    ingested_at,
    load_date
from (
    select
        event_id, user_id, session_id,
        unnest(search_history) as item,
        generate_subscripts(search_history, 1)::integer as position,
        timestamp as event_at, viewing_day(cleaned(location.timezone), timestamp) as viewing_date,
        ingested_at, load_date
    from raw.raw_consumer_events
    anti join refused using (load_date, arrival_number)
    where len(search_history) > 0
);

create table staging.stg_platform__subscription_changes as
select
    change_id,
    user_id,
    cleaned(kind) as change_kind,
    cleaned(plan) as plan,
    cleaned(billing_cycle) as billing_cycle,
    as_set(connected_services) as services,
    changed_at,
    start_date,
    load_date
from raw.raw_subscription_changes;


create table staging.stg_platform__content_changes as
select
    change_id,
    content_id,
    series_id,
    cleaned(kind) as change_kind,
    cleaned(title) as title,
    cleaned(type) as content_type,
    season,
    episode,
    cleaned(provider) as provider,
    cleaned(genre) as genre,
    release_year,
    cleaned(language) as content_language,
    duration as duration_minutes,
    deleted_at is not null as is_deleted,
    changed_at,
    created_at,
    deleted_at,
    load_date
from raw.raw_content_changes;

create table staging.stg_platform__post_changes as
select
    change_id,
    post_id,
    user_id,
    cleaned(kind) as change_kind,
    cleaned(post_text) as post_text,
    deleted_at is not null as is_deleted,
    changed_at,
    created_at,
    deleted_at,
    load_date
from raw.raw_post_changes;

create table staging.stg_platform__user_changes as
select
    change_id,
    user_id,
    cleaned(kind) as change_kind,
    cleaned(first_name) as first_name,
    cleaned(last_name) as last_name,
    lower(cleaned(email)) as email,
    cleaned(country_code) as country_code,
    cleaned(favorite_color) as favorite_color,
    deleted_at is not null as is_deleted,
    changed_at,
    created_at,
    deleted_at,
    load_date
from raw.raw_user_changes;


-------------------- snapshots: the first sight of tables that change in place --------------------

create table snapshots.snap_contents as
select
    content_id,
    series_id,
    cleaned(title) as title,
    cleaned(type) as content_type,
    season,
    episode,
    cleaned(provider) as provider,
    cleaned(genre) as genre,
    release_year,
    cleaned(language) as content_language,
    duration as duration_minutes,
    deleted_at is not null as is_deleted,
    created_at,
    updated_at,
    deleted_at,
    load_date,
    md5(content_id || '|' || updated_at) as version_id,
    updated_at as recorded_at,
    updated_at as valid_from,
    getvariable('open_end') as valid_to
from raw.raw_content;

create table snapshots.snap_posts as
select
    post_id,
    user_id,
    cleaned(post_text) as post_text,
    deleted_at is not null as is_deleted,
    created_at,
    updated_at,
    deleted_at,
    load_date,
    md5(post_id || '|' || updated_at) as version_id,
    updated_at as recorded_at,
    updated_at as valid_from,
    getvariable('open_end') as valid_to
from raw.raw_posts;

create table snapshots.snap_users as
select
    user_id,
    cleaned(first_name) as first_name,
    cleaned(last_name) as last_name,
    lower(cleaned(email)) as email,
    cleaned(country_code) as country_code,
    cleaned(favorite_color) as favorite_color,
    deleted_at is not null as is_deleted,
    created_at,
    updated_at,
    deleted_at,
    load_date,
    md5(user_id || '|' || updated_at) as version_id,
    updated_at as recorded_at,
    updated_at as valid_from,
    getvariable('open_end') as valid_to
from raw.raw_users;

create table snapshots.snap_subscriptions as
select
    user_id,
    plan,
    billing_cycle,
    services,
    if(change_kind = 'cancel', 'cancelled', 'active') as status,
    start_date,
    getvariable('last_day') as seen_on,
    getvariable('batch_closed_at') as seen_at,
    md5(user_id || '|' || seen_at) as version_id,
    seen_at as recorded_at,
    seen_at as valid_from,
    getvariable('open_end') as valid_to
from staging.stg_platform__subscription_changes
qualify row_number() over (partition by user_id order by changed_at desc, change_id desc) = 1;


-------------------- star: dimensions from value sets --------------------

create table star.dim_plan as
with changes as (
    select * from raw.raw_plan_prices
    qualify (monthly_price_usd, yearly_price_usd) is distinct from lag(
        (monthly_price_usd, yearly_price_usd)
    ) over (partition by plan order by load_date)
),
versions as (
    select
        *,
        if(
            lag(load_date) over log is null, getvariable('open_start'), load_date::timestamp
        ) as valid_from,
        coalesce(lead(load_date) over log, getvariable('open_end')) as valid_to
    from changes
    window log as (partition by plan order by load_date)
)
select
    key_of(plan || '|' || valid_from) as plan_version_key,
    plan,
    plan_rank,
    max_quality,
    versions.monthly_price_usd,
    versions.yearly_price_usd,
    valid_to = getvariable('open_end') as is_current,
    valid_from,
    valid_to
from versions
join seeds.plans using (plan);

create table star.dim_country as
select
    country_code, country_name, continent, subcontinent, currency, language as main_language
from seeds.countries;

create table star.dim_genre as
select genre from seeds.genres;

create table star.dim_service as
select service from seeds.services;

create table star.dim_provider as
select provider, service, service is null as is_own from seeds.providers;

create table star.dim_date as
select
    day as date_day,
    year(day)::integer as year_number,
    quarter(day)::integer as quarter_number,
    month(day)::integer as month_number,
    left(monthname(day), 3) as month_name,
    isoyear(day)::integer as iso_year_number,
    week(day)::integer as iso_week_number,
    day(day)::integer as day_of_month,
    isodow(day)::integer as day_of_week,
    left(dayname(day), 3) as day_name,
    isodow(day) > 5 as is_weekend,
    date_trunc('week', day)::date as week_start_date,
    date_trunc('month', day)::date as month_start_date
from (
    -- whole years: the first users signed up two years before the first day
    select unnest(generate_series(
        date_trunc('year', min(start_date) - 730)::date,
        make_date(year(getvariable('last_day') + 1), 12, 31),
        interval 1 day
    ))::date as day
    from raw.raw_clock
);

create table star.dim_time_of_day as
select
    minute::integer as time_of_day_key,
    (minute // 60)::integer as hour_of_day,
    (minute % 60)::integer as minute_of_hour,
    format('{:02d}:{:02d}', hour_of_day, minute_of_hour) as time_of_day,
    case
        when hour_of_day between 5 and 11 then 'morning'
        when hour_of_day between 12 and 17 then 'afternoon'
        when hour_of_day between 18 and 22 then 'prime time'
        else 'night'
    end as day_part,
    ((minute + 1440 - 300) % 1440)::integer as viewing_day_minute
from range(1440) as minutes (minute);

create table star.bridge_subscription_service as
select
    key_of(services::varchar) as service_set_key,
    unnest(services) as service,
    1.0::double / len(services) as allocation_share
from (select distinct services from staging.stg_platform__subscription_changes);


-------------------- star: dimensions with history --------------------

create table star.dim_content as
with states as (
    select
        content_id,
        {
            series_id: series_id, title: title, content_type: content_type, season: season,
            episode: episode, provider: provider, genre: genre, release_year: release_year,
            content_language: content_language, duration_minutes: duration_minutes,
            is_deleted: is_deleted, created_at: created_at, deleted_at: deleted_at
        } as state,
        changed_at
    from staging.stg_platform__content_changes
    qualify changed_at is distinct from lead(changed_at) over (
        partition by content_id order by changed_at, change_id
    )
),
changes as (
    select * from states
    qualify row(state) is distinct from lag(row(state)) over (
        partition by content_id order by changed_at
    )
),
contents as (
    select
        content_id,
        state.*,
        false as is_inferred,
        if(lag(changed_at) over log is null, getvariable('open_start'), changed_at) as valid_from,
        coalesce(lead(changed_at) over log, getvariable('open_end')) as valid_to
    from changes
    window log as (partition by content_id order by changed_at)
    union all by name
    select
        content_id, false as is_deleted, true as is_inferred,
        getvariable('open_start') as valid_from, getvariable('open_end') as valid_to
    from (
        select content_id from staging.stg_consumer_events__events where content_id is not null
        union
        select content_id from staging.stg_consumer_events__recommendations
    )
    anti join staging.stg_platform__content_changes using (content_id)
    union all by name
    select
        getvariable('no_content') as content_id, 'No content' as title,
        false as is_deleted, false as is_inferred,
        getvariable('open_start') as valid_from, getvariable('open_end') as valid_to
)
select
    key_of(content_id || '|' || valid_from) as content_version_key,
    content_id,
    series_id,
    title,
    content_type,
    season,
    episode,
    provider,
    genre,
    release_year,
    content_language,
    duration_minutes,
    is_deleted,
    is_inferred,
    valid_to = getvariable('open_end') as is_current,
    created_at,
    deleted_at,
    valid_from,
    valid_to
from contents;

create table star.dim_user_subscription as
with states as (
    select
        user_id,
        key_of(user_id || '|' || start_date) as subscription_key,
        {
            start_date: start_date, plan: plan, billing_cycle: billing_cycle,
            services: services, status: if(change_kind = 'cancel', 'cancelled', 'active')
        } as state,
        changed_at
    from staging.stg_platform__subscription_changes
    qualify changed_at is distinct from lead(changed_at) over (
        partition by user_id order by changed_at, change_id
    )
),
changes as (
    select * from states
    qualify state is distinct from lag(state) over (partition by user_id order by changed_at)
),
versions as (
    select
        *,
        lead(changed_at, 1, getvariable('open_end')) over (
            partition by user_id order by changed_at
        ) as valid_to
    from changes
)
select
    key_of(subscription_key || '|' || changed_at) as subscription_version_key,
    subscription_key,
    user_id,
    key_of(state.services::varchar) as service_set_key,
    state.plan as plan,
    state.billing_cycle as billing_cycle,
    state.services as services,
    state.status as status,
    valid_to = getvariable('open_end') as is_current,
    state.start_date as start_date,
    changed_at as valid_from,
    valid_to
from versions;

create table star.dim_device as
with states as (
    select
        user_id,
        device_id,
        {
            type: device_type, os: device_os, os_version: device_os_version,
            app_version: device_app_version, model: device_model
        } as state,
        event_at
    from staging.stg_consumer_events__events
    qualify event_at is distinct from lead(event_at) over (
        partition by user_id, device_id order by event_at, event_id
    )
),
changes as (
    select *, key_of(user_id || '|' || device_id) as device_key from states
    qualify state is distinct from lag(state) over (
        partition by user_id, device_id order by event_at
    )
),
versions as (
    select
        *,
        lead(event_at, 1, getvariable('open_end')) over (
            partition by user_id, device_id order by event_at
        ) as valid_to
    from changes
)
select
    key_of(device_key || '|' || event_at) as device_version_key,
    device_key,
    user_id,
    device_id,
    state.type as device_type,
    state.os as os,
    state.os_version as os_version,
    state.app_version as app_version,
    state.model as model,
    valid_to = getvariable('open_end') as is_current,
    event_at as valid_from,
    valid_to
from versions;

create table star.dim_location as
with states as (
    select
        user_id,
        {
            country_code: location_country, city: location_city,
            region: location_region, timezone: location_timezone
        } as state,
        event_at
    from staging.stg_consumer_events__events
    qualify event_at is distinct from lead(event_at) over (
        partition by user_id order by event_at, event_id
    )
),
changes as (
    select * from states
    qualify state is distinct from lag(state) over (partition by user_id order by event_at)
),
versions as (
    select
        *,
        lead(event_at, 1, getvariable('open_end')) over (
            partition by user_id order by event_at
        ) as valid_to
    from changes
)
select
    key_of(user_id || '|' || event_at) as location_version_key,
    user_id,
    state.country_code as country_code,
    state.city as city,
    state.region as region,
    state.timezone as timezone,
    valid_to = getvariable('open_end') as is_current,
    event_at as valid_from,
    valid_to
from versions;

create table star.dim_user as
with latest_events as (
    select
        user_id,
        key_of(user_id || '|' || arg_max(device_id, (event_at, event_id))) as device_key,
        min(viewing_date) as first_viewing_date
    from staging.stg_consumer_events__events
    group by user_id
),
first_posts as (
    select user_id, min(created_at)::date as first_post_date
    from raw.raw_posts
    group by user_id
),
inferred as (
    from (
        select user_id from latest_events
        union
        select user_id from star.dim_user_subscription
        union
        select user_id from first_posts
        union
        select user_id from raw.raw_post_events
    )
    anti join staging.stg_platform__user_changes using (user_id)
),
states as (
    select
        user_id,
        {
            first_name: first_name, last_name: last_name, email: email,
            country_code: country_code, favorite_color: favorite_color,
            is_deleted: is_deleted, created_at: created_at, deleted_at: deleted_at
        } as state,
        changed_at
    from staging.stg_platform__user_changes
    qualify changed_at is distinct from lead(changed_at) over (
        partition by user_id order by changed_at, change_id
    )
),
changes as (
    select * from states
    qualify row(state) is distinct from lag(row(state)) over (
        partition by user_id order by changed_at
    )
),
people as (
    select
        user_id,
        state.*,
        false as is_inferred,
        if(lag(changed_at) over log is null, getvariable('open_start'), changed_at) as valid_from,
        coalesce(lead(changed_at) over log, getvariable('open_end')) as valid_to
    from changes
    window log as (partition by user_id order by changed_at)
    union all by name
    select
        user_id, false as is_deleted, true as is_inferred,
        getvariable('open_start') as valid_from, getvariable('open_end') as valid_to
    from inferred
)
select
    key_of(user_id || '|' || people.valid_from) as user_version_key,
    user_id,
    subscription_key as current_subscription_key,
    subscription_version_key as current_subscription_version_key,
    device_key as current_device_key,
    device_version_key as current_device_version_key,
    location_version_key as current_location_version_key,
    people.first_name,
    people.last_name,
    people.email,
    people.country_code,
    people.favorite_color,
    people.is_deleted,
    people.is_inferred,
    first_post_date is not null as is_creator,
    people.valid_to = getvariable('open_end') as is_current,
    people.created_at,
    people.deleted_at,
    first_viewing_date,
    first_post_date,
    people.valid_from,
    people.valid_to
from people
left join (from star.dim_user_subscription where is_current) as subscriptions using (user_id)
left join latest_events using (user_id)
left join (select device_key, device_version_key from star.dim_device where is_current)
    as devices using (device_key)
left join (select user_id, location_version_key from star.dim_location where is_current)
    as locations using (user_id)
left join first_posts using (user_id);


-------------------- star: facts --------------------

create temp table play_times as
with changes as (
    -- a play changes its speed once at most
    select event_id, action_number, action_at, new_speed
    from staging.stg_consumer_events__user_actions
    where action_type = 'speed_change'
),
pauses as (
    select
        event_id,
        sum(duration_seconds)::integer as paused_seconds,
        coalesce(sum(duration_seconds) filter (pauses.action_number < changes.action_number), 0)
            as paused_before
    from staging.stg_consumer_events__user_actions as pauses
    left join changes using (event_id)
    where action_type = 'pause'
    group by event_id
)
select
    event_id,
    coalesce(paused_seconds, 0) as paused_seconds,
    coalesce(
        date_diff('second', events.event_at, action_at) - coalesce(paused_before, 0), 0
    ) as seconds_before,
    (
        seconds_before
        + ceil(
            (play_duration_seconds - seconds_before * playback_speed)
            / coalesce(new_speed, playback_speed)
        )
        + coalesce(pauses.paused_seconds, 0)
    )::integer as elapsed_seconds
from staging.stg_consumer_events__events as events
left join changes using (event_id)
left join pauses using (event_id)
where event_type = 'content_play';

create temp table last_searches as
select event_id, max(search_at) as search_at
from staging.stg_consumer_events__search_history
group by event_id;

create temp table play_sources as
with befores as (
    select
        event_id,
        content_id,
        (series_id, content_season, content_episode) as place,
        lag(event_id) over session as event_before,
        lag(event_type) over session as type_before,
        lag((series_id, content_season, content_episode)) over session as place_before,
        event_type
    from staging.stg_consumer_events__events
    window session as (partition by session_id order by event_at, event_id)
)
select
    event_id,
    case
        when type_before in ('search', 'browse') then type_before
        when exists (
            from staging.stg_consumer_events__recommendations as shown
            where shown.is_clicked
                and shown.event_id = befores.event_before
                and shown.content_id = befores.content_id
        ) then 'recommendation'
        when place[1] is not null and place in (
            (place_before[1], place_before[2], place_before[3] + 1),
            (place_before[1], place_before[2] + 1, 1)
        ) then 'next_episode'
        else 'direct'
    end as play_source
from befores
where event_type = 'content_play';

create table star.fct_events as
select
    events.event_id,
    events.user_id,
    users.user_version_key,
    events.session_id,
    events.known_content_id as content_id,
    contents.content_version_key,
    devices.device_key,
    devices.device_version_key,
    locations.location_version_key,
    subscriptions.subscription_key,
    subscriptions.subscription_version_key,
    (hour(events.local_at) * 60 + minute(events.local_at))::integer as time_of_day_key,
    events.event_type,
    play_sources.play_source,
    events.playback_quality,
    events.network_type,
    events.player_version,
    events.drm,
    events.experiment_group,
    events.schema_version,
    events.play_duration_seconds,
    play_times.elapsed_seconds,
    play_times.paused_seconds,
    events.play_pct,
    events.buffering_incidents,
    events.playback_speed,
    events.bandwidth_mbps,
    events.startup_milliseconds,
    events.is_paused,
    events.is_completed,
    events.is_orphan,
    events.is_late,
    events.event_at,
    coalesce(
        events.event_at + to_seconds(play_times.elapsed_seconds),
        greatest(events.event_at, last_searches.search_at)
    ) as ended_at,
    events.local_at,
    events.event_at::date as event_date,
    events.viewing_date,
    events.ingested_at,
    events.load_date
from (
    select
        *,
        coalesce(content_id, getvariable('no_content')) as known_content_id,
        on_the_clocks_of(location_timezone, event_at) as local_at
    from staging.stg_consumer_events__events
) as events
left join play_times using (event_id)
left join play_sources using (event_id)
left join last_searches using (event_id)
left join star.dim_user as users
    on events.user_id = users.user_id
    and events.event_at >= users.valid_from
    and events.event_at < users.valid_to
left join star.dim_content as contents
    on events.known_content_id = contents.content_id
    and events.event_at >= contents.valid_from
    and events.event_at < contents.valid_to
left join star.dim_device as devices
    on events.user_id = devices.user_id
    and events.device_id = devices.device_id
    and events.event_at >= devices.valid_from
    and events.event_at < devices.valid_to
left join star.dim_location as locations
    on events.user_id = locations.user_id
    and events.event_at >= locations.valid_from
    and events.event_at < locations.valid_to
left join star.dim_user_subscription as subscriptions
    on events.user_id = subscriptions.user_id
    and events.event_at >= subscriptions.valid_from
    and events.event_at < subscriptions.valid_to;

create table star.fct_user_actions as
select
    actions.action_id,
    events.event_id,
    events.user_id,
    events.user_version_key,
    events.session_id,
    events.content_id,
    events.content_version_key,
    events.device_key,
    events.device_version_key,
    events.location_version_key,
    events.subscription_key,
    events.subscription_version_key,
    events.time_of_day_key,
    actions.action_type,
    actions.action_number,
    actions.old_quality,
    actions.new_quality,
    actions.duration_seconds,
    actions.old_speed,
    actions.new_speed,
    actions.is_completion,
    actions.action_at,
    events.event_at,
    events.event_date,
    events.viewing_date,
    events.load_date
from staging.stg_consumer_events__user_actions as actions
join star.fct_events as events using (event_id);

create table star.fct_recommendations as
with followed as (
    -- the first play of the title that was clicked, later in the session
    select
        recommendation_id,
        min((plays.event_at, plays.event_id)) as play
    from staging.stg_consumer_events__recommendations as recommendations
    join star.fct_events as events using (event_id)
    join star.fct_events as plays
        on recommendations.session_id = plays.session_id
        and recommendations.content_id = plays.content_id
        and events.ended_at <= plays.event_at
        and (recommendations.event_at, recommendations.event_id)
        < (plays.event_at, plays.event_id)
    where recommendations.is_clicked
    group by recommendation_id
)
select
    recommendations.recommendation_id,
    events.event_id,
    events.user_id,
    events.user_version_key,
    events.session_id,
    recommendations.content_id,
    contents.content_version_key,
    events.device_key,
    events.device_version_key,
    events.location_version_key,
    events.subscription_key,
    events.subscription_version_key,
    followed.play[2] as followed_by_event_id,
    events.time_of_day_key,
    case events.event_type
        when 'content_play' then 'after_play'
        when 'browse' then 'browse_page'
        when 'search' then 'search_page'
    end as surface,
    recommendations.algorithm,
    recommendations.recommendation_number,
    count(*) over (partition by events.event_id)::integer as list_length,
    date_diff('second', events.ended_at, followed.play[1])::integer as seconds_to_play,
    recommendations.is_clicked,
    followed.play is not null as is_followed_by_play,
    events.event_at,
    events.event_date,
    events.viewing_date,
    events.load_date
from staging.stg_consumer_events__recommendations as recommendations
join star.fct_events as events using (event_id)
left join star.dim_content as contents
    on recommendations.content_id = contents.content_id
    and events.event_at >= contents.valid_from
    and events.event_at < contents.valid_to
left join followed using (recommendation_id);

create table star.fct_search_history as
with first_plays as (
    -- of any title, later in the session
    select
        search_id,
        any_value(searches.search_at) as search_at,
        any_value(searches.search_number) as search_number,
        min((plays.event_at, plays.event_id, plays.content_id)) as play
    from staging.stg_consumer_events__search_history as searches
    join star.fct_events as plays
        on searches.session_id = plays.session_id
        and searches.search_at < plays.event_at
    where plays.event_type = 'content_play'
    group by search_id
),
followed as (
    -- the last search before it led to it
    select * from first_plays
    qualify row_number() over (
        partition by play[2] order by search_at desc, search_number desc, search_id desc
    ) = 1
)
select
    searches.search_id,
    events.event_id,
    events.user_id,
    events.user_version_key,
    events.session_id,
    events.device_key,
    events.device_version_key,
    events.location_version_key,
    events.subscription_key,
    events.subscription_version_key,
    followed.play[2] as followed_by_event_id,
    followed.play[3] as followed_by_content_id,
    events.time_of_day_key,
    searches.query,
    searches.search_number,
    searches.results_count,
    date_diff('second', searches.search_at, followed.play[1])::integer as seconds_to_play,
    searches.search_number = max(searches.search_number) over (partition by searches.event_id)
        as is_last_of_visit,
    followed.play is not null as is_followed_by_play,
    searches.search_at,
    events.event_at,
    events.event_date,
    events.viewing_date,
    events.load_date
from staging.stg_consumer_events__search_history as searches
join star.fct_events as events using (event_id)
left join followed using (search_id);

create table star.fct_sessions as
with sessions as (
    select
        session_id,
        min((event_at, event_id))[2] as event_id,
        coalesce(sum(play_duration_seconds), 0)::bigint as watched_seconds,
        coalesce(sum(paused_seconds), 0)::bigint as paused_seconds,
        count(*) as events,
        count(*) filter (event_type = 'content_play') as plays,
        count(*) filter (is_completed) as completed_plays,
        count(*) filter (event_type = 'search') as search_events,
        count(*) filter (event_type = 'browse') as browse_events,
        count(distinct content_id) filter (event_type = 'content_play') as contents,
        max(ended_at) as ended_at
    from star.fct_events
    group by session_id
)
select
    first_events.session_id,
    first_events.user_id,
    first_events.user_version_key,
    first_events.device_key,
    first_events.device_version_key,
    first_events.location_version_key,
    first_events.subscription_key,
    first_events.subscription_version_key,
    first_events.time_of_day_key,
    day_parts.day_part,
    date_diff('second', first_events.event_at, sessions.ended_at)::integer as session_seconds,
    sessions.watched_seconds,
    sessions.paused_seconds,
    sessions.events,
    sessions.plays,
    sessions.completed_plays,
    sessions.search_events,
    sessions.browse_events,
    sessions.contents,
    first_events.event_at as started_at,
    sessions.ended_at,
    first_events.local_at as local_started_at,
    first_events.event_date,
    first_events.viewing_date
from sessions
join star.fct_events as first_events using (event_id)
join star.dim_time_of_day as day_parts using (time_of_day_key);


-------------------- star: aggregates --------------------

create table star.agg_content_daily as
with plays as (
    select
        content_id,
        viewing_date,
        count(*) as plays,
        count(*) filter (is_completed) as completed_plays,
        sum(play_duration_seconds)::bigint as watched_seconds,
        sum(buffering_incidents)::bigint as buffering_incidents,
        count(distinct user_id) as viewers
    from star.fct_events
    where event_type = 'content_play'
    group by all
),
recommended as (
    select
        content_id,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (is_clicked) as clicks
    from star.fct_recommendations
    group by all
)
select
    content_id,
    viewing_date,
    coalesce(plays, 0) as plays,
    coalesce(completed_plays, 0) as completed_plays,
    coalesce(watched_seconds, 0) as watched_seconds,
    coalesce(buffering_incidents, 0) as buffering_incidents,
    coalesce(recommendations, 0) as recommendations,
    coalesce(clicks, 0) as clicks,
    coalesce(viewers, 0) as viewers,
    is_final_day(viewing_date) as is_final
from plays
full join recommended using (content_id, viewing_date);

create table star.agg_user_daily as
with watched as (
    select
        user_id,
        viewing_date,
        count(*) as events,
        count(*) filter (event_type = 'content_play') as plays,
        count(*) filter (is_completed) as completed_plays,
        count(*) filter (event_type = 'browse') as browse_events,
        coalesce(sum(play_duration_seconds), 0)::bigint as watched_seconds,
        count(distinct session_id) as sessions,
        count(distinct content_id) filter (event_type = 'content_play') as contents,
        count(distinct device_key) as devices
    from star.fct_events
    group by all
),
searched as (
    select user_id, viewing_date, count(*) as searches
    from star.fct_search_history
    group by all
),
recommended as (
    select
        user_id,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (is_clicked) as clicks
    from star.fct_recommendations
    group by all
)
select
    user_id,
    viewing_date,
    sessions,
    events,
    plays,
    completed_plays,
    browse_events,
    watched_seconds,
    contents,
    devices,
    coalesce(searches, 0) as searches,
    coalesce(recommendations, 0) as recommendations,
    coalesce(clicks, 0) as clicks,
    is_final_day(viewing_date) as is_final
from watched
left join searched using (user_id, viewing_date)
left join recommended using (user_id, viewing_date);

create table star.agg_plan_watch_monthly as
select
    plan,
    date_trunc('month', viewing_date)::date as month_start_date,
    count(*) as events,
    count(*) filter (event_type = 'content_play') as plays,
    count(*) filter (is_completed) as completed_plays,
    coalesce(sum(play_duration_seconds), 0)::bigint as watched_seconds,
    days_covered(date_trunc('month', any_value(viewing_date))) as days_covered,
    is_final_day(last_day(any_value(viewing_date))) as is_final
from star.fct_events
left join star.dim_user_subscription using (subscription_version_key)
group by plan, date_trunc('month', viewing_date);

create table star.fct_user_content as
select
    user_id,
    content_id,
    count(*) as plays,
    count(distinct session_id) as sittings,
    sum(play_duration_seconds)::bigint as watched_seconds,
    max(play_duration_seconds) as furthest_seconds,
    max(play_pct) as furthest_pct,
    bool_or(is_completed) as is_finished,
    min(event_at) as first_played_at,
    max(event_at) as last_played_at,
    min(ended_at) filter (is_completed) as first_finished_at,
    min(viewing_date) as first_viewing_date,
    max(viewing_date) as last_viewing_date
from star.fct_events
where event_type = 'content_play'
group by user_id, content_id;

create table star.dim_series as
select
    series_id,
    arg_min(title, (season, episode, content_id)) as title,
    arg_min(content_type, (season, episode, content_id)) as content_type,
    arg_min(provider, (season, episode, content_id)) as provider,
    arg_min(genre, (season, episode, content_id)) as genre,
    arg_min(content_language, (season, episode, content_id)) as content_language,
    min(release_year) as first_release_year,
    max(release_year) as last_release_year,
    max(season) as seasons,
    count(*)::integer as episodes,
    count(*) filter (not is_deleted)::integer as episodes_on_offer,
    sum(duration_minutes)::integer as duration_minutes,
    bool_and(is_deleted) as is_deleted,
    min(created_at) as created_at,
    max(created_at) as latest_episode_at
from star.dim_content
where is_current and series_id is not null
group by series_id;

create table star.agg_streams_per_minute as
with plays as (
    select event_at, ended_at
    from star.fct_events
    where event_type = 'content_play'
),
steps as (
    select event_at as instant, 1 as streams from plays
    union all
    select ended_at, -1 from plays
    union all
    select unnest(generate_series(
        date_trunc('minute', min(event_at)), max(ended_at), interval 1 minute
    )), 0
    from plays
),
instants as (
    select instant, sum(streams) as streams
    from steps
    group by instant
),
stretches as (
    select
        date_trunc('minute', instant) as minute_at,
        sum(streams) over (order by instant) as streams,
        date_diff('second', instant, lead(instant) over (order by instant)) as seconds
    from instants
)
select
    minute_at,
    max(streams)::integer as peak_streams,
    sum(streams * seconds)::bigint as stream_seconds,
    sum(streams * seconds)::bigint / 60.0::double as mean_streams,
    is_final_day(minute_at::date + 1) as is_final,
    minute_at::date as event_date
from stretches
group by minute_at
having max(streams) > 0;

create table star.fct_subscription_changes as
with states as (
    select
        user_id,
        subscription_key,
        subscription_version_key,
        plan_version_key,
        plan,
        plan_rank,
        billing_cycle,
        status = 'active' as runs,
        case
            when status <> 'active' then 0
            when billing_cycle = 'yearly'
                then (((100 * yearly_price_usd)::bigint + 6) // 12) * 0.01
            else monthly_price_usd
        end::decimal(18, 2) as mrr,
        plans.valid_from > subscriptions.valid_from as is_price_change,
        greatest(plans.valid_from, subscriptions.valid_from) as changed_at
    from star.dim_user_subscription as subscriptions
    join star.dim_plan as plans using (plan)
    where subscriptions.valid_from < plans.valid_to and plans.valid_from < subscriptions.valid_to
),
steps as (
    select
        *,
        lag((subscription_version_key, plan, plan_rank, billing_cycle, runs)) over log as before,
        coalesce(lag(mrr) over log, 0)::decimal(18, 2) as mrr_before,
        (mrr - mrr_before)::decimal(18, 2) as delta
    from states
    window log as (partition by user_id order by changed_at)
)
select
    key_of(user_id || '|' || changed_at) as subscription_change_key,
    user_id,
    user_version_key,
    subscription_key,
    subscription_version_key,
    before[1] as previous_subscription_version_key,
    plan_version_key,
    case
        when before is null and runs then 'new'
        when before[5] and not runs then 'churn'
        when not before[5] and runs then 'reactivation'
        when delta > 0 then 'expansion'
        when delta < 0 then 'contraction'
        else 'unchanged'
    end as movement,
    plan,
    before[2] as previous_plan,
    billing_cycle,
    before[4] as previous_billing_cycle,
    runs::integer - coalesce(before[5], false)::integer as subscriptions_delta,
    mrr_before as mrr_before_usd,
    mrr as mrr_after_usd,
    delta as mrr_delta_usd,
    is_price_change,
    coalesce(runs and before[5] and plan_rank > before[3], false) as is_upgrade,
    coalesce(runs and before[5] and plan_rank < before[3], false) as is_downgrade,
    changed_at,
    changed_at::date as change_date
from steps
left join star.dim_user as users using (user_id)
where (not is_price_change or (runs and delta <> 0))
    and changed_at >= users.valid_from
    and changed_at < users.valid_to;

create table star.agg_subscription_daily as
with moves as (
    select
        change_date as date_day,
        if(movement = 'churn', previous_plan, plan) as plan,
        movement,
        is_upgrade or is_downgrade as arrives,
        false as leaves,
        mrr_delta_usd as delta,
        if(arrives, mrr_before_usd, 0) as transferred
    from star.fct_subscription_changes
    union all
    select change_date, previous_plan, 'left', false, true, 0, -mrr_before_usd
    from star.fct_subscription_changes
    where is_upgrade or is_downgrade
),
days as (
    select unnest(generate_series(
        min(change_date), greatest(max(change_date), getvariable('last_day')), interval 1 day
    ))::date as date_day
    from star.fct_subscription_changes
),
summed as (
    select
        date_day,
        plan,
        count(*) filter (movement = 'new') as new,
        count(*) filter (movement = 'reactivation') as reactivated,
        count(*) filter (movement = 'churn') as cancelled,
        count(*) filter (arrives) as arrived,
        count(*) filter (leaves) as gone,
        sum(delta) filter (movement = 'new') as mrr_new,
        sum(delta) filter (movement = 'reactivation') as mrr_reactivation,
        sum(delta) filter (movement = 'expansion') as mrr_expansion,
        sum(delta) filter (movement = 'contraction') as mrr_contraction,
        sum(delta) filter (movement = 'churn') as mrr_churn,
        sum(transferred) as mrr_transferred,
        sum(delta) + sum(transferred) as mrr
    from moves
    group by date_day, plan
)
select
    date_day,
    plan,
    coalesce(new, 0)::bigint as new_subscriptions,
    coalesce(reactivated, 0)::bigint as reactivated_subscriptions,
    coalesce(cancelled, 0)::bigint as cancelled_subscriptions,
    coalesce(arrived, 0)::bigint as arrived_subscriptions,
    coalesce(gone, 0)::bigint as left_subscriptions,
    coalesce(sum(new + reactivated - cancelled + arrived - gone) over so_far, 0)::bigint
        as active_subscriptions,
    coalesce(mrr_new, 0)::decimal(18, 2) as mrr_new_usd,
    coalesce(mrr_reactivation, 0)::decimal(18, 2) as mrr_reactivation_usd,
    coalesce(mrr_expansion, 0)::decimal(18, 2) as mrr_expansion_usd,
    coalesce(mrr_contraction, 0)::decimal(18, 2) as mrr_contraction_usd,
    coalesce(mrr_churn, 0)::decimal(18, 2) as mrr_churn_usd,
    coalesce(mrr_transferred, 0)::decimal(18, 2) as mrr_transferred_usd,
    coalesce(sum(mrr) over so_far, 0)::decimal(18, 2) as mrr_usd,
    date_day < getvariable('last_day') as is_final
from days
cross join (from star.dim_plan where is_current) as plans
left join summed using (date_day, plan)
window so_far as (partition by plan order by date_day);

create temp table spells as
select
    date_trunc('month', min(valid_from) over (partition by user_id))::date as cohort_month,
    user_id,
    date_trunc('month', valid_from)::date as first_month,
    date_trunc('month', valid_to)::date as month_after,
    status
from star.dim_user_subscription;

create table star.agg_subscription_monthly as
with changes as (
    select
        date_trunc('month', changed_at)::date as month_start_date,
        change_kind,
        plan,
        if(
            change_kind = 'change',
            lag(plan) over (partition by user_id order by changed_at, change_id),
            null
        ) as plan_before,
        max(changed_at) filter (change_kind in ('start', 'resume')) over (
            partition by user_id order by changed_at, change_id
        ) as running_since
    from staging.stg_platform__subscription_changes
),
counted as (
    select
        month_start_date,
        count(*) filter (change_kind = 'start') as starts,
        count(*) filter (change_kind = 'resume') as resumes,
        count(*) filter (change_kind = 'cancel') as cancellations,
        count(*) filter (
            change_kind = 'cancel' and running_since < month_start_date
        ) as cancelled_of_running,
        count(*) filter (changes.plan <> plan_before) as plan_changes,
        count(*) filter (plans.plan_rank > plans_before.plan_rank) as upgrades,
        count(*) filter (plans.plan_rank < plans_before.plan_rank) as downgrades
    from changes
    left join seeds.plans on changes.plan = plans.plan
    left join seeds.plans as plans_before on plan_before = plans_before.plan
    group by month_start_date
),
moved as (
    select
        date_trunc('month', change_date)::date as month_start_date,
        sum(subscriptions_delta) as subscriptions,
        sum(mrr_delta_usd) as revenue
    from star.fct_subscription_changes
    group by all
),
months as (
    select unnest(generate_series(
        min(month_start_date),
        greatest(max(month_start_date), date_trunc('month', getvariable('last_day'))::date),
        interval 1 month
    ))::date as month_start_date
    from changes
),
summed as (
    select
        month_start_date,
        starts,
        resumes,
        cancellations,
        cancelled_of_running,
        plan_changes,
        upgrades,
        downgrades,
        subscriptions,
        sum(subscriptions) over months_so_far as active,
        sum(revenue) over months_so_far as revenue
    from months
    left join counted using (month_start_date)
    left join moved using (month_start_date)
    window months_so_far as (order by month_start_date)
)
select
    month_start_date,
    coalesce(starts, 0) as starts,
    coalesce(resumes, 0) as resumes,
    coalesce(cancellations, 0) as cancellations,
    coalesce(plan_changes, 0) as plan_changes,
    coalesce(upgrades, 0) as upgrades,
    coalesce(downgrades, 0) as downgrades,
    (coalesce(active, 0) - coalesce(subscriptions, 0))::bigint as active_at_month_start,
    coalesce(active, 0)::bigint as active_at_month_end,
    100.0::double * coalesce(cancelled_of_running, 0) / nullif(active_at_month_start, 0)
        as churn_pct,
    coalesce(revenue, 0)::decimal(18, 2) as monthly_recurring_revenue_usd,
    date_diff(
        'day', month_start_date, least(month_start_date + interval 1 month, getvariable('last_day') + 1)
    )::integer as days_covered,
    month_start_date + interval 1 month <= getvariable('last_day') as is_final
from summed;

create table star.agg_cohort_retention as
with cohorts as (
    select cohort_month, count(distinct user_id) as users
    from spells
    group by cohort_month
),
moved as (
    select cohort_month, month_start_date, sum(users) as users
    from (
        select cohort_month, first_month as month_start_date, 1 as users
        from spells
        where status = 'active'
        union all
        select cohort_month, month_after, -1
        from spells
        where status = 'active'
    )
    group by cohort_month, month_start_date
)
select
    cohort_month,
    date_diff('month', cohort_month, month_start_date)::integer as months_since_sign_up,
    month_start_date,
    cohorts.users,
    coalesce(
        sum(moved.users) over (partition by cohort_month order by month_start_date), 0
    )::bigint as subscribed_users,
    days_covered,
    is_final
from cohorts
join (select month_start_date, days_covered, is_final from star.agg_subscription_monthly) as months
    on cohort_month <= months.month_start_date
left join moved using (cohort_month, month_start_date);
