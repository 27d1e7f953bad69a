-- By what share do more people open variant b of the marketing e-mails?
-- By about an eighth, once what mail programs open by themselves is left out.
with

mails as (

    select
        user_id,
        variant,
        count(*) as delivered,
        count(*) filter (where human_open_count > 0) as opened

    from {{ ref('fct_message_path') }}
    where
        channel = 'email'
        and variant is not null
        and is_delivered
        and is_treated
    group by all

),

rates as (

    select
        variant,
        count(*) as viewers,
        avg(delivered) as mean_delivered,
        sum(opened) / sum(delivered) as rate

    from mails
    group by all

),

errors as (

    select
        rates.variant,
        rates.rate,
        sum((mails.opened - rates.rate * mails.delivered) ^ 2)
        / (rates.viewers * rates.mean_delivered * rates.rate) ^ 2
            as log_variance

    from mails
    inner join rates
        on mails.variant = rates.variant
    group by rates.variant, rates.rate, rates.viewers, rates.mean_delivered

),

compared as (

    select
        sum(case when variant = 'b' then ln(rate) else -ln(rate) end)
            as log_ratio,
        sqrt(sum(log_variance)) as error

    from errors

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
