with

source as (

    select * from {{ ref('raw_cio_identities') }}

),

renamed as (

    select
        ---------- ids
        identity_id,
        user_id,
        anonymous_id,
        other_user_id,

        ---------- attributes
        kind,
        method,
        confidence,
        visits,
        events,

        ---------- timestamps
        first_seen_at,
        last_seen_at,
        resolved_at,
        load_date

    from source

)

select * from renamed
