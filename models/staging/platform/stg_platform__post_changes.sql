{{ config(materialized="incremental") }}

with

source as (

    select * from {{ in_window(ref('raw_post_changes')) }}

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
