-- Recommendations and searches by day, and how many lead to something.
with

led as (

    select
        viewing_date,
        country,
        plan,
        1 as shown,
        is_clicked::integer as clicked,
        is_followed_by_play::integer as played,
        0 as searches,
        0 as visits,
        0 as found

    from recommendations

    union all

    select
        viewing_date,
        country,
        plan,
        0 as shown,
        0 as clicked,
        0 as played,
        1 as searches,
        is_last_of_visit::integer as visits,
        (is_last_of_visit and is_followed_by_play)::integer as found

    from searches

)

select
    viewing_date,
    country,
    plan,
    sum(shown) as shown,
    sum(clicked) as clicked,
    sum(played) as played,
    sum(searches) as searches,
    sum(visits) as visits,
    sum(found) as found

from led
group by all
order by all
