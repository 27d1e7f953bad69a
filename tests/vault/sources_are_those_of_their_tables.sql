-- Each row says from which source it came, one of those that feed its table;
-- the ghost alone, which is older than all, comes from AutomateDV.
{%- set events = ['consumer_events'] %}
{%- set tables = {
    'bv_link_shared_device': ['link_user_device'],
    'bv_sat_user_engagement': ['bridge_user_event_content'],
    'effsat_user_device': events,
    'effsat_user_plan': ['subscription_changes'],
    'hub_content': [
        'content_changes', 'consumer_events',
        'consumer_events.recommendations',
    ],
    'hub_device': events,
    'hub_event': events,
    'hub_plan': ['subscription_changes'],
    'hub_post': ['post_changes', 'post_events'],
    'hub_session': events,
    'hub_user': [
        'user_changes', 'subscription_changes', 'consumer_events',
        'post_changes', 'post_events',
    ],
    'link_event_content': events,
    'link_event_device': events,
    'link_event_session': events,
    'link_event_user': events,
    'link_post_creator': ['post_changes'],
    'link_user_device': events,
    'link_user_plan': ['subscription_changes'],
    'masat_connected_services': ['subscription_changes'],
    'masat_recommendations': ['consumer_events.recommendations'],
    'masat_search_history': ['consumer_events.search_history'],
    'masat_user_actions': ['consumer_events.user_action'],
    'nh_link_post_event': ['post_events'],
    'sat_content': ['content_changes'],
    'sat_device': events,
    'sat_event_details': events,
    'sat_event_details_v2': events,
    'sat_post': ['post_changes'],
    'sat_user_location': events,
    'sat_user_personal': ['user_changes'],
    'sat_user_profile': ['user_changes'],
    'sat_user_subscription': ['subscription_changes'],
    'xts_user_location': events,
    'xts_user_subscription': ['subscription_changes'],
} %}

{% for table, sources in tables.items() -%}
select
    '{{ table }}' as table_name,
    record_source,
    load_datetime

from {{ ref(table) }}
where
    case
        when load_datetime = timestamp '1900-01-01'
            then record_source <> 'AUTOMATE_DV_SYSTEM'
        else
            load_datetime >= {{ tested_from() }}
            and record_source not in (
                {%- for source in sources %}
                '{{ source }}'{{ ',' if not loop.last }}
                {%- endfor %}
            )
    end
{{ 'union all' if not loop.last }}
{% endfor %}
