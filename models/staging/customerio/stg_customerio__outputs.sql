with

source as (

    select * from {{ ref('raw_cio_outputs') }}

),

renamed as (

    select
        ---------- ids
        output_id,
        subject_name as journey_id,
        delivery_id,
        workspace_id,
        action_id,

        ---------- attributes
        output_type,
        explanation,
        split_test_index,
        branch_index,
        seq_num as sequence_number,

        ---------- flags
        draft as is_draft,
        link_tracked as is_link_tracked,

        ---------- timestamps
        delay_ends_at,
        created_at,
        load_date

    from source

)

select * from renamed
