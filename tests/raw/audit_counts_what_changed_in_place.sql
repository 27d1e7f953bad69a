-- Of each table that changes in place, the rows that the last loaded day
-- changed or deleted, as they stand, are as many as the audit counted.
with

last_day as (

    select max(load_date) as load_date
    from {{ ref('raw_clock') }}

),

-- the day whose batch brought the latest change; that of users closes at 16:00
latest as (

    select
        'raw_users' as table_name,
        load_date,
        deleted_at,
        (updated_at - interval '16' hour)::date as changed_on

    from {{ ref('raw_users') }}
    union all
    select
        'raw_content' as table_name,
        load_date,
        deleted_at,
        updated_at::date as changed_on

    from {{ ref('raw_content') }}
    union all
    select
        'raw_posts' as table_name,
        load_date,
        deleted_at,
        updated_at::date as changed_on

    from {{ ref('raw_posts') }}

),

changed as (

    select
        latest.table_name,
        count(latest.deleted_at) as rows_deleted,
        count(*) - count(latest.deleted_at) as rows_updated

    from latest
    inner join last_day
        on
            latest.changed_on = last_day.load_date
            and latest.load_date < last_day.load_date
    group by all

),

audit as (

    select
        audit.table_name,
        audit.rows_updated,
        audit.rows_deleted

    from {{ ref('raw_ingestion_audit') }} as audit
    inner join last_day on audit.ingest_date = last_day.load_date
    where audit.table_name in ('raw_users', 'raw_content', 'raw_posts')

)

select
    audit.table_name,
    audit.rows_updated,
    audit.rows_deleted,
    changed.rows_updated as updated_in_place,
    changed.rows_deleted as deleted_in_place

from audit
left join changed on audit.table_name = changed.table_name
where
    audit.rows_updated <> coalesce(changed.rows_updated, 0)
    or audit.rows_deleted <> coalesce(changed.rows_deleted, 0)
