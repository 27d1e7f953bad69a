with

source as (

    select * from {{ ref('raw_post_events') }}

),

renamed as (

    select
        ---------- ids
        event_id as post_event_id,
        user_id,
        post_id,

        ---------- attributes
        {{ clean_text('event_type') }} as event_type,

        ---------- timestamps
        created_at as event_at,
        ingested_at,
        load_date

    from source

)

select * from renamed
