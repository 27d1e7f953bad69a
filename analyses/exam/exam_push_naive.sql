-- How many more sessions have those who got the push in the week after it than
-- those who got a digest?
-- Many fewer, as if it drove viewers away: it goes to those of whom little is
-- to be expected.
with

got as (

    select
        sessions_after,
        message = 'continue_watching' as is_push

    from {{ ref('fct_message_path') }}
    where
        message in ('continue_watching', 'weekly_digest')
        and is_final
        and is_delivered

),

compared as (
    {{ difference_of_means('got', 'sessions_after', 'is_push') }}
)

{{ interval('compared') }}
