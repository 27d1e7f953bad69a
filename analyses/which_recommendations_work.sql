-- Which recommendations are clicked and played, by list, algorithm and place?
select
    surface,
    list_length,
    algorithm,
    count(*) as recommendations,
    count(*) filter (where is_clicked) as clicked,
    round(100 * avg(is_clicked::integer), 1) as clicked_pct,
    round(
        100 * avg(is_clicked::integer) filter (where recommendation_number = 1),
        1
    ) as clicked_at_first_place_pct,
    round(
        100 * avg(is_clicked::integer) filter (where recommendation_number > 1),
        1
    ) as clicked_at_other_places_pct,
    round(100 * avg(is_followed_by_play::integer), 1) as played_pct,
    round(median(seconds_to_play)) as median_seconds_to_play

from {{ ref('fct_recommendations') }}
group by all
order by surface, list_length, algorithm
