"""The values of each field: those of seeds/, of the right shape, and there where they should be.

`events` holds each event once, as it first arrived unbroken; see worlds.py for the other views.
"""

import pytest
import worlds

VALUES = {
    "device": """
        select device from events
        left join reference.device_models as known
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
        left join reference.content_type_genres as genres
            on genres.content_type = content.type and genres.genre = content.genre
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
            or content.season > 1 + year(content.created_at) - content.release_year
    """,
    "titles, in the words of their language": """
        select content.title, content.language, any_value(known.word) as a_word from content
        left join reference.title_words as known
            on known.language = content.language and contains(content.title, known.word)
        group by content.title, content.language
        having a_word is null
    """,
    "content of every state": """
        select c.genre, c.type from content_versions as c
        left join reference.content_type_genres as genres
            on genres.content_type = c.type and genres.genre = c.genre
        where genres.genre is null
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
            or not regexp_full_match(email, '[a-z0-9._]+@[a-z]+\\.[a-z]+')
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


@pytest.mark.parametrize("field", VALUES)
def test_values_are_those_they_may_be(raw, field):
    worlds.none(raw, VALUES[field])


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
    worlds.none(
        spring,
        """
        select event_id, device, playback_session from events
        join reference.operating_systems as systems
            on systems.os = device.os and systems.version = device.os_version
        where playback_session.drm <> systems.drm
        """,
    )
    worlds.none(
        spring,
        """
        with versions as (
            select device.id as device_id, happened_at, playback_session.player_version,
                list_transform(
                    string_split(playback_session.player_version, '.'), lambda part: part::int
                ) as player
            from events where playback_session is not null
        )
        select * from versions
        qualify player < lag(player) over (partition by device_id order by happened_at)
        """,
    )
    columns = autumn.execute("from consumer_events limit 0").description
    assert not {"playback_session", "experiment_group"} & {column[0] for column in columns}
    worlds.none(autumn, "from consumer_events where schema_version <> 1")
