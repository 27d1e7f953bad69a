-- The last change of a key is its row in the table that changes in place, in
-- every column; of two at one instant, that with the higher change_id. The row
-- arrived with the first change.
{%- set logs = {
    'raw_user_changes': {'state': 'raw_users', 'columns': [
        'user_id', 'first_name', 'last_name', 'email', 'country_code',
        'favorite_color', 'created_at', 'updated_at', 'deleted_at',
    ]},
    'raw_content_changes': {'state': 'raw_content', 'columns': [
        'content_id', 'series_id', 'title', 'type', 'season', 'episode',
        'provider', 'genre', 'release_year', 'duration', 'language',
        'created_at', 'updated_at', 'deleted_at',
    ]},
    'raw_post_changes': {'state': 'raw_posts', 'columns': [
        'post_id', 'user_id', 'post_text', 'created_at', 'updated_at',
        'deleted_at',
    ]},
} %}

with

{% for log, its in logs.items() -%}
{%- set key, columns = its.columns[0], its.columns | join(', ') -%}
last_of_{{ log }} as (

    select
        {{ columns }},
        min(load_date) over (partition by {{ key }}) as load_date

    from {{ ref(log) }}
    qualify row_number() over (
        partition by {{ key }} order by changed_at desc, change_id desc
    ) = 1

),

{{ its.state }} as (

    select
        {{ columns }},
        load_date

    from {{ ref(its.state) }}

),

only_in_{{ log }} as (

    select * from last_of_{{ log }}
    except all
    select * from {{ its.state }}

),

only_in_{{ its.state }} as (

    select * from {{ its.state }}
    except all
    select * from last_of_{{ log }}

),

{% endfor -%}

differences as (
    {% for log, its in logs.items() %}
    {%- for table in [log, its.state] %}
    select
        '{{ table }}' as only_in,
        {{ its.columns[0] }} as durable_key,
        updated_at

    from only_in_{{ table }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from differences
