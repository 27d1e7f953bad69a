-- How many more sessions have those who open a weekly digest in the week after
-- it?
-- Several: who watches much opens much, and would have watched without it.
with

digests as (

    select * from {{ ref('fct_message_path') }}
    where
        message = 'weekly_digest'
        and is_final
        and is_delivered

),

compared as (
    {{ difference_of_means('digests', 'sessions_after', 'is_opened') }}
)

{{ interval('compared') }}
