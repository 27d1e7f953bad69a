{{ config(materialized="incremental") }}

with

source as (

    select * from {{ in_window(ref('raw_subscription_changes')) }}

),

renamed as (

    select
        ---------- ids
        change_id,
        user_id,

        ---------- attributes
        {{ clean_text('kind') }} as change_kind,
        {{ clean_text('plan') }} as plan,
        {{ clean_text('billing_cycle') }} as billing_cycle,
        {{ sorted_list('connected_services') }} as services,

        ---------- timestamps
        changed_at,
        start_date,
        load_date

    from source

)

select * from renamed
