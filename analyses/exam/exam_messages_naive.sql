-- How many more sessions have those who opened a marketing message than those
-- who opened none?
-- Far more: who opens messages is who watches.
with

first_week as (
    {{ first_week() }}
),

addressed as (

    select
        user_id,
        bool_or(is_opened) as has_opened

    from {{ ref('fct_message_path') }}
    where
        message_kind <> 'transactional'
        and is_delivered
    group by all
    having min(send_date) <= (select first_week.last_day from first_week)

),

viewers as (
    {{ sessions_after_the_first_week('addressed') }}
),

compared as (
    {{ ratio_of_means('viewers', 'sessions', 'has_opened') }}
)

{{ interval_of_lift('compared') }}
