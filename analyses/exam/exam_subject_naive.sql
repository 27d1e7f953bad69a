-- By what share is variant b of the marketing e-mails opened more often?
-- By less than people do: mail programs open both alike.
with

mails as (

    select
        user_id,
        variant,
        count(*) as delivered,
        count(*) filter (where open_count > 0) as opened

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
