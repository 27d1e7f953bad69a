with

source as (

    select * from {{ ref('raw_cio_subjects') }}

),

renamed as (

    select
        ---------- ids
        subject_name as journey_id,
        internal_customer_id as user_id,
        event_id as trigger_event_id,
        workspace_id,
        campaign_id,
        trigger_id,

        ---------- attributes
        campaign_type,
        seq_num as sequence_number,

        ---------- timestamps
        started_campaign_at as started_at,
        created_at,
        load_date

    from source

)

select * from renamed
