with

source as (

    select * from {{ ref('raw_users') }}

),

renamed as (

    select
        ---------- ids
        user_id,

        ---------- attributes
        {{ clean_text('first_name') }} as first_name,
        {{ clean_text('last_name') }} as last_name,
        lower({{ clean_text('email') }}) as email,
        {{ clean_text('country_code') }} as country_code,
        {{ clean_text('favorite_color') }} as favorite_color,

        ---------- flags
        deleted_at is not null as is_deleted,

        ---------- timestamps
        created_at,
        updated_at,
        deleted_at,
        load_date

    from source

)

select * from renamed
