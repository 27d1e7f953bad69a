-- Which algorithm's recommendations are clicked and played, and at which place?
-- The place decides, not the algorithm: the first is clicked twice as often.
select
    algorithm,
    recommendation_number,
    count(*) as recommendations,
    round(100 * count(*) filter (where is_clicked) / count(*), 1)
        as clicked_pct,
    round(100 * count(*) filter (where is_followed_by_play) / count(*), 1)
        as played_pct,
    round(median(seconds_to_play) / 60, 1) as median_minutes_to_play

from {{ ref('fct_recommendations') }}
group by all
order by algorithm, recommendation_number
