-- The fifteen queries that most often end a visit to the search without a
-- play, for every period, country and plan; null means all of them.
with

counted as (

    select
        periods.period,
        searches.country,
        searches.plan,
        searches.query,
        count(*) as visits,
        count(*) filter (where not searches.is_followed_by_play) as failed,
        count(*) filter (where searches.results_count = 0) as empty

    from periods
    inner join searches on periods.period >= searches.period
    where searches.is_last_of_visit
    group by
        periods.period,
        searches.query,
        cube(searches.country, searches.plan)

)

select *
from counted
where failed > 0
qualify
    row_number() over (
        partition by period, country, plan
        order by failed desc, query asc
    ) <= 15
order by period asc, country asc, plan asc, failed desc, query asc
