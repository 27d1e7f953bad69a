-- How large is the standard deviation of how likely viewers are to complete
-- their plays?
-- By the patience of the viewer and the stops of each play, with a title of any
-- quality.
with

films as (
    {{ plays_of_films() }}
),

plays as (
    {{ with_causes('films') }}
),

viewers as (

    select
        user_id,
        patience - shortened as hold

    from plays
    qualify count(*) over (partition by user_id) between 10 and 30

),

-- which title a play is of is luck, too, so each is taken to be of any
qualities as (

    select
        round(quality, 1) as quality,
        count(*) as plays

    from plays
    group by all

),

expected as (

    select
        viewers.user_id,
        sum(
            qualities.plays
            * (
                1 - {{ chance_to_end_before(
                    0.9, 'viewers.hold + qualities.quality') }}
            )
        ) / sum(qualities.plays) as likely

    from viewers
    cross join qualities
    group by all

)

select stddev_samp(likely) as truth from expected
