-- How likely are the plays of those twenty titles in the second half to be
-- completed?
-- By the quality of the title, the patience of the viewer and the stops of each
-- play.
with

best as (
    {{ plays_of_the_best_titles() }}
),

plays as (
    {{ with_causes('best') }}
)

select
    avg(1 - {{ chance_to_end_before(0.9, 'patience + quality - shortened') }})
        as truth

from plays
where not is_first_half
