-- How many more sessions have those who may get marketing than the control
-- group?
-- A few hundredths more at most: a tenth of the users gets none, drawn for
-- ever.
with

first_week as (
    {{ first_week() }}
),

-- those in the control group are written down as sends that reached nobody
addressed as (

    select
        user_id,
        bool_or(holdout_group = 'control') as is_control

    from {{ ref('fct_message_path') }}
    where message_kind <> 'transactional'
    group by all
    having min(send_date) <= (select first_week.last_day from first_week)

),

viewers as (
    {{ sessions_after_the_first_week('addressed') }}
),

compared as (
    {{ ratio_of_means('viewers', 'sessions', 'not is_control') }}
)

{{ interval_of_lift('compared') }}
