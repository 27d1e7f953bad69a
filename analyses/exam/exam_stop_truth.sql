-- How much likelier does one stop make it that a play is given up before a
-- tenth?
-- By the patience of each play's viewer and the quality of its title, with one
-- stop and with none.
with

films as (
    {{ plays_of_films() }}
),

plays as (
    {{ with_causes('films') }}
),

holds as (

    select
        patience + quality as without,
        patience + quality - {{ constant('playback.stop_shortens') }}
            as with_one

    from plays

)

select
    avg(
        {{ chance_to_end_before(0.1, 'with_one') }}
        - {{ chance_to_end_before(0.1, 'without') }}
    ) as truth

from holds
