with

source as (

    select * from {{ ref('raw_users') }}

),

renamed as (

    select
        ---------- ids
        user_id,

        ---------- attributes
        nullif(trim(first_name), '') as first_name,
        nullif(trim(last_name), '') as last_name,
        nullif(lower(trim(email)), '') as email,
        country_code,
        nullif(trim(favorite_color), '') as favorite_color,

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
