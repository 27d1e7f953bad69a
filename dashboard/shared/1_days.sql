-- Every viewing day, with the number of its shortest period, and whether late
-- events may still change it.
with

viewing as (

    select
        viewing_date,
        bool_and(is_final) as is_final

    from star.agg_user_daily
    group by all

),

bounds as (

    select
        min(viewing_date) as first_day,
        max(viewing_date) as last_day

    from viewing

)

select
    dim_date.date_day as viewing_date,
    coalesce(viewing.is_final, true) as is_final,
    case
        when dim_date.date_day > bounds.last_day - 7 then 0
        when dim_date.date_day > bounds.last_day - 28 then 1
        else 2
    end as period

from star.dim_date as dim_date
inner join bounds
    on
        dim_date.date_day >= bounds.first_day
        and dim_date.date_day <= bounds.last_day
left join viewing on dim_date.date_day = viewing.viewing_date
