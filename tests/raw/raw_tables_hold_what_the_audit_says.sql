-- As many rows of each table and day as the audit counted on arrival; a row
-- that was written again by mistake counts once.
{%- set first_day = tested_from() %}

with

{% set tables = [
    'raw_consumer_events', 'raw_content', 'raw_content_changes',
    'raw_defects', 'raw_post_changes', 'raw_post_events', 'raw_posts',
    'raw_subscription_changes', 'raw_user_changes', 'raw_users'
] -%}

{% set numbered = ['raw_consumer_events', 'raw_post_events'] -%}

counted as (

    {% for table in tables %}
    select
        '{{ table }}' as table_name,
        load_date as ingest_date,
        {{
            'count(distinct arrival_number)' if table in numbered else 'count(*)'
        }} as rows_found

    from {{ ref(table) }}
    where load_date >= {{ first_day }}
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

audit as (

    select * from {{ ref('raw_ingestion_audit') }}
    where ingest_date >= {{ first_day }}

)

select
    audit.ingest_date,
    audit.table_name,
    audit.rows_inserted,
    counted.rows_found

from audit
full join counted
    on
        audit.table_name = counted.table_name
        and audit.ingest_date = counted.ingest_date
where coalesce(audit.rows_inserted, 0) <> coalesce(counted.rows_found, 0)
