-- Every day from the first to the last; none is open before one that is done.
with

clock as (

    select * from {{ ref('raw_clock') }}

),

neighbors as (

    select
        clock.load_date,
        clock.is_done,
        lag(clock.load_date) over (order by clock.load_date) as day_before,
        lag(clock.is_done) over (order by clock.load_date) as was_done_before

    from clock

)

select *
from neighbors
where
    load_date - day_before <> 1
    or (is_done and not was_done_before)
