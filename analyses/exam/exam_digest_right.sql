-- How many more sessions than those held out have those whom a weekly digest
-- was sent to?
-- Some tenths of one at most; the week before takes most of the noise away.
with

digests as (

    select * from {{ ref('fct_message_path') }}
    where
        message = 'weekly_digest'
        and is_final
        and holdout_group in ('treated', 'holdout')

),

habit as (

    select regr_slope(sessions_after, sessions_before) as slope from digests

),

adjusted as (

    select
        digests.is_treated,
        digests.sessions_after - habit.slope * digests.sessions_before
            as sessions

    from digests
    cross join habit

),

compared as (
    {{ difference_of_means('adjusted', 'sessions', 'is_treated') }}
)

{{ interval('compared') }}
