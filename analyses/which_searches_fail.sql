-- Which searches find nothing, or nothing that is then watched?
select
    query,
    count(*) as searches,
    count(distinct user_id) as users,
    count(*) filter (where results_count = 0) as without_result,
    count(*) filter (where not is_followed_by_play) as not_followed_by_play,
    round(avg(results_count), 1) as mean_results,
    round(100 * count(*) filter (where results_count = 0) / count(*), 1)
        as without_result_pct,
    round(
        100 * count(*) filter (where not is_followed_by_play) / count(*), 1
    ) as not_followed_by_play_pct

from {{ ref('fct_search_history') }}
where is_last_of_visit
group by all
having not_followed_by_play > 0
order by not_followed_by_play desc, query asc
limit 20
