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

compared as (
    {{ ratio_of_rates('mails', 'opened', 'delivered', "variant = 'b'") }}
)

{{ interval_of_lift('compared') }}
