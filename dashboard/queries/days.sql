-- The viewing days, and which of them late events may still change.
select
    viewing_date,
    period,
    is_final::integer as is_final

from days
order by viewing_date
