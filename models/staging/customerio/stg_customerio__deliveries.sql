with

source as (

    select * from {{ ref('raw_cio_deliveries') }}

),

judged as (

    select
        *,
        coalesce(action_id, transactional_message_id) as any_action_id,
        transactional_message_id is not null as is_transactional,
        coalesce(holdout_group, 'treated') = 'treated' as is_treated

    from source

),

renamed as (

    select
        ---------- ids
        delivery_id,
        internal_customer_id as user_id,
        subject_id as journey_id,
        event_id as trigger_event_id,
        push_token_id,
        workspace_id,
        campaign_id,
        any_action_id as action_id,
        content_id,
        trigger_id,

        ---------- attributes
        delivery_type as channel,
        variant,
        holdout_group,
        seq_num as sequence_number,

        ---------- flags
        is_transactional,
        is_treated,

        ---------- timestamps
        created_at,
        load_date

    from judged

)

select * from renamed
