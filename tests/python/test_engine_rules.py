"""What must hold within an event and between events; each rule names the rows that break it.

`events` holds each event once, as it first arrived unbroken; see worlds.py for the other views.
"""

import pytest
import worlds

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
    "a viewer has at most eight sessions a day": """
        select user_id, viewing_date from events group by all
        having count(distinct session_id) > 8
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
    "no system is older than the model that runs it": """
        select event_id, device, known.first_version from events
        join reference.device_models as known on known.device_type = device.type
            and known.os = device.os and known.model = device.model
        join reference.operating_systems as came_with
            on came_with.os = device.os and came_with.version = known.first_version
        join reference.operating_systems as runs
            on runs.os = device.os and runs.version = device.os_version
        where runs.position < came_with.position
    """,
    "a device serves one viewer at a time": """
        with sessions as (
            select device.id as device_id, user_id, min(happened_at) as begins,
                max(ended_at) as ends
            from events group by device.id, user_id, session_id
        )
        select * from sessions
        qualify begins < max(ends) over (
            partition by device_id order by begins, user_id
            rows between unbounded preceding and 1 preceding
        )
    """,
    "a service is connected only where it exists": """
        select event_id, location.country, service
        from (
            select *, unnest(user_subscription.connected_services) as service from events
        ) as connected
        anti join reference.service_countries as known
            on known.service = connected.service
            and known.country_code = connected.location.country
    """,
    "a user has at most three devices at a time": """
        select user_id from events group by user_id, viewing_date
        having count(distinct device.id) > 3
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
    "of two events at one instant the first led to the second": """
        select event_id, happened_at from events
        window in_order as (partition by user_id order by happened_at, event_id)
        qualify happened_at = lead(happened_at) over in_order
            and (event_type <> 'browse'
                or lead(event_type) over in_order <> 'content_play'
                or session_id <> lead(session_id) over in_order)
    """,
    "an event leaves the device when it is over": """
        select event_id, happened_at, ingested_at from events
        where ingested_at < ended_at
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
        where (a.action_type = 'play' and place = 1 and a."timestamp" <> happened_at)
            or (a.action_type = 'completion' and not event_details.completed)
        union all by name
        select event_id, len(user_action) as place, user_action[-1] as a from plays
        where event_details.completed and (
            user_action[-1].action_type is distinct from 'completion'
            or user_action[-1]."timestamp" <> ended_at
        )
    """,
    "a change of quality changes that of the beginning, within what is allowed": """
        select event_id, event_details, device.type, user_subscription.plan, a from actions
        join reference.plans on plans.plan = user_subscription.plan
        join reference.device_types as types on types.device_type = device.type
        join reference.qualities as best_plan on best_plan.quality = plans.max_quality
        join reference.qualities as best_type on best_type.quality = types.max_quality
        join reference.qualities as new on new.quality = a.new_quality
        where a.action_type = 'quality_change' and (
            a.old_quality <> event_details.playback_quality or a.new_quality = a.old_quality
            or new.quality_rank > least(best_plan.quality_rank, best_type.quality_rank)
            or new.min_mbps > replace(event_details.bandwidth, 'mbps', '')::int
        )
    """,
    "a pause ends with a play, and no other play comes but at the start": """
        with steps as (
            select event_id, place, a,
                lead(a) over following as next_action, lag(a) over following as previous
            from actions window following as (partition by event_id order by place)
        )
        select * from steps
        where (a.action_type = 'pause' and (
                next_action.action_type is distinct from 'play'
                or next_action."timestamp" <> a."timestamp" + to_seconds(a.duration)))
            or (a.action_type = 'play' and place > 1
                and previous.action_type <> 'pause')
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

RULES = SESSIONS | PEOPLE | PLAYS | ACTIONS | SEARCHES


@pytest.mark.parametrize("rule", RULES)
def test_no_row_breaks_the_rule(raw, rule):
    worlds.none(raw, RULES[rule])


@pytest.mark.parametrize(
    "ingredient",
    {
        "4K": "from plays where event_details.playback_quality = '4K'",
        "clicks": "from shown where r.clicked",
        "changes of quality": "from actions where a.action_type = 'quality_change'",
        "changes of speed": "from actions where a.action_type = 'speed_change'",
        "services": "from plays where content.provider = 'Netflix'",
        "events at one instant": "from events group by user_id, happened_at having count(*) > 1",
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
