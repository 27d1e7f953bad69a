{{ config(materialized="incremental") }}

{%- set appended = [
    'raw_consumer_events', 'raw_post_events', 'raw_user_changes',
    'raw_content_changes', 'raw_post_changes', 'raw_subscription_changes',
    'raw_defects',
] %}

{#- Tables that change in place, with their log and key. -#}
{%- set in_place = {
    'raw_users': ['raw_user_changes', 'user_id'],
    'raw_content': ['raw_content_changes', 'content_id'],
    'raw_posts': ['raw_post_changes', 'post_id'],
} %}

with

days as (

    select load_date as ingest_date
    from {{ ref('raw_clock') }}
    {%- if has_window() %}
    where not is_done
    {%- endif %}

),

arrived as (

    {% for table in appended %}
    select
        '{{ table }}' as table_name,
        load_date as ingest_date,
        count(*) as rows_inserted,
        0 as rows_updated,
        0 as rows_deleted

    from {{ ref(table) }}
    where load_date in (select days.ingest_date from days)
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- a row may change more than once a day, and arrive with changes from before
changed as (

    {% for table, (log, key) in in_place.items() %}
    select
        '{{ table }}' as table_name,
        load_date as ingest_date,
        {{ key }},
        bool_or(kind in ('create', 'arrive', 'publish')) as is_inserted,
        bool_or(kind in ('delete', 'leave')) as is_deleted

    from {{ ref(log) }}
    where load_date in (select days.ingest_date from days)
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

counted as (

    select * from arrived
    union all
    select
        table_name,
        ingest_date,
        count(*) filter (where is_inserted) as rows_inserted,
        count(*) filter (where not is_inserted and not is_deleted)
            as rows_updated,
        count(*) filter (where not is_inserted and is_deleted) as rows_deleted

    from changed
    group by all

),

tables as (

    {% for table in appended + in_place.keys() | list %}
    select '{{ table }}' as table_name
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

audited as (

    select
        days.ingest_date,
        tables.table_name,
        coalesce(counted.rows_inserted, 0)::bigint as rows_inserted,
        coalesce(counted.rows_updated, 0)::bigint as rows_updated,
        coalesce(counted.rows_deleted, 0)::bigint as rows_deleted,
        {{ batch_closes_at('days.ingest_date') }} as loaded_at

    from days
    cross join tables
    left join counted
        on
            days.ingest_date = counted.ingest_date
            and tables.table_name = counted.table_name

)

select * from audited
