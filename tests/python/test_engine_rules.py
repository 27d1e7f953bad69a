"""What must hold between the fields of every event; each rule names the rows that break it.

`events` holds each event once, as it first arrived unbroken; see worlds.py for the other views.
"""

from dataclasses import replace

import pyarrow as pa
import pytest
import worlds

from customer_events import arrow
from customer_events.schedule import Schedule

SESSIONS = {
    "sessions of a user do not overlap": """
        with sessions as (
            select user_id, session_id, min(happened_at) as begins, max(ended_at) as ends
            from events group by all
        )
        select * from sessions
        qualify begins < max(ends) over (
            partition by user_id order by begins, session_id
            rows between unbounded preceding and 1 preceding
        )
    """,
    "events of a session follow one another": """
        select event_id, session_id, happened_at, ended_at from events
        qualify lead(happened_at) over (
            partition by session_id order by happened_at, event_id
        ) < ended_at
    """,
    "a session belongs to one user, device, place and network": """
        select session_id from events group by session_id
        having count(distinct user_id) > 1 or count(distinct device.id) > 1
            or count(distinct location) > 1 or count(distinct event_details.network_type) > 1
    """,
    "a session does not cross 05:00 in its zone": """
        select session_id, any_value(location.timezone), min(local_at), max(local_end)
        from events group by session_id
        having cast(min(local_at) - interval 5 hour as date)
            <> cast(max(local_end) - interval '5 hours 1 second' as date)
            or cast(max(local_end) - interval 5 hour as date) - min(viewing_date) > 1
    """,
    "a viewer has at most four sessions a day": """
        select user_id, viewing_date from events group by all
        having count(distinct session_id) > 4
    """,
    "the id tells the viewing day": """
        select event_id, day_of_id, viewing_date from events where day_of_id <> viewing_date
    """,
}

PEOPLE = {
    "nothing happens before sign-up or after the end of the account": """
        select event_id, happened_at, created_at, deleted_at
        from events join users using (user_id)
        where happened_at < users.created_at or ended_at > users.deleted_at
    """,
    "every event finds a subscription that runs": """
        select event_id, happened_at, kind
        from events left join subscriptions as log
            on events.user_id = log.user_id
            and happened_at >= changed_at and happened_at < valid_to
        where kind is null or kind = 'cancel'
    """,
    "nobody watches on past the end of the subscription": """
        select event_id, ended_at, changed_at
        from events join subscriptions as log
            on events.user_id = log.user_id and log.kind = 'cancel'
            and changed_at > happened_at and changed_at < ended_at
    """,
    "the subscription is the one of the log at that instant": """
        select event_id, happened_at, user_subscription, log.*
        from events join subscriptions as log
            on events.user_id = log.user_id
            and happened_at >= changed_at and happened_at < valid_to
        where user_subscription.plan <> log.plan
            or user_subscription.billing_cycle <> log.billing_cycle
            or user_subscription.start_date <> log.start_date
            or user_subscription.connected_services <> log.connected_services
    """,
    "a service is connected once": """
        select event_id from events
        where len(list_distinct(user_subscription.connected_services))
            <> len(user_subscription.connected_services)
    """,
    "the country is the user's at that instant": """
        select event_id, happened_at, location.country, country_code, valid_from, valid_to
        from events join profiles
            on events.user_id = profiles.user_id
            and happened_at >= valid_from and happened_at < valid_to
        where location.country <> country_code
            and not (valid_from < timestamp '1901-01-01' and happened_at < updated_at)
    """,
    "a user watches in one place a day": """
        select user_id, viewing_date from events group by all
        having count(distinct location) > 1
    """,
    "a device keeps its model and its system, whose versions only rise": """
        with versions as (
            select
                event_id, device, happened_at, position,
                split_part(device.app_version, '.', 1)::int * 1000
                    + split_part(device.app_version, '.', 2)::int as app
            from events left join reference.operating_systems as systems
                on systems.os = device.os and systems.version = device.os_version
        )
        select * from versions
        window seen as (partition by device.id order by happened_at, event_id)
        qualify device.model <> lag(device.model) over seen
            or device.os <> lag(device.os) over seen
            or device.type <> lag(device.type) over seen
            or position < lag(position) over seen
            or app < lag(app) over seen
    """,
    "a user has at most three devices at a time": """
        select user_id from events group by user_id having count(distinct device.id) > 4
    """,
}

CONTENT = {
    "plays find their content, after it arrived and before it left": """
        select event_id, happened_at, created_at, deleted_at
        from plays left join content as known on known.content_id = plays.content.id
        where created_at is null or happened_at < created_at or ended_at > deleted_at
    """,
    "a play shows its content as it stood at that instant": """
        select event_id, content, contents.*
        from plays join contents
            on contents.content_id = plays.content.id
            and happened_at >= valid_from and happened_at < valid_to
        where plays.content.title <> contents.title or plays.content.type <> contents.type
            or plays.content.series_id is distinct from contents.series_id
            or plays.content.season is distinct from contents.season
            or plays.content.episode is distinct from contents.episode
            or plays.content.provider <> contents.provider
            or plays.content.release_year <> contents.release_year
            or plays.content.duration <> contents.duration
            or plays.content.language <> contents.language
            or (plays.content.genre <> contents.genre
                and (valid_from > timestamp '1901-01-01' or happened_at >= updated_at))
    """,
    "plays come from the platform itself or from a connected service": """
        select event_id, content.provider, user_subscription.connected_services
        from plays join reference.providers on providers.provider = content.provider
        where service is not null
            and not list_contains(user_subscription.connected_services, service)
    """,
    "recommended contents are in the catalogue at that instant": """
        select event_id, r.content_id, happened_at, created_at, deleted_at
        from shown left join content on content.content_id = r.content_id
        where created_at is null or happened_at < created_at or happened_at > deleted_at
    """,
    "recommended contents are the platform's own, or chosen with access": """
        select event_id, provider, user_subscription.connected_services
        from shown join content on content.content_id = r.content_id
        join reference.providers using (provider)
        where service is not null
            and not list_contains(user_subscription.connected_services, service)
    """,
    "a list names no title twice": """
        select event_id from shown join content on content.content_id = r.content_id
        group by event_id
        having count(distinct coalesce(content.series_id, content.content_id)) < count(*)
    """,
    "a list is numbered from 1": "select event_id from shown where r.position <> place",
    "a list has at most one click": """
        select event_id from shown where r.clicked group by event_id having count(*) > 1
    """,
    # A play that broke on the way is still a play, though what it was may be lost.
    "what is clicked is played later in the same session": """
        select event_id, r.content_id from shown
        where r.clicked and not exists (
            select 1 from arrivals
            where arrivals.session_id = shown.session_id
                and arrivals.happened_at > shown.happened_at
                and (arrivals.content.id = shown.r.content_id or broken = 'missing_content')
        )
    """,
}

PLAYS = {
    "only plays have content and play fields, and they have all of them": """
        select event_id, event_type, content, event_details from events
        where (event_type = 'content_play') is distinct from (content is not null)
            or (event_type = 'content_play') is distinct from (
                event_details.play_duration is not null
                and event_details.play_percentage is not null
                and event_details.playback_quality is not null
                and event_details.buffering_incidents is not null
                and event_details.playback_speed is not null
                and event_details.paused is not null
                and event_details.completed is not null
            )
            or (event_type <> 'content_play' and coalesce(
                event_details.play_duration::varchar, event_details.play_percentage::varchar,
                event_details.playback_quality, event_details.buffering_incidents::varchar,
                event_details.playback_speed::varchar, event_details.paused::varchar,
                event_details.completed::varchar
            ) is not null)
    """,
    "the percentage is the share of the duration": """
        select event_id, event_details, content.duration from plays
        where abs(event_details.play_percentage
                - event_details.play_duration / (0.6 * content.duration)) > 0.0051
            or event_details.play_percentage not between 0 and 100
            or event_details.play_duration not between 1 and 60 * content.duration
    """,
    "who has seen nine tenths has completed": """
        select event_id, event_details from plays
        where event_details.completed
            <> (event_details.play_duration >= 54 * content.duration)
    """,
    "nobody below Premium sees 4K, and no plan or device more than its best": """
        select event_id, event_details.playback_quality, user_subscription.plan, device.type
        from plays
        join reference.plans on plans.plan = user_subscription.plan
        join reference.device_types as types on types.device_type = plays.device.type
        join reference.qualities as best_plan on best_plan.quality = plans.max_quality
        join reference.qualities as best_type on best_type.quality = types.max_quality
        join reference.qualities as seen on seen.quality = event_details.playback_quality
        where seen.quality_rank > least(best_plan.quality_rank, best_type.quality_rank)
            or (event_details.playback_quality = '4K' and user_subscription.plan <> 'Premium')
    """,
    "the bandwidth carries the quality": """
        select event_id, event_details from plays
        join reference.qualities on quality = event_details.playback_quality
        where replace(event_details.bandwidth, 'mbps', '')::int < min_mbps
    """,
    "the network is one that the device has; no TV is on Mobile": """
        select event_id, device.type, event_details.network_type from events
        left join reference.device_networks as networks
            on networks.device_type = device.type
            and networks.network_type = event_details.network_type
        where networks.device_type is null
            or (device.type = 'smartTV' and event_details.network_type = 'Mobile')
    """,
    "an event leaves the device when it is over": """
        select event_id, happened_at, ingested_at from events
        where ingested_at < ended_at
            or ingested_at < happened_at + to_seconds(
                coalesce(event_details.play_duration, 0)::int + paused_seconds::int)
    """,
    "a play was paused if one of its actions is a pause": """
        select event_id from plays
        where event_details.paused <> (
            len(list_filter(user_action, lambda a: a.action_type = 'pause')) > 0
        )
    """,
}

ACTIONS = {
    "only plays have actions": """
        select event_id from events where event_type <> 'content_play' and len(user_action) > 0
    """,
    "actions lie inside the play": """
        select event_id, happened_at, ended_at, a from actions
        where a."timestamp" < happened_at or a."timestamp" > ended_at
    """,
    "actions come in order, and none within a pause": """
        select event_id, place, a from actions
        qualify a."timestamp" < lag(a."timestamp" + to_seconds(coalesce(a.duration, 0)))
            over (partition by event_id order by place)
    """,
    "an action has the fields that belong to it, and no other": """
        select event_id, a from actions
        join reference.actions as kinds on kinds.action_type = a.action_type
        where (a.duration is not null) <> coalesce(fields = 'duration', false)
            or (a.old_speed is not null) <> coalesce(fields = 'old_speed new_speed', false)
            or (a.new_speed is not null) <> coalesce(fields = 'old_speed new_speed', false)
            or (a.old_quality is not null) <> coalesce(fields = 'old_quality new_quality', false)
            or (a.new_quality is not null) <> coalesce(fields = 'old_quality new_quality', false)
            or (a.completed is not null) <> coalesce(fields = 'completed', false)
    """,
    "play comes first, completion last and only where the play was completed": """
        select event_id, place, a from actions
        where (a.action_type = 'play' and (place > 1 or a."timestamp" <> happened_at))
            or (a.action_type = 'completion' and not event_details.completed)
        union all by name
        select event_id, len(user_action) as place, user_action[-1] as a from plays
        where event_details.completed and (
            user_action[-1].action_type is distinct from 'completion'
            or abs(epoch(user_action[-1]."timestamp") - epoch(ended_at)) > 1
        )
    """,
    "a change of quality stays below what was seen": """
        select event_id, event_details.playback_quality, a from actions
        join reference.qualities as old on old.quality = a.old_quality
        join reference.qualities as new on new.quality = a.new_quality
        where a.action_type = 'quality_change' and (
            a.old_quality <> event_details.playback_quality
            or new.quality_rank >= old.quality_rank
            or ('4K' in (a.old_quality, a.new_quality) and user_subscription.plan <> 'Premium')
        )
    """,
    "a change of speed changes it": """
        select event_id, a from actions
        where a.action_type = 'speed_change' and (
            a.old_speed <> event_details.playback_speed or a.new_speed = a.old_speed
            or a.new_speed not between 0.5 and 2
        )
    """,
    "pauses last": "select event_id, a from actions where a.duration <= 0",
    "an event has at most five of each": """
        select event_id from events
        where len(user_action) > 5 or len(recommendations) > 5 or len(search_history) > 5
    """,
}

SEARCHES = {
    "only searches ask, and each asks for something": """
        select event_id, event_type, search_history from events
        where (event_type = 'search') <> (len(search_history) > 0)
    """,
    "only plays and browsing show recommendations": """
        select event_id from events where event_type = 'search' and len(recommendations) > 0
    """,
    "each search has an id of its own": """
        select s.search_id from asked group by all having count(*) > 1
    """,
    "searches come in order, between their event and the next": """
        with places as (
            select session_id, happened_at,
                lead(happened_at, 1, timestamp '9999-12-31')
                    over (partition by session_id order by happened_at) as next_at
            from events
        )
        select event_id, s, happened_at, next_at
        from asked join places using (session_id, happened_at)
        where s."timestamp" < happened_at or s."timestamp" > least(next_at, ingested_at)
        union all
        select event_id, s, happened_at, null from asked
        qualify s."timestamp" < lag(s."timestamp") over (partition by event_id order by place)
    """,
    "a query has words and a number of results": """
        select event_id, s from asked
        where coalesce(trim(s.query), '') = '' or coalesce(s.results_count, -1) < 0
    """,
}

VALUES = {
    "device": """
        select device from events
        left join reference.devices as known
            on known.device_type = device.type and known.os = device.os
            and known.model = device.model
        left join reference.operating_systems as systems
            on systems.os = device.os and systems.version = device.os_version
        where known.model is null or systems.version is null or device.id is null
            or not regexp_full_match(device.app_version, '\\d+\\.\\d+\\.\\d+')
    """,
    "location": """
        select location from events left join reference.cities as known
            on known.country_code = location.country and known.city = location.city
            and known.region = location.region and known.timezone = location.timezone
        where known.city is null
    """,
    "content": """
        select content from content
        left join reference.content_types as types on types.content_type = content.type
        left join reference.providers using (provider)
        left join reference.genres using (genre)
        left join reference.languages using (language)
        where types.content_type is null or providers.provider is null
            or genres.genre is null or languages.language is null
            or content.duration not between min_minutes and max_minutes
            or coalesce(trim(content.title), '') = ''
            or (is_serial <> (content.series_id is not null))
            or (is_serial <> (content.season is not null))
            or (is_serial <> (content.episode is not null))
            or content.season not between 1 and max_seasons
            or content.episode not between 1 and max_episodes
            or content.release_year > year(content.created_at)
            or content.release_year < 1900
    """,
    "content of every state": """
        select c.genre, c.type from content_versions as c
        left join reference.genres using (genre) where genres.genre is null
    """,
    "subscription": """
        select user_subscription from events
        left join reference.plans on plans.plan = user_subscription.plan
        left join reference.billing_cycles as cycles
            on cycles.billing_cycle = user_subscription.billing_cycle
        where plans.plan is null or cycles.billing_cycle is null
            or user_subscription.start_date is null
            or user_subscription.connected_services is null
            or not list_has_all(
                (select list(service) from reference.services),
                user_subscription.connected_services
            )
    """,
    "details": """
        select event_details from events
        where event_details.buffering_incidents not between 0 and 5
            or event_details.playback_speed not between 0.5 and 2.0
            or not regexp_full_match(event_details.bandwidth, '[1-9]\\d{0,2}mbps')
            or event_details.playback_quality not in (select quality from reference.qualities)
    """,
    "actions": """
        select a from actions
        where a.action_type not in (select action_type from reference.actions)
    """,
    "recommendations": """
        select r from shown
        where r.algorithm not in (select algorithm from reference.algorithms)
            or r.clicked is null or r.content_id is null
    """,
    "users": """
        select * from users_versions as u
        left join reference.countries using (country_code)
        left join reference.colors on color = favorite_color
        where countries.country_code is null or color is null
            or trim(first_name) = '' or trim(last_name) = ''
            or not regexp_full_match(email, '[a-z0-9]*\\.[a-z0-9]*\\.\\d+@[a-z]+\\.[a-z]+')
    """,
    "posts": "select * from posts_versions where coalesce(trim(post_text), '') = ''",
    "nothing that every event has is missing": """
        select event_id from events
        where session_id is null or device is null or location is null
            or user_subscription is null or event_details.network_type is null
            or event_details.bandwidth is null or user_action is null
            or recommendations is null or search_history is null or schema_version is null
    """,
}

RULES = SESSIONS | PEOPLE | CONTENT | PLAYS | ACTIONS | SEARCHES
RULES |= {f"values of {name}": rule for name, rule in VALUES.items()}


@pytest.mark.parametrize("rule", RULES)
def test_no_row_breaks_the_rule(raw, rule):
    worlds.none(raw, RULES[rule])


@pytest.mark.parametrize("name", worlds.WORLDS)
def test_episodes_of_a_run_come_in_order(name):
    """In a run the next episode follows; a series begins with a season, and again when through.

    A run lasts four weeks, from the day after the viewer came or moved. Nothing is late or broken
    here, since what is missing would leave a gap.
    """
    world = {
        day: replace(each, invalid_rate=0, late_rate=0) for day, each in worlds.WORLDS[name].items()
    }
    raw = worlds.events(world)
    people = Schedule(world, []).world
    ids, moves = arrow.uuid(people.user_ids(0)), people.people(0).move_day
    moves = pa.table({"user_id": ids, "move_day": pa.array(moves.tolist())})
    worlds.read(moves.to_reader(), "moves", raw)
    worlds.none(
        raw,
        """
        with episodes as (
            select
                content_id, series_id, season, episode,
                row_number() over series as number, count(*) over series_all as episodes,
            from content where series_id is not null
            window series as (partition by series_id order by season, episode),
                series_all as (partition by series_id)
        ),
        watched as (
            select
                event_id, plays.user_id, viewing_date, happened_at, number, episode, episodes,
                plays.content.series_id as series_id,
                greatest(user_subscription.start_date, list_max(list_filter(
                    list_transform(move_day, lambda day: date '1970-01-01' + day::int),
                    lambda day: day < viewing_date
                ))) as since,
            from plays
            join episodes on plays.content.id = episodes.content_id
            join moves using (user_id)
        ),
        runs as (
            select *, viewing_date - (viewing_date - since - 1)::int % 28 as run_start
            from watched
        )
        select *, lag(number) over run as number_before from runs
        window run as (
            partition by user_id, run_start, series_id order by happened_at, event_id
        )
        qualify viewing_date <= since
            or (number_before is null and episode > 1
                and run_start >= (select min(viewing_date) from runs))
            or (number <> number_before + 1
                and not (number_before = episodes and episode = 1))
        """,
    )


def test_a_new_version_brings_what_is_new_from_its_day_on(spring, autumn):
    worlds.none(
        spring,
        """
        select event_id, schema_version, load_date, playback_session, experiment_group
        from events
        where (schema_version = 2) <> (load_date >= date '2025-03-20')
            or (schema_version = 2) <> (experiment_group is not null)
            or (schema_version = 2 and event_type = 'content_play')
                <> (playback_session is not null)
            or playback_session.startup_ms <= 0
        """,
    )
    columns = autumn.execute("from consumer_events limit 0").description
    assert not {"playback_session", "experiment_group"} & {column[0] for column in columns}
    worlds.none(autumn, "from consumer_events where schema_version <> 1")


@pytest.mark.parametrize(
    "ingredient",
    {
        "4K": "from plays where event_details.playback_quality = '4K'",
        "clicks": "from shown where r.clicked",
        "changes of quality": "from actions where a.action_type = 'quality_change'",
        "changes of speed": "from actions where a.action_type = 'speed_change'",
        "services": "from plays where content.provider = 'Netflix'",
        "searches with three queries": "from asked where place = 3",
        "moves": "from events group by user_id having count(distinct location) > 1 limit 30",
        "emigrants": "from users_versions group by user_id having count(distinct country_code) > 1",
        "plans that change": "from events group by user_id"
        " having count(distinct user_subscription.plan) > 1",
        "cancellations": "from subscription_changes where kind = 'cancel'",
        "resumptions": "from subscription_changes where kind = 'resume'",
        "accounts that end": "from users where deleted_at is not null",
        "contents that arrive": "from content where load_date > (select min(load_date) from content)",
        "contents that leave": "from content where deleted_at is not null",
        "three sessions a day": "from events group by user_id, viewing_date"
        " having count(distinct session_id) > 2",
        "sessions across midnight": "from events where local_at::date > viewing_date",
        "zones of summer time": "from events group by location.timezone having"
        " count(distinct timezone('UTC', local_at) - timezone('UTC', happened_at)) > 1",
        "shared devices": "from events group by device.id having count(distinct user_id) > 1",
    }.items(),
    ids=lambda pair: pair[0],
)
def test_the_rules_have_something_to_hold(autumn, ingredient):
    assert len(autumn.execute("select 1 " + ingredient[1]).fetchall()) >= 5
