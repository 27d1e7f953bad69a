"""Figures of what can't be: a share of rows each, which is 0 where the world contradicts nothing."""

from __future__ import annotations

from bench.measure import Measure

CONTRADICTIONS = (
    Measure(
        "documentaries of fiction genres",
        "0",
        """
        select avg((genre in ('Science Fiction', 'Fantasy', 'Horror', 'Western'))::int)
        from content where type = 'Documentary'
        """,
    ),
    Measure(
        "series with 3 or more seasons in their first year",
        "0",
        """
        select avg(bad::int) from (
            select max(season) filter (year(created_at) = release_year) >= 3 as bad
            from content where series_id is not null group by series_id
        )
        """,
    ),
    Measure(
        "quality changes that rise",
        "0.4-0.5",
        """
        select avg((a.new_quality = '4K' or a.old_quality = 'SD')::int)
        from (select unnest(user_action) as a from plays) where a.action_type = 'quality_change'
        """,
    ),
    Measure(
        "pauses without a play after them",
        "0",
        """
        with steps as (
            select event_id, generate_subscripts(user_action, 1) as place, unnest(user_action) as a
            from plays
        )
        select avg((following <> 'play')::int) from (
            select a.action_type as kind, coalesce(lead(a.action_type)
                over (partition by event_id order by place), '') as following
            from steps
        ) where kind = 'pause'
        """,
    ),
    Measure(
        "Korean titles in Latin letters",
        "0",
        """
        select avg(regexp_matches(title, '[A-Za-z]{4}')::int) from content
        where language = 'Korean'
        """,
    ),
    Measure(
        "events on a system older than the model",
        "0",
        """
        select avg((runs.position < came_with.position)::int) from events
        join device_models as known on known.device_type = device.type
            and known.os = device.os and known.model = device.model
        join operating_systems as came_with
            on came_with.os = device.os and came_with.version = known.first_version
        join operating_systems as runs
            on runs.os = device.os and runs.version = device.os_version
        """,
    ),
    Measure(
        "sessions that begin while another viewer watches on the device",
        "0",
        """
        with sessions as (
            select device.id as device_id, user_id, min(happened_at) as begins,
                -- nothing is played faster than at double speed
                max(happened_at + to_seconds(coalesce(event_details.play_duration, 0) // 2))
                    as ends
            from events group by device.id, user_id, session_id
        )
        select avg(is_during::int) from (
            select coalesce(begins < max(ends) over (
                partition by device_id order by begins, user_id
                rows between unbounded preceding and 1 preceding
            ), false) as is_during
            from sessions
        )
        """,
    ),
    Measure(
        "users with a service that their country has not",
        "0",
        """
        with connected as (
            select distinct user_id, location.country as country_code,
                unnest(user_subscription.connected_services) as service
            from events
        ),
        users as (
            select user_id, bool_or(known.service is null) as is_odd
            from connected left join service_countries as known using (service, country_code)
            group by all
        )
        select avg(is_odd::int) from users
        """,
    ),
    Measure(
        "plays that end elsewhere than their speeds say",
        "0",
        """
        with steps as (
            select event_id, details, a, epoch(a."timestamp") - epoch(happened_at)
                - coalesce(sum(a.duration) over (
                    partition by event_id order by place
                    rows between unbounded preceding and 1 preceding
                ), 0) as played
            from (
                select *, unnest(user_action) as a, generate_subscripts(user_action, 1) as place
                from plays
            )
        ),
        changed as (
            select event_id, any_value(details) as details,
                max(played) filter (a.action_type = 'speed_change') as first_part,
                max(played) filter (a.action_type = 'completion') as in_all,
                max(a.new_speed) as new_speed
            from steps group by event_id
            having count(a.new_speed) = 1 and in_all is not null
        )
        -- a second that has begun counts, in each part
        select avg((abs(details.play_duration - first_part * details.playback_speed
            - (in_all - first_part) * new_speed) > 5)::int)
        from changed
        """,
    ),
    Measure(
        "plays protected as their system can't",
        "0",
        """
        select avg((player.drm <> drm)::int) from players
        join operating_systems as systems
            on systems.os = device.os and systems.version = device.os_version
        """,
    ),
    Measure(
        "plays by an older player than the device's last",
        "0",
        """
        select avg(coalesce(version < before, false)::int) from (
            select version, lag(version) over (
                partition by device.id order by happened_at, event_id
            ) as before
            from (
                select *, list_transform(
                    string_split(player.player_version, '.'), lambda part: part::int
                ) as version
                from players
            )
        )
        """,
    ),
)

MEASURES = {"contradictions": CONTRADICTIONS}
