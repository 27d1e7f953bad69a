{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

with

source as (

    select * from {{ ref('raw_post_changes') }}
    where load_date >= {{ first_new_day() }}

),

renamed as (

    select
        ---------- ids
        change_id,
        post_id,
        user_id,

        ---------- attributes
        {{ clean_text('kind') }} as change_kind,
        {{ clean_text('post_text') }} as post_text,

        ---------- flags
        deleted_at is not null as is_deleted,

        ---------- timestamps
        changed_at,
        created_at,
        deleted_at,
        load_date

    from source

)

select * from renamed
