{{ config(materialized="incremental") }}

with

source as (

    select * from {{ in_window(ref('raw_user_changes')) }}

),

renamed as (

    select
        ---------- ids
        change_id,
        user_id,

        ---------- attributes
        {{ clean_text('kind') }} as change_kind,
        {{ clean_text('first_name') }} as first_name,
        {{ clean_text('last_name') }} as last_name,
        lower({{ clean_text('email') }}) as email,
        {{ clean_text('country_code') }} as country_code,
        {{ clean_text('favorite_color') }} as favorite_color,

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
