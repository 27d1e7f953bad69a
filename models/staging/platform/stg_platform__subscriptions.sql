with

changes as (

    select * from {{ ref('stg_platform__subscription_changes') }}

),

raw_clock as (

    select * from {{ ref('raw_clock') }}

),

clock as (

    select max(load_date) as load_date
    from raw_clock

),

latest as (

    select *
    from changes
    qualify row_number() over (
        partition by user_id order by changed_at desc, change_id desc
    ) = 1

),

as_it_stands as (

    select
        ---------- ids
        latest.user_id,

        ---------- attributes
        latest.plan,
        latest.billing_cycle,
        latest.services,
        {{ subscription_status('latest.change_kind') }} as status,

        ---------- timestamps
        latest.start_date,
        clock.load_date as seen_on,
        {{ batch_closes_at('clock.load_date') }} as seen_at

    from latest
    cross join clock

)

select * from as_it_stands
