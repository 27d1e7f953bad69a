with

source as (

    select * from {{ ref('raw_cio_consents') }}

),

renamed as (

    select
        ---------- ids
        change_id,
        consent_id,
        user_id,

        ---------- attributes
        consent_type,
        status,
        source,

        ---------- timestamps
        changed_at,
        load_date

    from source

)

select * from renamed
