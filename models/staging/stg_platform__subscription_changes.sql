with

source as (

    select * from {{ ref('raw_subscription_changes') }}

),

renamed as (

    select
        ---------- ids
        change_id,
        user_id,

        ---------- attributes
        kind as change_kind,
        plan,
        billing_cycle,
        {{ sorted_list('connected_services') }} as services,

        ---------- timestamps
        changed_at,
        start_date,
        load_date

    from source

)

select * from renamed
