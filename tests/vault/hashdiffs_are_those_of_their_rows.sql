-- The hashdiff of a satellite's row is the hash of what the row says: its
-- columns in the order of the alphabet, without blanks around them, and a mark
-- for null. A first build has many, so a sixteenth of the hashes is looked at,
-- other ones on each day.
{%- set satellites = {
    'bv_sat_user_engagement': ['user_engagement_hashdiff', [
        'active_days', 'engagement', 'events', 'plays', 'watched_seconds',
    ]],
    'masat_connected_services': ['connected_service_hashdiff', [
        'service', 'service_count',
    ]],
    'masat_recommendations': ['recommendation_hashdiff', [
        'algorithm', 'content_id', 'is_clicked', 'recommendation_id',
        'recommendation_number',
    ]],
    'masat_search_history': ['search_hashdiff', [
        'query', 'results_count', 'search_at', 'search_id', 'search_number',
    ]],
    'masat_user_actions': ['user_action_hashdiff', [
        'action_at', 'action_id', 'action_number', 'action_type',
        'duration_seconds', 'is_completion', 'new_quality', 'new_speed',
        'old_quality', 'old_speed',
    ]],
    'sat_content': ['content_hashdiff', [
        'changed_at', 'content_language', 'content_type', 'created_at',
        'deleted_at', 'duration_minutes', 'episode', 'genre', 'is_deleted',
        'provider', 'release_year', 'season', 'series_id', 'title',
    ]],
    'sat_device': ['device_hashdiff', [
        'device_app_version', 'device_model', 'device_os',
        'device_os_version', 'device_type',
    ]],
    'sat_event_details': ['event_details_hashdiff', [
        'bandwidth_mbps', 'buffering_incidents', 'event_at', 'event_type',
        'is_completed', 'is_paused', 'network_type', 'play_duration_seconds',
        'play_pct', 'playback_quality', 'playback_speed', 'schema_version',
    ]],
    'sat_event_details_v2': ['event_details_v2_hashdiff', [
        'drm', 'experiment_group', 'player_version', 'startup_milliseconds',
    ]],
    'sat_post': ['post_hashdiff', [
        'changed_at', 'created_at', 'deleted_at', 'is_deleted', 'post_text',
    ]],
    'sat_user_location': ['location_hashdiff', [
        'location_city', 'location_country', 'location_region',
        'location_timezone',
    ]],
    'sat_user_personal': ['user_personal_hashdiff', [
        'email', 'first_name', 'last_name',
    ]],
    'sat_user_profile': ['user_profile_hashdiff', [
        'changed_at', 'country_code', 'created_at', 'deleted_at',
        'favorite_color', 'is_deleted',
    ]],
    'sat_user_subscription': ['subscription_hashdiff', [
        'billing_cycle', 'plan', 'services', 'start_date', 'status',
    ]],
} %}

{% for satellite, (hashdiff, columns) in satellites.items() -%}
select
    '{{ satellite }}' as satellite,
    hex({{ hashdiff }}) as hashdiff,
    load_datetime

from {{ ref(satellite) }}
where
    load_datetime >= greatest({{ tested_from() }}, date '1900-01-02')
    and {{ in_todays_sample('hex(' ~ hashdiff ~ ')') }}
    and {{ hashdiff }} is distinct from {{ hashed_by_hand(columns) | indent }}
{{ 'union all' if not loop.last }}
{% endfor %}
