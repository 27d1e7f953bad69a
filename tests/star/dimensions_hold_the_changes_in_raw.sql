-- The versions of users and contents are those that the logs in raw tell, in
-- every attribute: each change that alters something, and nothing else.
{%- set logs = {
    'dim_user': {'log': 'raw_user_changes', 'key': 'user_id', 'attributes': {
        'first_name': clean_text('first_name'),
        'last_name': clean_text('last_name'),
        'email': 'lower(' ~ clean_text('email') ~ ')',
        'country_code': clean_text('country_code'),
        'favorite_color': clean_text('favorite_color'),
        'is_deleted': 'deleted_at is not null',
        'created_at': 'created_at',
        'deleted_at': 'deleted_at',
    }},
    'dim_content': {
        'log': 'raw_content_changes', 'key': 'content_id', 'attributes': {
            'series_id': 'series_id',
            'title': clean_text('title'),
            'content_type': clean_text('"type"'),
            'season': 'season',
            'episode': 'episode',
            'provider': clean_text('provider'),
            'genre': clean_text('genre'),
            'release_year': 'release_year',
            'content_language': clean_text('"language"'),
            'duration_minutes': 'duration',
            'is_deleted': 'deleted_at is not null',
            'created_at': 'created_at',
            'deleted_at': 'deleted_at',
        },
    },
} %}

with

{% for dimension, its in logs.items() -%}
{%- set columns = [its.key] + its.attributes.keys() | list -%}
{{ its.log }} as (

    {{ versions_in_raw(ref(its.log), its.key, its.attributes) | indent }}

),

{{ dimension }} as (

    select
        {{ columns | join(',\n        ') }},
        valid_from,
        valid_to

    from {{ ref(dimension) }}
    where
        not is_inferred
        {%- if dimension == 'dim_content' %}
        and content_id <> {{ no_content() }}
        {%- endif %}

),

only_in_{{ its.log }} as (

    select * from {{ its.log }}
    except all
    select * from {{ dimension }}

),

only_in_{{ dimension }} as (

    select * from {{ dimension }}
    except all
    select * from {{ its.log }}

),

{% endfor -%}

differences as (
    {% for dimension, its in logs.items() %}
    {%- for table in [its.log, dimension] %}
    select
        '{{ table }}' as only_in,
        {{ its.key }} as durable_key,
        valid_from,
        valid_to

    from only_in_{{ table }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from differences
